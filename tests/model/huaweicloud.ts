import fc from 'fast-check';
import { KEY_NORTH, VAULT_EAST } from '../../simulator/huaweicloud/account/built-in';
import type { HuaweiSimulator } from '../../simulator/index';
import { CROSS_AGENCY, EAST, huaweiTypeWith, NORTH } from '../support/huawei';
import type { Properties } from '../support/stage';
import { expectedLostStarts, expectedSteps } from './expected';
import { backupsOf, type HuaweiAccount, type HuaweiImage, HuaweiScene, huaweiScene, MARK_KEY } from './huawei-scene';
import { change, isIncomplete, isInvalid, newWish, routeOf, SOURCES } from './huawei-wishes';
import { DEEDS, type Deed, ENDS_BADLY, Event, faultsWith, QueueFills, SPOILT } from './outside';
import type { Real } from './real';
import { type SourceState, STALLED_SECONDS, type StartedOnce, type TypeRules } from './rules';
import { markIn, type Scene } from './scene';
import { isFinished, type Stack } from './stack';
import { lostStartsOf, stepsOf } from './steps';
import type { ModelSubject } from './subject';

const TYPE = huaweiTypeWith();

/** What is undocumented about IMS, or left to chance, decided for a run; shrinks to what the simulator does by default. */
const account: fc.Arbitrary<HuaweiAccount> = fc.record({
  copySeconds: fc.constantFrom(60, 300, 600, 1_500),
  imageInTheMaking: fc.constantFrom('invisible', 'visible'),
  imageIdWhileRunning: fc.boolean(),
  imageIdOfFailed: fc.boolean(),
  failedCopyLeaves: fc.constantFrom('nothing', 'killedImage'),
  jobProgress: fc.constantFrom('share', 'percent', 'sticking', 'stalling', 'absent'),
  emptyJobMembers: fc.constantFrom('null', 'emptyText', 'absent'),
  subJobs: fc.constantFrom('shown', 'absent'),
  jobProgressPath: fc.constantFrom('offered', 'offered', 'notOffered'),
  copyUnderTakenName: fc.constantFrom('accepted', 'accepted', 'refused'),
  renameToTakenName: fc.constantFrom('accepted', 'refused'),
  missingImageCode: fc.constantFrom('IMG.0027', 'IMG.0086', 'IMG.0144'),
  deleteMissingImage: fc.constantFrom('accepted', 'refused'),
  nativeNotFoundBody: fc.constantFrom('html', 'json', 'empty'),
  deleteTakesSeconds: fc.constantFrom(5, 0, 60),
  emptyDescription: fc.constantFrom('absent', 'kept'),
  pageInfo: fc.constantFrom('absent', 'shown'),
  legacyTags: fc.constantFrom('shown', 'absent'),
  crossRegionCopies: fc.constantFrom(5, 2),
});

/** Whether a copy can be made now: what its source can become, and whether others are in its way. */
function sourceOf(scene: Scene, _regionId: string, properties: Properties): SourceState {
  const { SourceImageId, KmsKeyId, VaultId } = properties;
  const { from, to } = routeOf(properties);
  const { world } = huaweiScene({ scene });
  const source = world.image(String(from), String(SourceImageId));
  if (!source || source.kind === 'iso') return 'unfit';
  if (source.status !== 'active') return 'busy';
  const isWhole = source.kind === 'whole';
  if (from === to) return isWhole || (source.kmsKeyId !== '' && source.kmsKeyId === KmsKeyId) ? 'unfit' : 'fit';
  if (source.kmsKeyId !== '' || (isWhole && VaultId === undefined)) return 'unfit';
  const running = world
    .jobs()
    .filter(({ crossRegion, status }) => crossRegion && (status === 'INIT' || status === 'RUNNING'));
  return running.length >= huaweiScene({ scene }).crossRegionCopies ? 'busy' : 'fit';
}

const isLedToBy: StartedOnce<HuaweiImage>['isLedToBy'] = (text, { state, tags, members }, identifier) => {
  // What is being made cannot be changed, and the mark of a start is not a description.
  if (state === 'making') return true;
  if (text === 'description' && members.__description?.startsWith('tfcfn-request-')) return true;
  // Before an image has its tag, nothing but name and description lead from a request to it.
  return tags[MARK_KEY] === undefined && markIn(identifier) !== undefined;
};

const RULES: TypeRules<HuaweiImage, HuaweiAccount> = {
  regions: [NORTH, EAST],
  region: 'TargetRegion',
  others: { SourceImageId: SOURCES.plain, TargetRegion: EAST, AgencyName: CROSS_AGENCY },
  fields: {
    properties: [
      ...['Region', 'SourceImageId', 'TargetRegion', 'Name', 'KmsKeyId', 'EnterpriseProjectId'],
      ...['MinRam', 'MaxRam', 'Description'],
    ],
    name: 'Name',
    shown({ regionId, members, ...image }) {
      const [, Region, SourceImageId] = members.__data_origin?.split(',') ?? [];
      return {
        ...{ Region, SourceImageId, TargetRegion: regionId, Name: image.name, KmsKeyId: image.kmsKeyId },
        ...{ EnterpriseProjectId: image.enterpriseProjectId, Description: members.__description },
        ...{ MinRam: image.minRam, MaxRam: Number(members.max_ram ?? 0) },
      };
    },
    given: ['Region', 'TargetRegion', 'EnterpriseProjectId', 'MinRam', 'MaxRam'],
    inTags: [],
    untold: [],
    cleared: { Description: [undefined], MinRam: ['0'], MaxRam: ['0'] },
    sameKey: (key) => key,
    hiddenKeys: /^(aws:|tfcfn-)/,
  },
  fixed: ['SourceImageId', 'Region', 'TargetRegion', 'KmsKeyId', 'AgencyName', 'VaultId'],
  createByDefault: '1h',
  begunStatus: 'queued',
  isInvalid,
  isIncomplete,
  starts: ['CopyImageInRegion', 'CopyImageCrossRegion'],
  startedOnce: {
    doubtful: 'IMG.0009',
    lostSeconds: Number.POSITIVE_INFINITY,
    isLedToBy,
    doubles: true,
  },
  refusesName: ({ copyUnderTakenName, renameToTakenName }, action) =>
    (action === 'CREATE' ? copyUnderTakenName : renameToTakenName) === 'refused',
  isNamesake: ({ name, tags, members, state }, { Name, SourceImageId }) =>
    state !== 'making' &&
    tags[MARK_KEY] === undefined &&
    name === Name &&
    members.__data_origin?.endsWith(`,${SourceImageId}`) === true,
  saysOfRepeated: () => [],
  sourceOf,
  codes: {
    failed: ['ServiceInternalError'],
    taken: ['GeneralServiceException'],
    spoilt: 'ResourceConflict',
    busy: ['ResourceConflict', 'Throttling'],
    nameTakenLater: 'AlreadyExists',
  },
  making: (weather, { copySeconds }) => ({
    copySeconds: weather === 'stalled' ? STALLED_SECONDS : copySeconds,
    copyOutcome:
      weather === 'FAIL' ? { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'it was not to be' } : 'success',
  }),
  weathers: ['well', 'FAIL', 'stalled'],
  queueOf: ({ crossRegionCopies = 5 }) => (crossRegionCopies <= 2 ? crossRegionCopies : 0),
  isCancellable: () => false,
  tellsAbsence: () => 'later',
  isKept: (image) => image.protected,
  snapshots: {
    of: backupsOf,
    told: (image) => (image.state === 'making' ? [] : backupsOf(image)),
    areToldLater: ({ state }) => state === 'making',
    inModel: ({ BackupId }) => (BackupId === undefined ? [] : [BackupId]),
    option: 'DeleteBackup',
  },
  listedAs: ({ regionId, imageType, listed, tags }) => {
    const mark = tags[MARK_KEY];
    if (imageType !== 'private' || !listed || mark === undefined) return undefined;
    return `${regionId}/${mark.startsWith('request-') ? 'tfcfn-' : ''}${mark}`;
  },
  atTheEnd: { imageInTheMaking: 'visible' },
  makeWay(scene, images) {
    const { world } = huaweiScene({ scene });
    for (const { regionId, imageId } of images) world.change(regionId, imageId, { protected: false });
    for (const { jobId, status } of world.jobs()) if (status === 'INIT' || status === 'RUNNING') world.finishJob(jobId);
    huaweiScene({ scene }).renameBystanders();
  },
  removingAll: { DeleteBackup: true },
};

const HUAWEI_DEEDS: readonly Deed[] = [
  ...DEEDS,
  {
    kind: 'somebody protects, or no longer protects, the image of',
    act: ({ real, image: { regionId, imageId } }) => {
      const { world } = huaweiScene(real);
      world.change(regionId, imageId, { protected: world.image(regionId, imageId)?.protected !== true });
    },
  },
  {
    kind: 'somebody makes a namesake of the image of',
    suits: (image, stack) => isFinished(image) && !stack.quotaFull,
    act: ({ real, image }) => {
      const scene = huaweiScene(real);
      const [own] = scene.images(image.regionId).filter(({ imageId }) => imageId === image.imageId);
      if (own) scene.addNamesake(own);
    },
  },
  ENDS_BADLY,
  SPOILT,
];

/** The image that is being made when a run begins is there. */
class SourceArrives extends Event {
  readonly kind = 'an image is there that copies wait for';

  override check({ console }: Stack): boolean {
    return console.sourceOf(NORTH, { SourceImageId: SOURCES.arriving }) === 'busy';
  }

  protected override act(_: Stack, real: Real): void {
    huaweiScene(real).arrive(NORTH, SOURCES.arriving);
  }
}

const EVENTS: readonly Event[] = [new QueueFills(), new SourceArrives()];
const GIVEN = {
  rules: RULES,
  deeds: HUAWEI_DEEDS,
  faults: faultsWith({ throttled: { code: 'APIGW.0308', status: 429 }, failed: { code: 'IMG.0018', status: 500 } }),
};

function openScene(simulator: HuaweiSimulator): HuaweiScene {
  const { world } = simulator;
  world.addImage({ regionId: NORTH, imageId: SOURCES.encrypted, name: 'locked', kmsKeyId: KEY_NORTH });
  world.addImage({ regionId: NORTH, imageId: SOURCES.whole, name: 'server', kind: 'whole' });
  world.addImage({ regionId: NORTH, imageId: SOURCES.iso, name: 'disc', kind: 'iso' });
  world.addImage({ regionId: NORTH, imageId: SOURCES.arriving, name: 'young', status: 'saving' });
  world.changeVault(EAST, VAULT_EAST, { capacityGiB: 1_000_000 });
  return new HuaweiScene(simulator, RULES.regions);
}

/** What 150 lives have to have met: nearly every answer that an operation of this type has. */
const EXPECTED_ANSWERS: readonly string[] = [
  ...['IN_PROGRESS', 'SUCCESS', 'AlreadyExists', 'InvalidRequest', 'NotStabilized'].map((answer) => `CREATE ${answer}`),
  ...['ResourceConflict', 'ServiceInternalError', 'ServiceLimitExceeded'].map((answer) => `CREATE ${answer}`),
  ...['SUCCESS', 'NotFound', 'NotUpdatable', 'InvalidRequest'].map((answer) => `UPDATE ${answer}`),
  ...['IN_PROGRESS', 'SUCCESS', 'NotFound'].map((answer) => `DELETE ${answer}`),
  ...['READ SUCCESS', 'READ NotFound', 'LIST SUCCESS'],
];

/** Random lives of copies on Huawei Cloud, within a region and to another one. */
export const HUAWEI_COPY_MODEL: ModelSubject<HuaweiSimulator> = {
  ...TYPE,
  model: {
    runs: { seed: 1, sample: 4, also: [15, 33, 44, 63, 106, 139], all: 150, lost: { seed: 8, sample: 2, all: 60 } },
    rules: RULES,
    scene: openScene,
    account,
    steps: stepsOf({
      ...GIVEN,
      newWish,
      change,
      options: [{}, { DeleteBackup: true }],
      breakingOff: 3,
      events: EVENTS.map((event) => [1, fc.constant(event)] as const),
    }),
    lostStarts: lostStartsOf({ ...GIVEN, newWish }),
    expected: {
      steps: expectedSteps(TYPE.schema, {
        ...GIVEN,
        kinds: EVENTS.map(({ kind }) => kind),
        inPlace: ['Description', 'MinRam', 'MaxRam', 'Tags', 'DeleteBackup', 'EnterpriseProjectId'],
        always: ['Name', 'SourceImageId'],
        fixed: ['Region', 'TargetRegion', 'KmsKeyId'],
        unread: ['AgencyName', 'VaultId'],
      }),
      answers: EXPECTED_ANSWERS,
      lostStarts: expectedLostStarts(GIVEN.faults),
    },
  },
};
