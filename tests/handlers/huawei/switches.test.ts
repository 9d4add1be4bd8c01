import { defaultBehaviour } from '../../../simulator/huaweicloud/account/behaviour';
import { KEY_NORTH } from '../../../simulator/huaweicloud/account/built-in';
import type { HuaweiBehaviour } from '../../../simulator/index';
import { EACH_COPY, type HuaweiStage, leftIn, NOTHING_LEFT, openHuaweiStage } from '../../support/huawei';
import { Sample } from '../../support/sample';
import type { Properties } from '../../support/stage';

type Switches = { readonly [Name in keyof HuaweiBehaviour]: readonly HuaweiBehaviour[Name][] };

/** Every other value of what IMS may do in a life in which nothing goes wrong; what is shown of the source with it. */
const WAYS: Partial<Switches> = {
  copySeconds: [0, 1, 3_500],
  jobInitSeconds: [0, 120],
  imageInTheMaking: ['visible'],
  imageIdWhileRunning: [true],
  jobProgress: ['hundredths', 'percent', 'sticking', 'stalling', 'absent'],
  emptyJobMembers: ['emptyText', 'absent'],
  subJobs: ['absent'],
  crossRegionJobType: ['imsCopyImageCrossUserJob'],
  unknownJob: ['IMG.0121', 'notFound'],
  jobReadableSeconds: [0, 60],
  jobRight: ['ims:images:get'],
  defaultEnterpriseProject: ['empty', 'absent'],
  copyDependencies: ['needed'],
  enterpriseProjects: ['disabled'],
  jobProgressPath: ['notOffered'],
  jobPath: ['notOffered'],
  copyUnderTakenName: ['refused'],
  renameToTakenName: ['refused'],
  missingImageCode: ['IMG.0086', 'IMG.0144'],
  deleteMissingImage: ['refused'],
  nativeNotFoundBody: ['json', 'empty'],
  deleteTakesSeconds: [0, 300],
  emptyDescription: ['kept'],
  maxRamBelowMinRam: ['refused'],
  tagCharacters: ['wide'],
  legacyTags: ['absent'],
  pageInfo: ['shown'],
  ownAttributes: ['hidden'],
  ownAttributeFilter: ['honoured'],
  dataOrigin: ['null', 'absent'],
  originalImageName: ['empty'],
  gatewaySpelling: ['APIG'],
  deniedCode: ['APIGW.0302'],
  latencyMs: [1],
};

/** What a life in which nothing goes wrong never meets: the other tests of this folder and those of authentication play it. */
const ELSEWHERE: readonly (keyof HuaweiBehaviour)[] = [
  ...(['copyOutcome', 'failedCopyLeaves', 'imageIdOfFailed', 'agencyWithoutRights', 'sourceTags'] as const),
  ...([
    'largestImageGiB',
    'windowsCopies',
    'imageQuota',
    'runningCopies',
    'crossRegionCopies',
    'tagsPerImage',
  ] as const),
  ...(['crossRegionCopy', 'moveTakesSeconds', 'dataImageUpdates', 'callsPerMinute'] as const),
  ...(['sts', 'stsErrors', 'tokenRefusals', 'wrongKeyToldBy', 'providerPrincipal', 'tokenAlgorithms'] as const),
  ...(['failuresBeforeLock', 'lockSeconds'] as const),
];

const EACH_WAY = Object.entries(WAYS).flatMap(([name, values]) =>
  values.map((value) => [`${name} ${value}`, { [name]: value } as Partial<HuaweiBehaviour>] as const),
);
/** Two at once that have to do with each other. */
const PAIRS: readonly (readonly [string, Partial<HuaweiBehaviour>])[] = [
  [
    'a gateway of the other spelling, and the older way alone',
    { gatewaySpelling: 'APIG', jobProgressPath: 'notOffered' },
  ],
  [
    'a gateway of the other spelling that knows no job any more',
    { gatewaySpelling: 'APIG', unknownJob: 'notFound', jobReadableSeconds: 0 },
  ],
  ['no source shown at all', { dataOrigin: 'absent', originalImageName: 'empty' }],
  ['no job told of, and no source shown', { dataOrigin: 'absent', originalImageName: 'empty', jobReadableSeconds: 0 }],
];

const OWN = { Description: 'first', MinRam: 1024, MaxRam: 4096, Tags: [{ Key: 'team', Value: 'a' }] };

it('every switch of IMS is played, here or elsewhere', () => {
  expect([...Object.keys(WAYS), ...ELSEWHERE].sort()).toEqual(Object.keys(defaultBehaviour).sort());
});

/** So many lives are one in `npm test`. */
const ONE_IN = 16;
const LIVES = new Sample(ONE_IN).of(
  EACH_COPY.flatMap(([place, copy]) =>
    [...EACH_WAY, ...PAIRS].map(([how, behaviour]) => ({
      name: `a copy ${place} leads a whole life with ${how}`,
      ...{ place, how, behaviour, ...copy },
    })),
  ),
  ({ name }) => name,
  ({ how, place }) => [how, place],
);

describe('where IMS does it in another way', () => {
  let stage: HuaweiStage | undefined;
  afterEach(() => stage?.close());

  it.each(LIVES)('$name', async ({ behaviour, wish, home }) => {
    stage = await openHuaweiStage({ behaviour });
    const order: Properties = { ...wish, ...OWN, Timeouts: { Create: '2h' } };
    const { final } = await stage.run('CREATE', order);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...OWN, Name: wish.Name, TargetRegion: home } });
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toEqual(final.resourceModel);
    const changed = { ...order, tfcfnid, Name: 'golden-2', Description: 'second', MaxRam: 0, Tags: [] };
    const update = await stage.run('UPDATE', changed, { previous: { ...order, tfcfnid } });
    const shown = { tfcfnid, Id, Name: 'golden-2', Description: 'second', MinRam: 1024, MaxRam: 0, Tags: [] };
    expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: shown });
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toEqual(update.final.resourceModel);
    const { resourceModels } = await stage.invoke('LIST', { TargetRegion: home });
    expect(resourceModels).toEqual([{ tfcfnid, Id, Name: 'golden-2', Tags: [] }]);
    expect((await stage.run('DELETE', changed)).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    expect((await stage.invoke('READ', { tfcfnid })).errorCode).toBe('NotFound');
  });
});

describe('an encrypted copy', () => {
  it.each(['none', 'needed'] as const)('is made where its dependencies are %s', async (copyDependencies) => {
    const stage = await openHuaweiStage({ behaviour: { copyDependencies } });
    const [[, { wish }]] = EACH_COPY;
    const { final } = await stage.run('CREATE', { ...wish, KmsKeyId: KEY_NORTH });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { KmsKeyId: KEY_NORTH } });
    await stage.close();
  });
});
