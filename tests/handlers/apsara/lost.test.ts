import { type ApsaraStage, HOME, leftIn, NOTHING_LEFT, openApsaraStage } from '../../support/apsara';
import type { Answer } from '../../support/stage';
import { EACH_SUBJECT } from './subjects';

const ALWAYS = Number.POSITIVE_INFINITY;
const BY_REQUEST = new RegExp(`^${HOME}/tfcfn-request-[0-9a-f]{32}$`);
const TOKEN = 'request-1';
/** As little as a gateway may keep of a start. */
const FORGETFUL = { clientTokenHonoured: false, tagsAtStart: 'dropped' } as const;

describe.each(EACH_SUBJECT)('a start of %s that nobody may send twice', (_, { type, start, wish }) => {
  let stage: ApsaraStage;
  const open = async (behaviour: Parameters<ApsaraStage['cloud']['behave']>[0] = {}) => {
    stage = await openApsaraStage(type, { behaviour: { ...FORGETFUL, ...behaviour } });
  };
  afterEach(() => stage.close());
  const starts = () => stage.cloud.calls.filter(({ action }) => action === start.action);
  const lastModel = ({ answers }: { readonly answers: readonly Answer[] }) =>
    answers.findLast(({ resourceModel }) => resourceModel)?.resourceModel ?? {};

  it('goes on where the answer is lost and the image appears minutes later, without a second start', async () => {
    await open({ visibilityDelaySeconds: 400 });
    stage.cloud.inject({ action: start.action, reset: 'after', times: ALWAYS });
    const { answers, final } = await stage.run('CREATE', wish);
    expect(answers[0]?.resourceModel?.tfcfnid).toMatch(BY_REQUEST);
    expect(answers[1]?.message).toContain('does not show image "tfcfn-request-');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
    expect(starts()).toHaveLength(1);
    expect(leftIn(stage).images).toHaveLength(1);
  });

  it('is found by the first request where that comes again, though the list shows the image late', async () => {
    await open({ visibilityDelaySeconds: 45 });
    await stage.invoke('CREATE', wish, { token: TOKEN });
    const { final } = await stage.run('CREATE', wish, { token: TOKEN });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
    expect(leftIn(stage).images).toHaveLength(1);
  });

  it('ends after 25 minutes where no image appears, and its rollback succeeds', async () => {
    await open();
    stage.cloud.inject({ action: start.action, reset: 'before', times: ALWAYS });
    // Something has to be listed, or the silence of the lists proves nothing.
    stage.cloud.world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: 'theirs' });
    const began = stage.cloud.clock.now();
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({
      status: 'FAILED',
      message: expect.stringContaining(
        'so the request was not sent again. A rollback searches for image "tfcfn-request-',
      ),
    });
    // What the start itself ended with is told, however long ago that was.
    expect(created.final.message).toMatch(
      new RegExp(`^${start.action} in ${start.regionId} failed: the connection failed`),
    );
    expect((stage.cloud.clock.now() - began) / 60_000).toBeCloseTo(25, 0);
    expect(starts()).toHaveLength(1);
    const deleted = await stage.run('DELETE', lastModel(created));
    expect(deleted.final.status).toBe('SUCCESS');
  });

  it('is rolled back by its name, with the snapshots of its making, while it runs', async () => {
    await open({ visibilityDelaySeconds: 100 });
    stage.cloud.inject({ action: start.action, reset: 'after' });
    const first = await stage.invoke('CREATE', wish);
    expect(first.resourceModel?.tfcfnid).toMatch(BY_REQUEST);
    stage.cloud.clock.advance(100_000);
    const { answers, final } = await stage.run('DELETE', first.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    // The first look finds it, by its name alone.
    expect(answers[0]?.message).not.toContain('may have been started');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('is rolled back with the snapshots of its making where the creation ends before its image has a tag', async () => {
    await open();
    stage.cloud.inject({ action: 'TagResources', error: { code: 'Forbidden.RAM', status: 403 }, times: ALWAYS });
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'AccessDenied' });
    stage.cloud.clearFaults();
    expect((await stage.run('DELETE', lastModel(created))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('is made where only the looks before it got no answer, for they start nothing', async () => {
    await open();
    stage.cloud.inject({ action: start.action, error: { code: 'Throttling' }, times: 4 });
    const meanwhile = (_: Answer, count: number) => {
      if (count === 1) stage.cloud.inject({ action: 'DescribeImages', error: { code: 'InternalError' }, times: 4 });
    };
    const { answers, final } = await stage.run('CREATE', wish, { meanwhile });
    expect(answers[1]?.message).toContain('DescribeImages in ');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
    expect(leftIn(stage).images).toHaveLength(1);
  });

  it('is rolled back where its repetition is refused for a quota that the image of the first attempt has filled', async () => {
    await open({ visibilityDelaySeconds: 45, imageQuota: 1 });
    await stage.invoke('CREATE', wish, { token: TOKEN });
    stage.cloud.behave({ imageQuota: 0 });
    const repeated = await stage.run('CREATE', wish, { token: TOKEN });
    expect(repeated.final).toMatchObject({ status: 'FAILED', errorCode: 'ServiceLimitExceeded' });
    expect(repeated.final.resourceModel?.tfcfnid).toMatch(BY_REQUEST);
    expect((await stage.run('DELETE', lastModel(repeated))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('that a quota refuses fails at once, and its rollback ends after ten minutes without an image', async () => {
    await open({ imageQuota: 0 });
    stage.cloud.world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: 'theirs' });
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'ServiceLimitExceeded' });
    const began = stage.cloud.clock.now();
    expect((await stage.run('DELETE', lastModel(created))).final.status).toBe('SUCCESS');
    expect((stage.cloud.clock.now() - began) / 60_000).toBeCloseTo(10, 0);
  });

  it('gives the image the name that is made for it where the template names none', async () => {
    await open();
    const { ImageName: _, ...unnamed } = wish;
    const { answers, final } = await stage.run('CREATE', unnamed, { logicalId: 'Golden' });
    const { tfcfnid, ImageName } = final.resourceModel ?? {};
    expect(ImageName).toMatch(/^Golden-[0-9a-f]{12}$/);
    expect(answers[0]?.resourceModel).toMatchObject({ tfcfnid, ImageName });
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject({ ImageName });
  });

  it('keeps the identifier that it answered first, by which it is read, updated and deleted', async () => {
    await open();
    stage.cloud.inject({ action: start.action, error: { code: 'Throttling' }, times: 4 });
    const { answers, final } = await stage.run('CREATE', wish);
    const { tfcfnid } = final.resourceModel ?? {};
    expect(tfcfnid).toMatch(BY_REQUEST);
    expect(new Set(answers.map(({ resourceModel }) => resourceModel?.tfcfnid))).toEqual(new Set([tfcfnid]));
    const read = await stage.invoke('READ', { tfcfnid });
    expect(read.resourceModel).toEqual(final.resourceModel);
    const changed = { ...wish, tfcfnid, ImageName: 'renamed' };
    const updated = await stage.run('UPDATE', changed, { previous: { ...wish, tfcfnid } });
    expect(updated.final).toMatchObject({ status: 'SUCCESS', resourceModel: changed });
    expect((await stage.run('DELETE', { ...changed, DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('is not sent where another image has the name that this one is to get', async () => {
    await open();
    stage.cloud.world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: wish.ImageName as string });
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({
      status: 'FAILED',
      errorCode: 'AlreadyExists',
      message: expect.stringContaining(`Image m-theirs in ${HOME} already has the name "golden".`),
    });
    expect(final.resourceModel).toBeUndefined();
    expect(starts()).toEqual([]);
  });

  it('is not sent either where only a later step can look for that name', async () => {
    await open();
    stage.cloud.world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: wish.ImageName as string });
    stage.simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, times: 4 });
    const created = await stage.run('CREATE', wish);
    expect(created.final).toMatchObject({
      status: 'FAILED',
      errorCode: 'ResourceConflict',
      message: expect.stringContaining(`Image m-theirs in ${HOME} already has the name "golden".`),
    });
    expect(starts()).toEqual([]);
    expect((await stage.run('DELETE', lastModel(created))).final.status).toBe('SUCCESS');
    expect(stage.cloud.world.image(HOME, 'm-theirs')).toBeDefined();
  });

  it('is rolled back where somebody takes that name meanwhile', async () => {
    await open();
    const meanwhile = (_: Answer, count: number) => {
      if (count === 1) {
        stage.cloud.world.addImage({ regionId: HOME, imageId: 'm-theirs', imageName: wish.ImageName as string });
      }
    };
    const created = await stage.run('CREATE', wish, { meanwhile });
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(created.final.message).toContain('InvalidImageName.Duplicated');
    expect((await stage.run('DELETE', lastModel(created))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
    expect(stage.cloud.world.image(HOME, 'm-theirs')).toBeDefined();
  });
});
