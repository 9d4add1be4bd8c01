import {
  ACROSS,
  EACH_COPY,
  EAST,
  GOLDEN,
  type HuaweiStage,
  IN_REGION,
  lastModelOf,
  leftIn,
  NORTH,
  NOTHING_LEFT,
  openHuaweiStage,
  startsOf,
} from '../../support/huawei';
import type { Properties } from '../../support/stage';

const ALWAYS = Number.POSITIVE_INFINITY;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const OWN = { Description: 'own', Tags: [{ Key: 'team', Value: 'a' }] };

/** What refuses a start for a while, and how long. */
const REFUSALS: readonly (readonly [string, Properties, (stage: HuaweiStage) => void])[] = [
  [
    'the sixth copy across regions',
    ACROSS,
    async ({ invoke, simulator }) => {
      simulator.behave({ crossRegionCopies: 1 });
      await invoke('CREATE', { ...ACROSS, Name: 'other' });
    },
  ],
  [
    'a copy among too many',
    IN_REGION,
    async ({ invoke, simulator }) => {
      simulator.behave({ runningCopies: 1 });
      await invoke('CREATE', { ...IN_REGION, Name: 'other' });
    },
  ],
  ...(['IMG.0187', 'APIGW.0308', 'IMG.0148'] as const).map(
    (code) =>
      [
        `a copy that is refused with ${code}`,
        IN_REGION,
        ({ simulator }: HuaweiStage) =>
          simulator.inject({
            action: 'CopyImageInRegion',
            error: { code, status: code === 'APIGW.0308' ? 429 : 400 },
            times: 6,
          }),
      ] as const,
  ),
];

/** The image of the built-in ones that is not there yet. */
const ARRIVING = { ...IN_REGION, SourceImageId: '' };

describe('a copy that has to wait for its turn', () => {
  let stage: HuaweiStage;
  beforeEach(async () => {
    stage = await openHuaweiStage();
  });
  afterEach(() => stage.close());
  const arriving = () => {
    const image = stage.simulator.world.images(NORTH).find(({ name }) => name === 'arriving');
    return { wish: { ...ARRIVING, SourceImageId: image?.imageId }, id: String(image?.imageId) };
  };

  it.each(REFUSALS)('%s: begins later, keeps its identifier, and leads its life by it', async (_, wish, refuse) => {
    await refuse(stage);
    const home = wish.TargetRegion ?? NORTH;
    const order = { ...wish, ...OWN };
    const created = await stage.run('CREATE', order);
    const { tfcfnid, Id } = created.final.resourceModel ?? {};
    expect(created.final.status).toBe('SUCCESS');
    expect(created.answers[0]?.resourceModel).toMatchObject({ tfcfnid, Status: 'Pending' });
    expect(tfcfnid).toMatch(new RegExp(`^${home}/tfcfn-request-[0-9a-f]{32}$`));
    expect(new Set(created.answers.map(({ resourceModel }) => resourceModel?.tfcfnid))).toEqual(new Set([tfcfnid]));
    const { AgencyName: __, ...shown } = { AgencyName: '', ...order };
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject({ ...shown, tfcfnid, Id });
    const changed = { ...order, tfcfnid, Name: 'renamed', Description: 'other' };
    const update = await stage.run('UPDATE', changed, { previous: { ...order, tfcfnid } });
    expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: { tfcfnid, Id, Name: 'renamed' } });
    const { resourceModels } = await stage.invoke('LIST', { TargetRegion: home });
    expect(resourceModels).toContainEqual({ tfcfnid, Id, Name: 'renamed', Tags: OWN.Tags });
    expect((await stage.run('DELETE', changed)).final.status).toBe('SUCCESS');
    expect(leftIn(stage).images.filter((image) => image === `${home}/${Id}`)).toEqual([]);
  });

  it('of a source that is being made, until that is active', async () => {
    const { wish, id } = arriving();
    const meanwhile = (_: unknown, count: number) => {
      if (count === 4) stage.simulator.world.change(NORTH, id, { status: 'active' });
    };
    const { final, answers } = await stage.run('CREATE', wish, { meanwhile });
    expect(answers[0]?.message).toContain('IMG.0046');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { SourceImageId: id } });
  });

  it.each(['killed', 'deleted'] as const)('does not wait for a source that is %s', async (status) => {
    stage.simulator.world.change(NORTH, GOLDEN, { status });
    const { final, answers } = await stage.run('CREATE', IN_REGION);
    expect(final).toMatchObject({ status: 'FAILED', message: expect.stringContaining('IMG.0046') });
    expect(answers).toHaveLength(1);
    expect(final.resourceModel).toBeUndefined();
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('fails when Timeouts.Create is over, says why, and its rollback leaves nothing', async () => {
    const { wish } = arriving();
    const created = await stage.run('CREATE', { ...wish, Timeouts: { Create: '20m' } });
    expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
    expect(created.final.message).toMatch(/IMG\.0046.*The start was retried for 20 min \(Timeouts\.Create\)\./s);
    expect(startsOf(stage)).toBeLessThan(40);
    expect((await stage.run('DELETE', lastModelOf(created))).final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  // guides/how-it-works.md has both times. What CloudFormation passes on of the read-only properties is not documented.
  it.each([
    ['the last answer, whose Status says that nothing was begun', 45, ({ Status }: Properties) => ({ Status })],
    ['the template and the identifier alone', 120, () => ({})],
  ])('and was refused until its end is looked for as long as nothing can be shown: by %s, %i min', async (...row) => {
    const [, minutes, passedOn] = row;
    const { wish } = arriving();
    const order = { ...wish, Timeouts: { Create: '20m' } };
    const last = lastModelOf(await stage.run('CREATE', order));
    const began = stage.simulator.clock.now();
    const deleted = await stage.run('DELETE', { ...order, tfcfnid: last.tfcfnid, ...passedOn(last) });
    expect(deleted.final.status).toBe('SUCCESS');
    expect((stage.simulator.clock.now() - began) / 60_000).toBeCloseTo(minutes, 0);
  });

  it.each([
    ['while it waits', 1],
    ['when it has begun', 3],
  ])('is rolled back by its request %s', async (_, steps) => {
    const { simulator } = stage;
    simulator.inject({ action: 'CopyImageCrossRegion', error: { code: 'IMG.0060', status: 400 }, times: 2 });
    let answer = await stage.invoke('CREATE', ACROSS, { token: 'one' });
    for (let step = 1; step < steps; step += 1) {
      simulator.clock.advance((answer.callbackDelaySeconds ?? 0) * 1000);
      const { resourceModel = {}, callbackContext } = answer;
      answer = await stage.invoke('CREATE', resourceModel, {
        token: 'one',
        ...(callbackContext && { callbackContext }),
      });
    }
    expect(startsOf(stage)).toBe(steps);
    expect(leftIn(stage).runningCopies).toBe(steps === 1 ? 0 : 1);
    const { final } = await stage.run('DELETE', answer.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });

  it('and whose later start is not answered is not sent again', async () => {
    const { simulator } = stage;
    simulator.inject({ action: 'CopyImageCrossRegion', error: { code: 'IMG.0060', status: 400 }, times: 2 });
    simulator.inject({ action: 'CopyImageCrossRegion', reset: 'after', times: ALWAYS });
    const { final } = await stage.run('CREATE', { ...ACROSS, ...OWN });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...OWN, TargetRegion: EAST } });
    expect(startsOf(stage)).toBe(3);
    expect(leftIn(stage).images).toHaveLength(1);
  });

  it('and that a killed process has begun is rolled back too, though no answer says so', async () => {
    const { simulator } = stage;
    simulator.behave({ copySeconds: 25 * MINUTE });
    simulator.inject({ action: 'CopyImageCrossRegion', error: { code: 'IMG.0060', status: 400 } });
    const { resourceModel = {}, callbackContext } = await stage.invoke('CREATE', ACROSS, { token: 'one' });
    simulator.clock.advance(60_000);
    await stage.invoke('CREATE', resourceModel, { token: 'one', ...(callbackContext && { callbackContext }) });
    expect(leftIn(stage).runningCopies).toBe(1);
    await stage.run('DELETE', resourceModel);
    expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  });
});

describe.each(EACH_COPY)('a copy %s that nobody can be asked about', (_, { wish, home }) => {
  it('is sought as long as an operation may take, and the last answer says what may be left', async () => {
    const stage = await openHuaweiStage({ behaviour: { copySeconds: 20 * HOUR } });
    try {
      const error = { code: 'IMG.0121', status: 400 };
      stage.simulator.inject({ action: 'ShowJobProgress', error, times: Number.POSITIVE_INFINITY });
      const { final } = await stage.run('CREATE', { ...wish, Timeouts: { Create: '11h' } });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain(`IMS does not show a copy "golden" in ${home}`);
      expect(final.message).toContain('If that image appears there later, delete it by hand.');
      expect(final.message).not.toContain('was removed');
    } finally {
      await stage.close();
    }
  });
});

describe.each(EACH_COPY)('a start of a copy %s that waits for its turn', (_, { wish, start }) => {
  it('does not say AlreadyExists, which comes with nothing to delete', async () => {
    const stage = await openHuaweiStage();
    try {
      await stage.run('CREATE', wish, { token: 'request-of-others' });
      const others = leftIn(stage);
      stage.simulator.inject({ action: start, error: { code: 'APIGW.0308', status: 429 }, times: 4 });
      stage.simulator.inject({ action: start, error: { code: 'IMG.0009', status: 400 }, times: ALWAYS });
      const created = await stage.run('CREATE', wish);
      expect(created.answers[0]?.message).toContain('will retry: ');
      expect(created.final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      await stage.run('DELETE', lastModelOf(created));
      expect(leftIn(stage)).toEqual(others);
    } finally {
      await stage.close();
    }
  });
});
