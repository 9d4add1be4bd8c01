import type { FaultEffect } from '../../../simulator/index';
import {
  ACROSS,
  EAST,
  type HuaweiStage,
  IN_REGION,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
  startsOf,
} from '../../support/huawei';

const TEAM = `${EAST}_team`;

describe('a copy to a region whose project ProjectIds names', () => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());

  const world = () => stage.simulator.world;
  const defaultProject = (): string => world().projectId(EAST) ?? '';
  const create = (ProjectId: string, wish: object = ACROSS) => {
    const ProjectIds = [{ Region: EAST, ProjectId }];
    const typeConfiguration = { ...stage.typeConfiguration, ProjectIds };
    return stage.run('CREATE', { ...wish }, { typeConfiguration });
  };
  const comparisons = () => stage.simulator.calls.filter(({ action }) => action === 'KeystoneListProjects');
  /** Takes away the right to list projects. */
  const forbidLists = () =>
    stage.simulator.iam.setUserPolicy({
      Version: '5.0',
      Statement: [
        { Effect: 'Allow', Action: ['*'] },
        { Effect: 'Deny', Action: ['iam:projects:list'] },
      ],
    });

  it('as a sub-project is refused before it starts: the copy would arrive in another project, and never be found', async () => {
    const { final } = await create(world().addProject(EAST, TEAM));
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidTypeConfiguration' });
    expect(final.message).toContain(
      `ProjectId of ${EAST} in ProjectIds of the type configuration must be the ID of the project with the name ${EAST}, not of a sub-project`,
    );
    expect(final.message).toContain(
      `Set it to ${defaultProject()}, or remove the entry of ${EAST}. Nothing was started.`,
    );
    expect(final.resourceModel).toBeUndefined();
    expect([startsOf(stage), leftIn(stage)]).toEqual([0, NOTHING_LEFT]);
  });

  it.each<[what: string, code: string, wish: object, configurationOf: (opened: HuaweiStage) => object]>([
    [
      'a project in ProjectIds that there is not',
      'IMG.0067',
      IN_REGION,
      () => ({ ProjectIds: [{ Region: NORTH, ProjectId: 'f'.repeat(32) }] }),
    ],
    [
      'an endpoint of one region for all',
      'IMG.0030',
      ACROSS,
      ({ simulator: { url } }) => ({ Endpoints: { Ims: `${url}/${NORTH}`, Iam: url } }),
    ],
  ])('is told what to correct: %s', async (_, code, wish, configurationOf) => {
    const typeConfiguration = { ...stage.typeConfiguration, ...configurationOf(stage) };
    const { final } = await stage.run('CREATE', { ...wish }, { typeConfiguration });
    expect(final.message).toMatch(new RegExp(`${code}.*correct the entry of this region; .*Endpoints\\.Ims`));
  });

  it('is refused where the account has sub-projects alone', async () => {
    world().closeRegion(EAST);
    const { final } = await create(world().addProject(EAST, TEAM));
    expect(final.errorCode).toBe('InvalidTypeConfiguration');
    expect(final.message).toContain(`The account has no such project: enable ${EAST} in the console`);
    expect(startsOf(stage)).toBe(0);
  });

  it('rightly is made, and compared once', async () => {
    const { final } = await create(defaultProject());
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { TargetRegion: EAST } });
    expect(comparisons().filter(({ parameters }) => JSON.stringify(parameters).includes(EAST))).toHaveLength(1);
  });

  it('waits where the list of projects is asked for too often, and starts nothing before', async () => {
    stage.simulator.inject({ action: 'KeystoneListProjects', error: { code: 'APIGW.0308', status: 429 }, times: 4 });
    const { final, answers } = await create(defaultProject());
    expect(answers[0]?.message).toContain('will retry');
    expect(final.status).toBe('SUCCESS');
    expect(startsOf(stage)).toBe(1);
  });

  it('is made without the right to compare, which ProjectIds saves; the log tells', async () => {
    forbidLists();
    const ProjectIds = [NORTH, EAST].map((Region) => ({ Region, ProjectId: world().projectId(Region) }));
    const typeConfiguration = { ...stage.typeConfiguration, ProjectIds };
    const { final } = await stage.run('CREATE', { ...ACROSS }, { typeConfiguration });
    expect(final.status).toBe('SUCCESS');
    expect(stage.log.filter((line) => line.includes('KeystoneListProjects'))).toEqual([
      expect.stringContaining('"outcome":"403"'),
    ]);
  });

  it('is not compared where the copy stays in that region', async () => {
    const source = '7ca6b538-2222-4a7c-8c85-1e2d3f4a5b6c';
    world().addImage({ regionId: EAST, name: 'there', imageId: source });
    const { final } = await create(defaultProject(), { ...IN_REGION, SourceImageId: source, Region: EAST });
    expect(final.status).toBe('SUCCESS');
    expect(comparisons()).toEqual([]);
  });
});

describe.each([
  ['of the target region', 0],
  ['of the source region', 1],
])('the look-up of the project %s', (_, skip) => {
  it.each<[string, FaultEffect]>([
    ['gets no answer', { reset: 'after' }],
    ['ends in a fault of the server', { respond: { status: 503, body: '{}' } }],
  ])('that %s is not taken for a copy that may have been started', async (_how, fault) => {
    const stage = await openHuaweiStage();
    try {
      stage.simulator.inject({ action: 'KeystoneListProjects', skip, times: 4, ...fault });
      const { final, answers } = await stage.run('CREATE', ACROSS);
      expect(answers).toHaveLength(1);
      expect(final).toMatchObject({ status: 'FAILED' });
      expect(final.message).toMatch(/^KeystoneListProjects in cn-/);
      expect(final.resourceModel).toBeUndefined();
      expect([startsOf(stage), leftIn(stage)]).toEqual([0, NOTHING_LEFT]);
    } finally {
      await stage.close();
    }
  });
});
