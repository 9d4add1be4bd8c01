import fc from 'fast-check';
import type { AlibabaSimulator, World } from '../../simulator/index';
import { snapshotsOf } from '../support/ledger';
import type { StagedType } from '../support/types/staged-type';
import { ECS_DEEDS, ECS_FAULTS } from './ecs-outside';
import { ECS_FIELDS, ECS_OPTIONS, ECS_REMAINS, ECS_RULES, type EcsRules, outcomeIn } from './ecs-rules';
import { type EcsAccount, type EcsImage, EcsScene } from './ecs-scene';
import {
  CHANGING,
  type Decided,
  ecsChange,
  ecsMistakes,
  GROUP,
  IN_PLACE,
  isInvalidForEcs,
  SHOWING,
  TAGS_AND_OPTIONS,
  TEXTS,
} from './ecs-wishes';
import { EXPECTED_ANSWERS, expectedLostStarts, expectedSteps } from './expected';
import type { Wish } from './fields';
import { type Deed, type Event, QueueFills, takeAway } from './outside';
import { type FieldRules, STALLED_SECONDS } from './rules';
import { nameOf } from './scene';
import { isUnfinished } from './stack';
import { lostStartsOf, stepsOf } from './steps';
import type { ModelSubject } from './subject';
import { type Change, inSchema, maybe, NAMES, ofSchema, one, wishOf } from './wishes';

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
  readonly rules: Pick<EcsRules, 'startedOnce' | 'isCancellable' | 'tellsAbsence'> & {
    readonly codes?: EcsRules['codes'];
    readonly fields?: Partial<FieldRules<EcsImage>>;
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
    mistakes: ecsMistakes(),
  });

const change = ({ home, abroad, elsewhere, source }: CopyLives): fc.Arbitrary<Change> =>
  ecsChange({
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
const accountOf = ({ recognition, more }: Decided): fc.Arbitrary<EcsAccount> =>
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
    .map(({ recognition: known, rest, more: own }): EcsAccount => ({ ...known, ...rest, ...own }));

const CANCELS: Deed = { kind: 'somebody cancels the copy of', suits: isUnfinished, act: takeAway };

const FIXED = ['SourceImageId', 'SourceRegionId', 'DestinationRegionId', 'Encrypted', 'KmsKeyId'];

const rulesOf = (
  { schema }: StagedType,
  { home, abroad, source, rules: { fields, ...rules } }: CopyLives,
): EcsRules => ({
  ...ECS_RULES,
  ...rules,
  regions: [home, abroad],
  region: 'DestinationRegionId',
  starts: ['CopyImage'],
  others: { SourceImageId: source.plain, SourceRegionId: source.regionId },
  fields: {
    ...ECS_FIELDS,
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
  isInvalid: ({ KmsKeyId, Encrypted, ...rest }) =>
    isInvalidForEcs(rest) || (KmsKeyId !== undefined && Encrypted !== true),
  isIncomplete: () => false,
  sourceOf: (_scene, _regionId, { SourceImageId, Encrypted }) =>
    SourceImageId === source.encrypted && Encrypted === false ? 'unfit' : 'fit',
  making: (weather, { copySeconds }) => ({
    copySeconds: weather === 'stalled' ? STALLED_SECONDS : copySeconds,
    copyOutcome: outcomeIn(weather),
  }),
  // A queue is filled where it is so short that others can.
  queueOf: ({ copiesPerRegion = 5 }) => (copiesPerRegion <= 2 ? copiesPerRegion : 0),
  snapshots: { ...ECS_REMAINS, of: snapshotsOf, told: snapshotsOf, areToldLater: () => false },
  listedAs: (image) => (image.ownerAlias === 'self' && image.listed && image.isCopied ? nameOf(image) : undefined),
  atTheEnd: { cancel: 'accepted', cancelWhileWaiting: 'accepted' },
});

/** A copy as the console shows it. */
export const shown: FieldRules<EcsImage>['shown'] = ({ tags, encrypted, nvmeSupport, resourceGroupId, ...image }) => {
  const [SourceRegionId, SourceImageId] = tags['tfcfn:source']?.split('/') ?? [];
  return {
    ...{ SourceRegionId, SourceImageId, Encrypted: encrypted, KmsKeyId: tags['tfcfn:kms-key'] },
    ...{ ImageName: image.imageName, Description: image.description, ImageFamily: image.imageFamily },
    ...{ NvmeSupport: nvmeSupport, ResourceGroupId: resourceGroupId },
  };
};

function openScene(simulator: AlibabaSimulator, { home, abroad, prepare }: CopyLives, { regions }: EcsRules): EcsScene {
  const { world } = simulator;
  for (const regionId of [home, abroad]) for (const keyId of ['key-1', 'key-2']) world.addKey({ regionId, keyId });
  prepare?.(world);
  return new EcsScene(simulator, regions);
}

/** Random lives of copies. */
export function copyLives(type: StagedType, lives: CopyLives): ModelSubject<AlibabaSimulator> {
  const rules = rulesOf(type, lives);
  const events: readonly Event[] = [new QueueFills()];
  const given = { rules, deeds: [CANCELS, ...ECS_DEEDS], faults: ECS_FAULTS };
  return {
    ...type,
    model: {
      runs: lives.runs,
      rules,
      scene: (simulator) => openScene(simulator, lives, rules),
      account: accountOf(lives.decided),
      steps: stepsOf({
        newWish: ofSchema(type.schema, newWish(lives)),
        change: ofSchema(type.schema, change(lives)),
        ...given,
        options: ECS_OPTIONS,
        events: [[1, fc.constantFrom(...events)]],
      }),
      lostStarts: lostStartsOf({ newWish: ofSchema(type.schema, newWish(lives)), faults: ECS_FAULTS }),
      expected: {
        steps: expectedSteps(type.schema, {
          ...given,
          kinds: events.map(({ kind }) => kind),
          inPlace: [...IN_PLACE, 'NvmeSupport'],
          fixed: FIXED,
        }),
        answers: EXPECTED_ANSWERS,
        lostStarts: expectedLostStarts(ECS_FAULTS),
      },
    },
  };
}
