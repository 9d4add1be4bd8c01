import fc from 'fast-check';
import type { World } from '../../simulator/index';
import { snapshotsOf } from '../support/ledger';
import type { StagedType } from '../support/types/staged-type';
import { EXPECTED_ANSWERS, expectedSteps } from './expected';
import type { Wish } from './fields';
import { type Deed, Event, takeAway } from './outside';
import type { Real } from './real';
import { type Account, type FieldRules, STALLED_SECONDS, type TypeRules } from './rules';
import { isUnfinished, type Stack } from './stack';
import { stepsOf } from './steps';
import type { ModelSubject } from './subject';
import {
  CHANGING,
  type Change,
  changeOf,
  type Decided,
  GROUP,
  inSchema,
  maybe,
  mistakes,
  NAMES,
  ofSchema,
  one,
  SHOWING,
  TAGS_AND_OPTIONS,
  TEXTS,
  wishOf,
} from './wishes';

/** What the lives of copies differ in from cloud to cloud. */
export interface CopyLives {
  readonly runs: ModelSubject['model']['runs'];
  /** The region of the type configuration, another one that copies go to, and one that no source has. */
  readonly home: string;
  readonly abroad: string;
  readonly elsewhere: string;
  /** Images of one region, of one disk, of two, and one that cannot be copied to a plain image. */
  readonly source: Readonly<Record<'regionId' | 'plain' | 'twoDisks' | 'encrypted', string>>;
  /** Adds what the cloud does not have built in, in addition to the keys of every cloud. */
  readonly prepare?: (world: World) => void;
  /** What the cloud does in a way of its own, decided for a run. */
  readonly decided: Decided;
  readonly rules: Pick<TypeRules, 'startedByName' | 'isCancellable' | 'tellsAbsence'> & {
    readonly fields?: Partial<FieldRules>;
  };
}

const newWish = ({ home, abroad, source }: CopyLives): fc.Arbitrary<Wish> =>
  wishOf({
    basic: fc.record({
      SourceImageId: fc.constantFrom(source.plain, source.plain, source.twoDisks, source.encrypted),
      SourceRegionId: fc.constant(source.regionId),
      DestinationRegionId: maybe(fc.constantFrom(home, abroad, abroad)),
      ImageName: maybe(fc.constantFrom(...NAMES), 3),
      ...TEXTS,
      NvmeSupport: maybe(fc.constantFrom('supported', 'unsupported')),
      ...GROUP,
      ...TAGS_AND_OPTIONS,
    }),
    encryption: fc.oneof(
      { weight: 16, arbitrary: fc.constant({}) },
      { weight: 3, arbitrary: fc.constant({ Encrypted: true }) },
      { weight: 3, arbitrary: fc.constant({ Encrypted: true, KmsKeyId: 'key-1' }) },
      { weight: 1, arbitrary: fc.constant({ Encrypted: false }) },
      { weight: 1, arbitrary: fc.constant({ KmsKeyId: 'key-1' }) },
    ),
    mistakes: mistakes(),
  });

const change = ({ home, abroad, elsewhere, source }: CopyLives): fc.Arbitrary<Change> =>
  changeOf({
    inPlace: [one('NvmeSupport', 'supported', 'unsupported', undefined)],
    fixed: fc.oneof(
      one('SourceImageId', source.twoDisks, source.plain),
      one('SourceRegionId', elsewhere),
      one('DestinationRegionId', home, abroad),
      one('Encrypted', true, false),
      fc.constant({ Encrypted: true, KmsKeyId: 'key-2' }),
    ),
  });

/** What is undocumented about ECS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
const accountOf = ({ recognition, more }: Decided): fc.Arbitrary<Account> =>
  fc
    .record({
      recognition,
      rest: fc.record({
        copySeconds: fc.constantFrom(60, 60, 600, 1_500),
        copiesPerRegion: fc.constantFrom(5, 2),
        ...SHOWING,
        cancel: fc.constantFrom('accepted', 'accepted', 'refused'),
        cancelWhileWaiting: fc.constantFrom('accepted', 'refused'),
        cancelTakesSeconds: fc.constantFrom(0, 40),
        cancelledCopyKeepsSnapshots: fc.constantFrom(false, true),
        ...CHANGING,
      }),
      more,
    })
    .map(({ recognition: known, rest, more: own }): Account => ({ ...known, ...rest, ...own }));

const CANCELS: Deed = { kind: 'somebody cancels the copy of', suits: isUnfinished, act: takeAway };

/** So many copies of others that ours have to wait. */
class QueueFills extends Event {
  readonly kind = 'others fill the queue';

  override check({ quotaFull, console, account: { copiesPerRegion = 5 } }: Stack): boolean {
    return !quotaFull && console.pendingFaults() === 0 && copiesPerRegion <= 2;
  }

  protected override async act({ account: { copiesPerRegion = 0 } }: Stack, real: Real): Promise<void> {
    for (let copies = 0; copies < copiesPerRegion; copies += 1) await real.makeForOthers();
  }
}

const FIXED = ['SourceImageId', 'SourceRegionId', 'DestinationRegionId', 'Encrypted', 'KmsKeyId'];

const rulesOf = (
  { schema }: StagedType,
  { home, abroad, source, prepare, rules: { fields, ...rules } }: CopyLives,
): TypeRules => ({
  ...rules,
  regions: [home, abroad],
  region: 'DestinationRegionId',
  prepare: (world) => {
    for (const regionId of [home, abroad]) for (const keyId of ['key-1', 'key-2']) world.addKey({ regionId, keyId });
    prepare?.(world);
  },
  others: { SourceImageId: source.plain, SourceRegionId: source.regionId },
  fields: {
    properties: inSchema(schema, [
      ...['SourceRegionId', 'SourceImageId', 'Encrypted', 'KmsKeyId', 'NvmeSupport'],
      ...['ImageName', 'Description', 'ImageFamily', 'ResourceGroupId'],
    ]),
    shown,
    given: ['NvmeSupport', 'ImageName', 'ResourceGroupId', 'Encrypted'],
    inTags: ['SourceRegionId', 'SourceImageId', 'KmsKeyId'],
    untold: [],
    ...fields,
  },
  fixed: FIXED,
  isInvalid: ({ KmsKeyId, Encrypted }) => KmsKeyId !== undefined && Encrypted !== true,
  isIncomplete: () => false,
  sourceOf: (_world, _regionId, { SourceImageId, Encrypted }) =>
    SourceImageId === source.encrypted && Encrypted === false ? 'unfit' : 'fit',
  making: (weather, { copySeconds }) => ({
    copySeconds: weather === 'stalled' ? STALLED_SECONDS : copySeconds,
    copyOutcome: weather === 'well' || weather === 'stalled' ? 'available' : { failAtPercent: 50, status: weather },
  }),
  snapshots: { of: snapshotsOf, told: snapshotsOf, areToldLater: () => false },
  isListed: ({ isCopied }) => isCopied,
  atTheEnd: { cancel: 'accepted', cancelWhileWaiting: 'accepted' },
});

/** A copy as the console shows it. */
export const shown: FieldRules['shown'] = ({ tags, encrypted, nvmeSupport, resourceGroupId, ...image }) => {
  const [SourceRegionId, SourceImageId] = tags['tfcfn:source']?.split('/') ?? [];
  return {
    ...{ SourceRegionId, SourceImageId, Encrypted: encrypted, KmsKeyId: tags['tfcfn:kms-key'] },
    ...{ ImageName: image.imageName, Description: image.description, ImageFamily: image.imageFamily },
    ...{ NvmeSupport: nvmeSupport, ResourceGroupId: resourceGroupId },
  };
};

/** Random lives of copies. */
export function copyLives(type: StagedType, lives: CopyLives): ModelSubject {
  const rules = rulesOf(type, lives);
  const events: readonly Event[] = [new QueueFills()];
  return {
    ...type,
    model: {
      runs: lives.runs,
      rules,
      account: accountOf(lives.decided),
      steps: stepsOf({
        newWish: ofSchema(type.schema, newWish(lives)),
        change: ofSchema(type.schema, change(lives)),
        regions: rules.regions,
        deeds: [CANCELS],
        events: [[1, fc.constantFrom(...events)]],
      }),
      expected: {
        steps: expectedSteps(type.schema, {
          kinds: [CANCELS, ...events].map(({ kind }) => kind),
          inPlace: ['NvmeSupport'],
          fixed: FIXED,
        }),
        answers: EXPECTED_ANSWERS,
      },
    },
  };
}
