import { type ApsaraStage, HOME, leftIn, NOTHING_LEFT, OTHER, openApsaraStage, tagsOf } from '../../support/apsara';
import { EACH_SUBJECT } from './subjects';

/** Whether the gateway honours a ClientToken, and keeps the tags that come with the start. */
const STARTS = [true, false].flatMap((clientTokenHonoured) =>
  (['kept', 'dropped'] as const).map((tagsAtStart) => ({ clientTokenHonoured, tagsAtStart })),
);
/** Whether a running creation can be cancelled. */
const CANCELS = [
  { cancel: 'offered', notOffered: [] },
  { cancel: 'not offered', notOffered: ['CancelCopyImage'] },
] as const;
const FAILING = { failAtPercent: 50, status: 'CreateFailed' } as const;

describe.each(EACH_SUBJECT)('the creation of %s', (_, { type, start, wish, cancels }) => {
  let stage: ApsaraStage;
  const open = async (behaviour: Parameters<ApsaraStage['cloud']['behave']>[0]) => {
    stage = await openApsaraStage(type, { behaviour });
  };
  afterEach(() => stage.close());

  it.each(STARTS)('makes one image although the answer to its start is lost: %j', async (behaviour) => {
    await open(behaviour);
    stage.cloud.inject({ action: start.action, reset: 'after' });
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
    expect(leftIn(stage).images).toHaveLength(1);
    expect(tagsOf(stage, final.resourceModel ?? {})).toMatchObject({ team: 'a' });
  });

  it.each(STARTS)('makes one image however often it is asked for: %j', async (behaviour) => {
    await open(behaviour);
    const options = { token: 'request-1' };
    await stage.invoke('CREATE', wish, options);
    const { final } = await stage.run('CREATE', wish, options);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
    expect(leftIn(stage).images).toHaveLength(1);
  });

  it.each(CANCELS)(
    'that is late leaves nothing, with a cancellation that is $cancel',
    async ({ cancel, notOffered }) => {
      await open({ notOffered });
      const { final } = await stage.run('CREATE', { ...wish, Timeouts: { Create: '1m' } });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(leftIn(stage)).toEqual(NOTHING_LEFT);
      expect(stage.log.join('\n').includes(`"cancel":"${cancel}`)).toBe(cancels);
    },
  );

  it.each(CANCELS)('is ended by a deletion, with a cancellation that is $cancel', async ({ notOffered }) => {
    await open({ notOffered });
    const { resourceModel = {} } = await stage.invoke('CREATE', wish);
    const { final } = await stage.run('DELETE', { ...resourceModel, DeleteAutoSnapshot: true });
    expect(final).toMatchObject({ status: 'SUCCESS' });
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('that fails in the cloud leaves nothing', async () => {
    await open({ copyOutcome: FAILING, createOutcome: FAILING });
    const { final } = await stage.run('CREATE', wish);
    expect(final).toMatchObject({ status: 'FAILED' });
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('is refused in the region of a gateway that serves another one', async () => {
    await open({ gateways: 'onePerRegion' });
    const typeConfiguration = {
      ...stage.typeConfiguration,
      Endpoints: { Ecs: stage.cloud.endpoint({ regionId: start.regionId === HOME ? OTHER : HOME }) },
    };
    const { final } = await stage.run('CREATE', wish, { typeConfiguration });
    expect(final.status).toBe('FAILED');
    expect(final.message).toContain('RegionEndpoints');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});
