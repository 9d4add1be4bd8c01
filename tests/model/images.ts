import fc from 'fast-check';
import type { AlibabaSimulator, World } from '../../simulator/index';
import { snapshotsOf } from '../support/ledger';
import type { Properties } from '../support/stage';
import type { StagedType } from '../support/types/staged-type';
import { ECS_DEEDS, ECS_FAULTS } from './ecs-outside';
import { ECS_FIELDS, ECS_OPTIONS, ECS_REMAINS, ECS_RULES, type EcsRules, outcomeIn } from './ecs-rules';
import { type EcsAccount, type EcsImage, EcsScene, ecsScene } from './ecs-scene';
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
import { LISTED, type Wish } from './fields';
import { IMAGE_DEEDS, sourceEvents } from './image-outside';
import { DATA, IN_THE_MAKING, prepareSources, type SourcePlaces, SPARE, sourceOf } from './image-sources';
import { ENDS_BADLY } from './outside';
import { STALLED_SECONDS } from './rules';
import { nameOf } from './scene';
import { lostStartsOf, stepsOf } from './steps';
import type { ModelSubject } from './subject';
import { type Change, inSchema, maybe, NAMES, ofSchema, one, wishOf } from './wishes';

/** What the lives of images that CreateImage makes differ in from cloud to cloud. */
export interface ImageLives {
  readonly runs: ModelSubject['model']['runs'];
  readonly places: SourcePlaces;
  /** Adds what the cloud does not have built in, in addition to the sources of every cloud. */
  readonly prepare?: (world: World) => void;
  /** What the cloud does in a way of its own, decided for a run. */
  readonly decided: Decided;
  readonly rules?: Partial<Pick<EcsRules, 'startedOnce' | 'codes'>>;
  /** Answers that only longer runs meet. */
  readonly rare: readonly string[];
}

const NO_SOURCE = { InstanceId: undefined, SnapshotId: undefined, DiskDeviceMapping: undefined };
const twoSources = ({ home: { instance, snapshot } }: SourcePlaces): Properties => ({
  ...NO_SOURCE,
  InstanceId: instance,
  SnapshotId: snapshot,
});
const threeDisks = ({ home: { snapshot } }: SourcePlaces) => [
  { SnapshotId: snapshot, Size: 60, Device: '/dev/xvda', DiskType: 'system' },
  { SnapshotId: DATA },
  { Size: 20, DiskType: 'data' },
];

const source = ({ home, abroad }: SourcePlaces) =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.constantFrom<Properties[]>(
        { InstanceId: home.instance },
        { InstanceId: home.instance, RegionId: home.regionId },
        { InstanceId: SPARE.instance },
        { InstanceId: abroad.instance, RegionId: abroad.regionId },
      ),
    },
    {
      weight: 10,
      arbitrary: fc.constantFrom<Properties[]>(
        { SnapshotId: home.snapshot },
        { SnapshotId: SPARE.snapshot },
        { SnapshotId: IN_THE_MAKING, Timeouts: { Create: '10m' } },
        { SnapshotId: abroad.snapshot, RegionId: abroad.regionId },
        { DiskDeviceMapping: [{ SnapshotId: home.snapshot }] },
        { DiskDeviceMapping: threeDisks({ home, abroad }) },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Properties[]>(
        { InstanceId: home.instance, RegionId: abroad.regionId },
        { SnapshotId: DATA },
        NO_SOURCE,
      ),
    },
  );

const newWish = ({ home, abroad }: SourcePlaces): fc.Arbitrary<Wish> =>
  wishOf({
    source: source({ home, abroad }),
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
    mistakes: ecsMistakes(twoSources({ home, abroad }), { ...NO_SOURCE, DiskDeviceMapping: [] }, { BootMode: 'uefi' }),
  });

const change = ({ home, abroad }: SourcePlaces): fc.Arbitrary<Change> =>
  ecsChange({
    // There are more of them than of other types.
    weightOfFixed: 5,
    fixed: fc.oneof(
      one('RegionId', home.regionId, abroad.regionId),
      fc.constant({ ...NO_SOURCE, InstanceId: home.instance }),
      fc.constant({ ...NO_SOURCE, SnapshotId: home.snapshot }),
      fc.constant({ ...NO_SOURCE, DiskDeviceMapping: threeDisks({ home, abroad }) }),
      fc.constant(NO_SOURCE),
      fc.constant({ Platform: 'Debian', Architecture: 'arm64', BootMode: 'UEFI-Preferred', ImageVersion: 'v2' }),
    ),
    mistakes: [twoSources({ home, abroad })],
  });

/** What is undocumented about ECS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
const accountOf = ({ recognition, more }: Decided): fc.Arbitrary<EcsAccount> =>
  fc
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
      more,
    })
    .map(({ recognition: known, rest, more: own }): EcsAccount => ({ ...known, ...rest, ...own }));

/** The tag of ours that says from what an image was made, in the words of a template. */
function sourceIn({ tags }: EcsImage): Properties {
  const [kind, id] = tags['tfcfn:source']?.split('/') ?? [];
  return {
    InstanceId: kind === 'instance' ? id : undefined,
    SnapshotId: kind === 'snapshot' ? id : undefined,
    DiskDeviceMapping: kind === 'disks' ? LISTED : undefined,
  };
}

/** So many disks of an image of an instance are shown. */
function shownDisks({ status, disks }: EcsImage, { createdDisks = 'shown' }: EcsAccount): number {
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

const madeByCreation = (image: EcsImage): string[] => (image.source?.kind === 'instance' ? snapshotsOf(image) : []);

/** An image of which no tag says that it was made from an instance, by a request of ours, may have been imported. */
function toldSnapshots(image: EcsImage, behaviour: EcsAccount): string[] {
  const isOurs = image.tags['tfcfn:request'] !== undefined && sourceIn(image).InstanceId !== undefined;
  return isOurs ? madeByCreation(image).slice(0, shownDisks(image, behaviour)) : [];
}

const FIXED = [
  ...['RegionId', 'InstanceId', 'SnapshotId', 'DiskDeviceMapping'],
  ...['Platform', 'Architecture', 'BootMode', 'ImageVersion'],
];

const rulesOf = ({ schema }: StagedType, { places, rules }: ImageLives): EcsRules => ({
  ...ECS_RULES,
  ...rules,
  regions: [places.home.regionId, places.abroad.regionId],
  region: 'RegionId',
  starts: ['CreateImage'],
  others: { InstanceId: places.home.instance },
  fields: {
    ...ECS_FIELDS,
    properties: inSchema(schema, [
      ...['InstanceId', 'SnapshotId', 'DiskDeviceMapping', 'Platform', 'Architecture', 'BootMode', 'ImageVersion'],
      ...['ImageName', 'Description', 'ImageFamily', 'ResourceGroupId'],
    ]),
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
  fixed: inSchema(schema, FIXED),
  isInvalid: ({ InstanceId, SnapshotId, DiskDeviceMapping, BootMode, ...rest }) =>
    isInvalidForEcs(rest) ||
    [InstanceId, SnapshotId, DiskDeviceMapping].filter((given) => given !== undefined).length > 1 ||
    (Array.isArray(DiskDeviceMapping) && DiskDeviceMapping.length === 0) ||
    BootMode === 'uefi',
  isIncomplete: ({ InstanceId, SnapshotId, DiskDeviceMapping }) =>
    [InstanceId, SnapshotId, DiskDeviceMapping].every((given) => given === undefined),
  sourceOf: (scene, regionId, properties) => sourceOf(ecsScene({ scene }).world, regionId, properties),
  queueOf: () => 0,
  making: (weather, { createSeconds }) => ({
    createSeconds: weather === 'stalled' ? STALLED_SECONDS : createSeconds,
    createOutcome: outcomeIn(weather),
  }),
  isCancellable: () => false,
  tellsAbsence: ({ deleteMissingImage }) => (deleteMissingImage === 'ignored' ? 'never' : 'atOnce'),
  snapshots: {
    ...ECS_REMAINS,
    of: madeByCreation,
    told: toldSnapshots,
    areToldLater: ({ status, visible }, { createdDisks = '' }) =>
      visible && status === 'Creating' && createdDisks.endsWith('WhileCreating'),
  },
  listedAs: (image) => (image.ownerAlias === 'self' && image.listed && !image.isCopied ? nameOf(image) : undefined),
  atTheEnd: {},
  makeWay(scene, images) {
    ECS_RULES.makeWay(scene, images);
    for (const { regionId, imageId, state } of images)
      if (state === 'making') ecsScene({ scene }).world.finishCreation(regionId, imageId);
  },
});

/** Random lives of images of instances, snapshots and disks. */
export function imageLives(type: StagedType, lives: ImageLives): ModelSubject<AlibabaSimulator> {
  const { runs, places, prepare, decided, rare } = lives;
  const rules = rulesOf(type, lives);
  const events = sourceEvents(places);
  // Few images are being made when something is done to one: that happens more often.
  const given = { rules, deeds: [...IMAGE_DEEDS, ENDS_BADLY, ...ECS_DEEDS], faults: ECS_FAULTS };
  return {
    ...type,
    model: {
      runs,
      rules,
      scene(simulator) {
        prepareSources(simulator.world, places);
        prepare?.(simulator.world);
        return new EcsScene(simulator, rules.regions);
      },
      account: accountOf(decided),
      steps: stepsOf({
        newWish: ofSchema(type.schema, newWish(places)),
        change: ofSchema(type.schema, change(places)),
        ...given,
        options: ECS_OPTIONS,
        // No creation can be cancelled, so that this is the hard case.
        breakingOff: 3,
        events: events.map((list) => [1, fc.constantFrom(...list)] as const),
      }),
      lostStarts: lostStartsOf({ newWish: ofSchema(type.schema, newWish(places)), faults: ECS_FAULTS }),
      expected: {
        steps: expectedSteps(type.schema, {
          ...given,
          kinds: events.flat().map(({ kind }) => kind),
          inPlace: IN_PLACE,
          fixed: FIXED,
        }),
        answers: [...EXPECTED_ANSWERS.filter((answer) => !rare.includes(answer)), 'CREATE ResourceConflict'],
        lostStarts: expectedLostStarts(ECS_FAULTS),
      },
    },
  };
}
