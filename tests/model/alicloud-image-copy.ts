import fc from 'fast-check';
import { HOME, SOURCE } from '../support/copies';
import { snapshotsOf } from '../support/ledger';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { EXPECTED_ANSWERS, expectedSteps } from './expected';
import { type Deed, Event, takeAway } from './outside';
import type { Real } from './real';
import { STALLED_SECONDS, type TypeRules } from './rules';
import { isUnfinished, type Stack } from './stack';
import { stepsOf } from './steps';
import type { ModelSubject } from './subject';
import {
  CHANGING,
  changeOf,
  GROUP,
  maybe,
  mistakes,
  NAMES,
  one,
  recognition,
  SHOWING,
  TAGS_AND_OPTIONS,
  TEXTS,
  wishOf,
} from './wishes';

/** Another region that copies go to. */
const ABROAD = 'ap-southeast-1';
const PLAIN = SOURCE.SourceImageId;
/** Two disks, so two snapshots. */
const TWO_DISKS = 'm-bp1windows2022base';
/** Cannot be copied to a plain image. */
const ENCRYPTED = 'm-bp1encrypted0image';

const newWish = wishOf({
  basic: fc.record({
    SourceImageId: fc.constantFrom(PLAIN, PLAIN, TWO_DISKS, ENCRYPTED),
    SourceRegionId: fc.constant(SOURCE.SourceRegionId),
    DestinationRegionId: maybe(fc.constantFrom(HOME, ABROAD, ABROAD)),
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

const change = changeOf({
  inPlace: [one('NvmeSupport', 'supported', 'unsupported', undefined)],
  fixed: fc.oneof(
    one('SourceImageId', TWO_DISKS, PLAIN),
    one('SourceRegionId', 'eu-central-1'),
    one('DestinationRegionId', HOME, ABROAD),
    one('Encrypted', true, false),
    fc.constant({ Encrypted: true, KmsKeyId: 'key-2' }),
  ),
});

/** What is undocumented about ECS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
const account = fc
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
  })
  .map(({ recognition: known, rest }) => ({ ...known, ...rest }));

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

const RULES: TypeRules = {
  regions: [HOME, ABROAD],
  region: 'DestinationRegionId',
  prepare: (world) => {
    for (const regionId of [HOME, ABROAD]) for (const keyId of ['key-1', 'key-2']) world.addKey({ regionId, keyId });
  },
  others: SOURCE,
  fields: {
    properties: [
      ...['SourceRegionId', 'SourceImageId', 'Encrypted', 'KmsKeyId', 'NvmeSupport'],
      ...['ImageName', 'Description', 'ImageFamily', 'ResourceGroupId'],
    ],
    shown: ({ imageName, description, imageFamily, nvmeSupport, resourceGroupId, encrypted, tags }) => {
      const [SourceRegionId, SourceImageId] = tags['tfcfn:source']?.split('/') ?? [];
      return {
        ...{ SourceRegionId, SourceImageId, Encrypted: encrypted, KmsKeyId: tags['tfcfn:kms-key'] },
        ...{ ImageName: imageName, Description: description, ImageFamily: imageFamily },
        ...{ NvmeSupport: nvmeSupport, ResourceGroupId: resourceGroupId },
      };
    },
    given: ['NvmeSupport', 'ImageName', 'ResourceGroupId', 'Encrypted'],
    inTags: ['SourceRegionId', 'SourceImageId', 'KmsKeyId'],
    untold: [],
  },
  fixed: ['SourceImageId', 'SourceRegionId', 'DestinationRegionId', 'Encrypted', 'KmsKeyId'],
  isInvalid: ({ KmsKeyId, Encrypted }) => KmsKeyId !== undefined && Encrypted !== true,
  isIncomplete: () => false,
  sourceOf: (_world, _regionId, { SourceImageId, Encrypted }) =>
    SourceImageId === ENCRYPTED && Encrypted === false ? 'unfit' : 'fit',
  making: (weather, { copySeconds }) => ({
    copySeconds: weather === 'stalled' ? STALLED_SECONDS : copySeconds,
    copyOutcome: weather === 'well' || weather === 'stalled' ? 'available' : { failAtPercent: 50, status: weather },
  }),
  isCancellable: ({ status }, { cancel, cancelWhileWaiting }) =>
    (status === 'Waiting' ? cancelWhileWaiting : cancel) !== 'refused',
  // CancelCopyImage tells it.
  tellsAbsence: () => true,
  snapshots: { of: snapshotsOf, told: snapshotsOf, areToldLater: () => false },
  isListed: ({ isCopied }) => isCopied,
  atTheEnd: { cancel: 'accepted', cancelWhileWaiting: 'accepted' },
};

export const IMAGE_COPY_MODEL: ModelSubject = {
  ...ALICLOUD_IMAGE_COPY,
  model: {
    runs: { seed: 20_260_101, sample: 60, all: 200 },
    rules: RULES,
    account,
    steps: stepsOf({
      newWish,
      change,
      regions: RULES.regions,
      deeds: [CANCELS],
      events: [[1, fc.constant(new QueueFills())]],
    }),
    expected: {
      steps: expectedSteps({
        kinds: [CANCELS.kind, 'others fill the queue'],
        inPlace: ['NvmeSupport'],
        fixed: RULES.fixed,
      }),
      answers: EXPECTED_ANSWERS,
    },
  },
};
