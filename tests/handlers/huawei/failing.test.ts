import type { HuaweiBehaviour } from '../../../simulator/index';
import {
  actionsOf,
  createOver,
  EACH_COPY,
  type HuaweiStage,
  imageOf,
  lastModelOf,
  leftIn,
  NOTHING_LEFT,
  openHuaweiStage,
  startsOf,
} from '../../support/huawei';

const MINUTE = 60;
const OWN = { Description: 'own' };
const ALWAYS = Number.POSITIVE_INFINITY;
const FAILURE = { failAtShare: 0.5, errorCode: 'IMG.0095', reason: 'The key does not exist.' };

/** What a failed job leaves, and what it says of it. */
const REMAINS: readonly (readonly [string, Partial<HuaweiBehaviour>])[] = [
  ['nothing', { failedCopyLeaves: 'nothing' }],
  ['an image that it names', { failedCopyLeaves: 'killedImage', imageIdOfFailed: true }],
  ['an image that it does not name', { failedCopyLeaves: 'killedImage' }],
  [
    'an image that was shown before',
    { failedCopyLeaves: 'killedImage', imageInTheMaking: 'visible', imageIdWhileRunning: true },
  ],
];
const TOLD: readonly Partial<HuaweiBehaviour>[] = [
  { emptyJobMembers: 'null' },
  { emptyJobMembers: 'emptyText', jobProgressPath: 'notOffered' },
  { emptyJobMembers: 'absent', subJobs: 'absent' },
];
const EACH_FAILURE = REMAINS.flatMap(([left, behaviour]) =>
  TOLD.map((told) => [left, JSON.stringify(told), { ...behaviour, ...told }] as const),
);

describe.each(EACH_COPY)('the creation of a copy %s', (_, { wish, start, home }) => {
  let stage: HuaweiStage;
  const open = async (behaviour: Partial<HuaweiBehaviour> = {}) => {
    stage = await openHuaweiStage({ behaviour });
  };
  afterEach(() => stage.close());

  it.each(EACH_FAILURE)(
    'that fails and leaves %s (%s) says why, and leaves nothing',
    async (_left, _told, behaviour) => {
      await open({ ...behaviour, copyOutcome: FAILURE });
      const created = await stage.run('CREATE', wish);
      expect(created.final.status).toBe('FAILED');
      expect(created.final.message).toContain(`The copy of ${wish.SourceImageId} from cn-north-4 to ${home} failed:`);
      expect(created.final.message).toContain(FAILURE.errorCode);
      expect(created.final.message).toContain('Everything that it had created was removed.');
      expect(created.final.resourceModel?.tfcfnid).toBe(created.answers[0]?.resourceModel?.tfcfnid);
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
      const rollback = await stage.run('DELETE', lastModelOf(created));
      expect(rollback.final.errorCode ?? 'NotFound').toBe('NotFound');
      expect(startsOf(stage)).toBe(1);
    },
  );

  it.each([false, true])(
    'that fails leaves nothing to read or to update, where the job names an image: %s',
    async (imageIdOfFailed) => {
      await open({ imageIdOfFailed, copyOutcome: FAILURE });
      const created = await stage.run('CREATE', wish);
      const { tfcfnid } = created.final.resourceModel ?? {};
      const known = { ...wish, tfcfnid };
      for (const answer of [
        await stage.invoke('READ', { tfcfnid }),
        (await stage.run('UPDATE', { ...known, Description: 'new' }, { previous: known })).final,
      ])
        expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    },
  );

  it('that is late is waited for, then removed, and says that it was late', async () => {
    await open({ copySeconds: 30 * MINUTE });
    const began = stage.simulator.clock.now();
    const { final, answers } = await stage.run('CREATE', { ...wish, Timeouts: { Create: '5m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('did not finish within 5 min (RUNNING');
    expect(final.message).toContain('Raise Timeouts.Create. Everything that it had created was removed.');
    expect(answers.map(({ message }) => message).join()).toContain('It will be deleted when it has finished.');
    expect((stage.simulator.clock.now() - began) / 1000).toBeGreaterThan(30 * MINUTE);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('that is late beyond all limits names job, region and name, and its rollback leaves nothing', async () => {
    await open({ copySeconds: 15 * 60 * MINUTE });
    const created = await stage.run('CREATE', { ...wish, Timeouts: { Create: '11h' } });
    const [, job] = String(created.final.resourceModel?.tfcfnid).split('/');
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(created.final.message).toContain(
      `The image of job ${job} (${wish.Name}) in ${home} could not be removed within`,
    );
    expect(created.final.message).toContain(
      `The clean-up failed too, so the image of job ${job} in ${home} may remain:`,
    );
    expect((await stage.run('DELETE', lastModelOf(created))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('whose end is refused fails, and its rollback leaves nothing', async () => {
    await open();
    stage.simulator.inject({ action: 'BatchAddOrDeleteTags', error: { code: 'IMG.0026', status: 403 }, times: ALWAYS });
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'AccessDenied' });
    stage.simulator.clearFaults();
    expect((await stage.run('DELETE', lastModelOf(created))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('whose image somebody deletes says so', async () => {
    await open();
    const meanwhile = () => {
      const [image] = stage.simulator.world.images(home).filter(({ jobId, status }) => jobId && status === 'active');
      if (image) stage.simulator.world.remove(home, image.imageId);
    };
    stage.simulator.inject({ action: 'UpdateImage', error: { code: 'IMG.0046', status: 400 }, times: 3 });
    stage.simulator.inject({ action: 'BatchAddOrDeleteTags', error: { code: 'IMG.0018', status: 500 }, times: 4 });
    const { final } = await stage.run('CREATE', wish, { meanwhile });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('It was deleted outside of CloudFormation');
  });

  it.each([
    ['IMG.0015', 'ServiceLimitExceeded'],
    ['IMG.0026', 'AccessDenied'],
    ['IMG.0027', 'InvalidRequest'],
    ['IMG.0196', 'InvalidRequest'],
  ])('that is refused with %s fails at once with %s, and there is nothing to roll back', async (code, failure) => {
    await open();
    stage.simulator.inject({ action: start, error: { code, status: code === 'IMG.0026' ? 403 : 400 } });
    const { final, answers } = await stage.run('CREATE', wish);
    expect(answers).toHaveLength(1);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: failure });
    expect(final.resourceModel).toBeUndefined();
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('goes on by the mark although nothing is told of its job, however long it takes', async () => {
    await open({ copySeconds: 30 * MINUTE });
    stage.simulator.inject({ action: 'ShowJobProgress', error: { code: 'IMG.0121', status: 400 }, times: ALWAYS });
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Name: wish.Name } });
    expect(leftIn(stage).images).toEqual([`${home}/${final.resourceModel?.Id}`]);
  });

  it('goes on by the tag where nothing is told of its job and the invocation that finished it was lost', async () => {
    await open();
    stage.simulator.inject({ action: 'ShowJobProgress', error: { code: 'IMG.0121', status: 400 }, times: ALWAYS });
    let lost = 0;
    const dies = () => lost === 0 && actionsOf(stage).includes('UpdateImage') && ++lost === 1;
    const { final } = await createOver(stage, { ...wish, ...OWN }, { dies });
    expect(lost).toBe(1);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: OWN });
    expect(leftIn(stage).images).toEqual([`${home}/${final.resourceModel?.Id}`]);
  });

  it('goes on although looks at the job and the image fail for a while', async () => {
    await open();
    for (const action of ['ShowJobProgress', 'ListImages', 'ListImageTags', 'BatchAddOrDeleteTags', 'UpdateImage']) {
      stage.simulator.inject({
        action,
        skip: action === 'ListImages' ? 1 : 0,
        error: { code: 'IMG.0061', status: 500 },
        times: 5,
      });
      stage.simulator.inject({ action, skip: action === 'ListImages' ? 1 : 0, silent: true, times: 2 });
    }
    const { final } = await stage.run('CREATE', { ...wish, Description: 'own' });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'own' } });
    expect(imageOf(stage, final.resourceModel)?.members.__description).toBe('own');
    expect(leftIn(stage).images).toHaveLength(1);
    expect(startsOf(stage)).toBe(1);
  });
});
