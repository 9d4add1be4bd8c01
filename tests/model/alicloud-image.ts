import fc from 'fast-check';
import type { ImageView, World } from '../../simulator/index';
import { HOME, INSTANCE, SNAPSHOT } from '../support/images';
import { snapshotsOf } from '../support/ledger';
import type { Properties } from '../support/stage';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { IMAGE_DEEDS, IMAGE_EVENT_KINDS, IMAGE_EVENTS } from './alicloud-image-outside';
import { ABROAD, DATA, IN_THE_MAKING, prepare, SPARE, sourceOf } from './alicloud-image-sources';
import { EXPECTED_ANSWERS, expectedSteps } from './expected';
import { LISTED } from './fields';
import { ENDS_BADLY } from './outside';
import { type Account, STALLED_SECONDS, type TypeRules } from './rules';
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

const NO_SOURCE = { InstanceId: undefined, SnapshotId: undefined, DiskDeviceMapping: undefined };
const TWO_SOURCES = { ...NO_SOURCE, InstanceId: INSTANCE, SnapshotId: SNAPSHOT };
const THREE_DISKS = [
  { SnapshotId: SNAPSHOT, Size: 60, Device: '/dev/xvda', DiskType: 'system' },
  { SnapshotId: DATA },
  { Size: 20, DiskType: 'data' },
];

const source = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom<Properties[]>(
      { InstanceId: INSTANCE },
      { InstanceId: INSTANCE, RegionId: HOME },
      { InstanceId: SPARE.instance },
      { InstanceId: ABROAD.instance, RegionId: ABROAD.regionId },
    ),
  },
  {
    weight: 10,
    arbitrary: fc.constantFrom<Properties[]>(
      { SnapshotId: SNAPSHOT },
      { SnapshotId: SPARE.snapshot },
      { SnapshotId: IN_THE_MAKING, Timeouts: { Create: '10m' } },
      { SnapshotId: ABROAD.snapshot, RegionId: ABROAD.regionId },
      { DiskDeviceMapping: [{ SnapshotId: SNAPSHOT }] },
      { DiskDeviceMapping: THREE_DISKS },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Properties[]>(
      { InstanceId: INSTANCE, RegionId: ABROAD.regionId },
      { SnapshotId: DATA },
      NO_SOURCE,
    ),
  },
);

const newWish = wishOf({
  source,
  basic: fc.record({
    ImageName: maybe(fc.constantFrom(...NAMES), 3),
    ...TEXTS,
    ...GROUP,
    Platform: maybe(fc.constantFrom('Ubuntu', 'Others Linux')),
    Architecture: maybe(fc.constantFrom('x86_64', 'arm64')),
    // ECS makes no image for arm64 that boots by BIOS.
    BootMode: maybe(fc.constantFrom('UEFI', 'UEFI', 'UEFI', 'BIOS')),
    ImageVersion: maybe(fc.constant('v1')),
    ...TAGS_AND_OPTIONS,
  }),
  mistakes: mistakes(TWO_SOURCES, { ...NO_SOURCE, DiskDeviceMapping: [] }, { BootMode: 'uefi' }),
});

const change = changeOf({
  // There are more of them than of other types.
  weightOfFixed: 5,
  fixed: fc.oneof(
    one('RegionId', HOME, ABROAD.regionId),
    fc.constant({ ...NO_SOURCE, InstanceId: INSTANCE }),
    fc.constant({ ...NO_SOURCE, SnapshotId: SNAPSHOT }),
    fc.constant({ ...NO_SOURCE, DiskDeviceMapping: THREE_DISKS }),
    fc.constant(NO_SOURCE),
    fc.constant({ Platform: 'Debian', Architecture: 'arm64', BootMode: 'UEFI-Preferred', ImageVersion: 'v2' }),
  ),
  mistakes: [TWO_SOURCES],
});

/** What is undocumented about ECS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
const account = fc
  .record({
    recognition,
    rest: fc.record({
      createSeconds: fc.constantFrom(60, 60, 600),
      ...SHOWING,
      usable: fc.constantFrom('onceAvailable', 'whileCreating'),
      createdDisks: fc.constantFrom('shown', 'firstWhileCreating', 'noneWhileCreating', 'noneUntilAvailable'),
      failedCreationKeepsSnapshots: fc.constantFrom(true, false),
      deleteWhileCreating: fc.constantFrom('refused', 'accepted'),
      busyDiskCode: fc.constantFrom(
        'IncorrectDiskStatus.CreatingSnapshot',
        'QuotaExceed.ConcurrentSnapshotQuota',
        'TooManySnapshot.Unfinished',
        'IncorrectInstanceStatus',
      ),
      unfinishedSnapshotCode: fc.constantFrom('InvalidSnapshotId.NotReady', 'SnapshotNotReady'),
      tokenProcessingSeconds: fc.constantFrom(0, 0, 120),
      ...CHANGING,
    }),
  })
  .map(({ recognition: known, rest }): Account => ({ ...known, ...rest }));

/** The tag of ours that says from what an image was made, in the words of a template. */
function sourceIn({ tags }: ImageView): Properties {
  const [kind, id] = tags['tfcfn:source']?.split('/') ?? [];
  return {
    InstanceId: kind === 'instance' ? id : undefined,
    SnapshotId: kind === 'snapshot' ? id : undefined,
    DiskDeviceMapping: kind === 'disks' ? LISTED : undefined,
  };
}

/** So many disks of an image of an instance are shown. */
function shownDisks({ status, disks }: ImageView, { createdDisks = 'shown' }: Account): number {
  const isCreating = status === 'Creating';
  const isFinished = status === 'Available' || status === 'Deprecated';
  const hidden = {
    shown: false,
    firstWhileCreating: isCreating,
    noneWhileCreating: isCreating,
    noneUntilAvailable: !isFinished,
  }[createdDisks];
  if (!hidden) return disks.length;
  return createdDisks === 'firstWhileCreating' ? 1 : 0;
}

const madeByCreation = (image: ImageView): string[] => (image.source?.kind === 'instance' ? snapshotsOf(image) : []);

/** An image of which no tag says that it was made of an instance, by a request of ours, may have been imported. */
function toldSnapshots(image: ImageView, behaviour: Account): string[] {
  const isOurs = image.tags['tfcfn:request'] !== undefined && sourceIn(image).InstanceId !== undefined;
  return isOurs ? madeByCreation(image).slice(0, shownDisks(image, behaviour)) : [];
}

const RULES: TypeRules = {
  regions: [HOME, ABROAD.regionId],
  region: 'RegionId',
  prepare,
  others: { InstanceId: INSTANCE },
  fields: {
    properties: [
      ...['InstanceId', 'SnapshotId', 'DiskDeviceMapping', 'Platform', 'Architecture', 'BootMode', 'ImageVersion'],
      ...['ImageName', 'Description', 'ImageFamily', 'ResourceGroupId'],
    ],
    shown: (image) => ({
      ...sourceIn(image),
      ...{ Platform: image.platform, Architecture: image.architecture, BootMode: image.bootMode },
      ...{ ImageVersion: image.imageVersion, ImageName: image.imageName, Description: image.description },
      ...{ ImageFamily: image.imageFamily, ResourceGroupId: image.resourceGroupId },
    }),
    given: ['Platform', 'Architecture', 'BootMode', 'ImageName', 'ResourceGroupId'],
    inTags: ['InstanceId', 'SnapshotId', 'DiskDeviceMapping'],
    untold: ['DiskDeviceMapping'],
  },
  fixed: [
    ...['RegionId', 'InstanceId', 'SnapshotId', 'DiskDeviceMapping'],
    ...['Platform', 'Architecture', 'BootMode', 'ImageVersion'],
  ],
  isInvalid: ({ InstanceId, SnapshotId, DiskDeviceMapping, BootMode }) =>
    [InstanceId, SnapshotId, DiskDeviceMapping].filter((given) => given !== undefined).length > 1 ||
    (Array.isArray(DiskDeviceMapping) && DiskDeviceMapping.length === 0) ||
    BootMode === 'uefi',
  isIncomplete: ({ InstanceId, SnapshotId, DiskDeviceMapping }) =>
    [InstanceId, SnapshotId, DiskDeviceMapping].every((given) => given === undefined),
  sourceOf,
  making: (weather, { createSeconds }) => ({
    createSeconds: weather === 'stalled' ? STALLED_SECONDS : createSeconds,
    createOutcome: weather === 'well' || weather === 'stalled' ? 'available' : { failAtPercent: 50, status: weather },
  }),
  isCancellable: () => false,
  tellsAbsence: ({ deleteMissingImage }) => deleteMissingImage !== 'ignored',
  snapshots: {
    of: madeByCreation,
    told: toldSnapshots,
    areToldLater: ({ status }, { createdDisks = '' }) =>
      status === 'Creating' && createdDisks.endsWith('WhileCreating'),
  },
  isListed: ({ isCopied }) => !isCopied,
  atTheEnd: {},
  makeWay: (world: World, { regionId, imageId, status }: ImageView) => {
    if (status === 'Creating') world.finishCreation(regionId, imageId);
  },
};

/** What a longer `npm run model` meets, too rare for these few lives; those of a copy meet it, and it is the same code that answers it. */
const RARE: readonly string[] = ['UPDATE GeneralServiceException', 'DELETE GeneralServiceException'];

export const IMAGE_MODEL: ModelSubject = {
  ...ALICLOUD_IMAGE,
  model: {
    runs: { seed: 11, sample: 45, all: 90 },
    rules: RULES,
    account,
    steps: stepsOf({
      newWish,
      change,
      regions: RULES.regions,
      // Few images are being made when something is done to one: that happens more often.
      deeds: [...IMAGE_DEEDS, ENDS_BADLY],
      // No creation can be cancelled, so that this is the hard case.
      breakingOff: 3,
      events: IMAGE_EVENTS,
    }),
    expected: {
      steps: expectedSteps({
        kinds: [...IMAGE_DEEDS.map(({ kind }) => kind), ...IMAGE_EVENT_KINDS],
        inPlace: [],
        fixed: RULES.fixed,
      }),
      answers: [...EXPECTED_ANSWERS.filter((answer) => !RARE.includes(answer)), 'CREATE ResourceConflict'],
    },
  },
};
