import type { FaultEffect } from '../../../simulator/index';
import {
  EACH_COPY,
  type HuaweiStage,
  lastModelOf,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
  startsOf,
} from '../../support/huawei';

const ALWAYS = Number.POSITIVE_INFINITY;
const BY_REQUEST = /^[a-z0-9-]+\/tfcfn-request-[0-9a-f]{32}$/;
const FULL = { Description: 'first', MinRam: 1024, Tags: [{ Key: 'team', Value: 'a' }] };

/** How the answer of a start is lost although the copy has begun. */
const LOSSES = [
  ['a connection that is cut', { reset: 'after' }],
  ['half an answer', { truncate: true }],
  ['an error that may be the end of anything', { error: { code: 'IMG.0014', status: 500 }, acts: true }],
  ['an error of the gateway', { respond: { status: 502, body: '<html>Bad Gateway</html>' }, acts: true }],
  ['silence', { silent: true, acts: true }],
] as const satisfies readonly (readonly [string, FaultEffect])[];
const SIGHTS = ['visible', 'invisible'] as const;
const EACH_LOSS = LOSSES.flatMap(([how, loss]) => SIGHTS.map((sight) => [how, sight, loss] as const));

describe.each(EACH_COPY)('a copy %s whose start is not answered', (_, { wish, start, home }) => {
  let stage: HuaweiStage;
  const open = async (behaviour: Parameters<HuaweiStage['simulator']['behave']>[0] = {}) => {
    stage = await openHuaweiStage({ behaviour });
  };
  afterEach(() => stage.close());

  it.each(EACH_LOSS)('because of %s is found by its mark, %s in the making', async (_how, imageInTheMaking, loss) => {
    await open({ imageInTheMaking });
    stage.simulator.inject({ action: start, ...loss });
    const { answers, final } = await stage.run('CREATE', { ...wish, ...FULL });
    const { AgencyName: __, ...shown } = { AgencyName: '', ...wish };
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...shown, ...FULL, TargetRegion: home } });
    expect(startsOf(stage)).toBe(1);
    expect(leftIn(stage).images).toHaveLength(1);
    if (imageInTheMaking === 'invisible') expect(answers[0]?.resourceModel?.tfcfnid).toMatch(BY_REQUEST);
  });

  it('is rolled back by its request, before anything shows it', async () => {
    await open();
    stage.simulator.inject({ action: start, reset: 'after' });
    const first = await stage.invoke('CREATE', wish);
    const { final } = await stage.run('DELETE', first.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('and that was never begun fails at the end of its time, and its rollback succeeds', async () => {
    await open();
    stage.simulator.inject({ action: start, reset: 'before', times: ALWAYS });
    const began = stage.simulator.clock.now();
    const created = await stage.run('CREATE', { ...wish, Timeouts: { Create: '30m' } });
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(created.final.message).toContain(
      'so the request was not sent again. A rollback searches for image "golden"',
    );
    expect(created.final.resourceModel?.tfcfnid).toMatch(BY_REQUEST);
    expect((stage.simulator.clock.now() - began) / 60_000).toBeCloseTo(30, 0);
    expect(startsOf(stage)).toBe(1);
    const { final, answers } = await stage.run('DELETE', lastModelOf(created));
    expect(final.status).toBe('SUCCESS');
    // Two hours, in which nothing may be shown, are not to cost a look every half a minute; at first it may be shown at any time.
    expect(answers[0]?.callbackDelaySeconds).toBe(10);
    expect(answers.length).toBeLessThan(60);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('and that fails leaves nothing, and no second start', async () => {
    await open({
      failedCopyLeaves: 'killedImage',
      copyOutcome: { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'x' },
    });
    stage.simulator.inject({ action: start, reset: 'after' });
    const created = await stage.run('CREATE', wish);
    expect(created.final.status).toBe('FAILED');
    expect(startsOf(stage)).toBe(1);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});

it('a start without an answer in a region whose only image is a shared one can be rolled back', async () => {
  const stage = await openHuaweiStage();
  try {
    const { world } = stage.simulator;
    const all = world.images(NORTH);
    const source = all.find(({ name }) => name === 'shared');
    for (const { imageId, imageType } of all) if (imageType === 'private') world.remove(NORTH, imageId);
    stage.simulator.inject({ action: 'CopyImageInRegion', reset: 'before', times: Number.POSITIVE_INFINITY });
    const creation = await stage.run('CREATE', {
      SourceImageId: source?.imageId,
      Name: 'golden',
      Timeouts: { Create: '5m' },
    });
    expect(creation.final.status).toBe('FAILED');
    stage.simulator.clearFaults();
    const { final } = await stage.run('DELETE', lastModelOf(creation));
    expect(final.status).toBe('SUCCESS');
  } finally {
    await stage.close();
  }
});
