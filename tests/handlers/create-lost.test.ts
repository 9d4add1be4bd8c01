import { HOME, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { type Answer, openStage } from '../support/stage';

const WISH = { ...SOURCE, ImageName: 'golden', Tags: [{ Key: 'team', Value: 'a' }] };
const ALWAYS = Number.POSITIVE_INFINITY;
const TOKEN = 'request-1';

describe('CREATE of which nobody knows whether it began', () => {
  const stage = useStage(() => openStage());
  /** From CopyImage on no answer arrives, though the server acts. */
  const lose = (): Promise<Answer> => {
    stage().simulator.inject({ reset: 'after', times: ALWAYS });
    return stage().invoke('CREATE', WISH, { token: TOKEN });
  };
  const rollBack = ({ resourceModel = {} }: Answer) => {
    stage().simulator.clearFaults();
    return stage().run('DELETE', resourceModel);
  };

  it('fails with an identifier by which CloudFormation can delete the copy, and its snapshots', async () => {
    const lost = await lose();
    expect(lost).toMatchObject({
      status: 'FAILED',
      errorCode: 'NetworkFailure',
      message: expect.stringContaining(`ECS may have started the copy nevertheless: image "golden" in ${HOME}.`),
      resourceModel: {
        ...SOURCE,
        DestinationRegionId: HOME,
        tfcfnid: expect.stringMatching(/^cn-shanghai\/tfcfn-request-[0-9a-f]{32}$/),
      },
    });
    expect(leftovers(stage()).images).toHaveLength(1);
    stage().simulator.clock.advance(3_600_000);
    expect((await rollBack(lost)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('is rolled back while the copy runs, and while it cannot be seen', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 100 });
    const lost = await lose();
    const { answers, final } = await rollBack(lost);
    expect(answers[0]?.message).toContain(`searching for a copy that may have been started in ${HOME}`);
    expect(answers[0]?.resourceModel?.tfcfnid).toBe(lost.resourceModel?.tfcfnid);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('goes on where it is repeated', async () => {
    await lose();
    stage().simulator.clearFaults();
    const { final } = await stage().run('CREATE', WISH, { token: TOKEN });
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
  });

  it('has nothing to roll back if it had not begun, and leaves a namesake and the copy of another request alone', async () => {
    stage().simulator.inject({ silent: true, times: ALWAYS });
    const lost = await stage().invoke('CREATE', WISH, { token: TOKEN });
    stage().simulator.clearFaults();
    const { final: other } = await stage().run('CREATE', WISH, { token: 'request-2' });
    const started = stage().simulator.clock.now();
    expect((await rollBack(lost)).final.status).toBe('SUCCESS');
    expect((stage().simulator.clock.now() - started) / 60_000).toBeCloseTo(10, 0);
    expect(leftovers(stage()).images).toEqual([other.resourceModel?.tfcfnid]);
    expect(await stage().invoke('READ', lost.resourceModel ?? {})).toMatchObject({ errorCode: 'NotFound' });
  });

  it.each([
    ['an error of the server', { error: { code: 'InternalError', status: 500 } }, true],
    ['an answer without an image ID', { respond: { status: 200, body: '{"RequestId":"0B6F3B3A"}' } }, true],
    ['a refusal', { error: { code: 'QuotaExceed.Image' } }, false],
  ])('takes %s for what it says', async (_, effect, left) => {
    stage().simulator.inject({ action: 'CopyImage', ...effect, times: ALWAYS });
    const answer = await stage().invoke('CREATE', WISH);
    expect(answer.status).toBe('FAILED');
    expect(answer.resourceModel !== undefined).toBe(left);
  });

  it.each(['LastTokenProcessing', 'IdempotentProcessing'])(
    'comes back later where ECS says %s of an attempt without an answer, which no list shows yet',
    async (code) => {
      stage().simulator.behave({ visibilityDelaySeconds: 60 });
      stage().simulator.inject({ action: 'CopyImage', silent: true, acts: true });
      stage().simulator.inject({ action: 'CopyImage', error: { code, status: 403 }, times: 9 });
      const { answers, final } = await stage().run('CREATE', WISH, { token: TOKEN });
      expect(answers[0]).toMatchObject({ status: 'IN_PROGRESS', message: expect.stringContaining(` ${code}: `) });
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toHaveLength(1);
      expect(new Set(answers.map(({ resourceModel }) => resourceModel?.tfcfnid)).size).toBe(1);
    },
  );

  it('remembers a lost answer when the last attempt is refused', async () => {
    stage().simulator.inject({ action: 'CopyImage', reset: 'after' });
    stage().simulator.inject({ error: { code: 'Forbidden.RAM', status: 403 }, times: ALWAYS });
    const lost = await stage().invoke('CREATE', WISH);
    expect(lost).toMatchObject({ errorCode: 'AccessDenied', resourceModel: { DestinationRegionId: HOME } });
    await rollBack(lost);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('knows that there is no copy where another image has the name', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', imageName: 'golden' });
    stage().simulator.inject({ action: 'CopyImage', reset: 'before' });
    const answer = await stage().invoke('CREATE', WISH);
    expect(answer.errorCode).toBe('AlreadyExists');
    expect(answer.message).not.toContain('does not show the image with that name');
    expect(answer.resourceModel).toBeUndefined();
    // Without the name, the answers would be all images of the account.
    const looks = stage().simulator.calls.filter(({ action }) => action === 'DescribeImages');
    expect(new Set(looks.map(({ parameters }) => parameters.ImageName))).toEqual(new Set(['golden']));
  });

  it.each(['names its copy where', 'says AlreadyExists once it is known that'])(
    '%s the name is taken by an image that nobody sees, if an attempt before may have made it',
    async (how) => {
      const ours = how.startsWith('names');
      stage().simulator.behave({ visibilityDelaySeconds: 45, clientTokenCheckedBeforeName: false });
      if (!ours) await stage().invoke('CREATE', WISH, { token: 'request-2' });
      stage().simulator.inject({ action: 'CopyImage', reset: 'after' });
      const lost = await stage().invoke('CREATE', WISH, { token: TOKEN });
      expect(lost).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
      expect(lost.resourceModel?.tfcfnid).toMatch(/tfcfn-request-/);
      stage().simulator.clock.advance(60_000);
      const again = await stage().run('CREATE', WISH, { token: TOKEN });
      expect(again.final.errorCode).toBe(ours ? undefined : 'AlreadyExists');
      expect(leftovers(stage()).images).toHaveLength(1);
    },
  );

  it('says what to look for where 19 tags leave no room for the mark', async () => {
    const Tags = Array.from({ length: 19 }, (_, index) => ({ Key: `key-${index}`, Value: '' }));
    stage().simulator.inject({ action: 'CopyImage', reset: 'after', times: ALWAYS });
    const answer = await stage().invoke('CREATE', { ...WISH, Tags });
    expect(answer.message).toContain('after a rollback, search for it and delete it by hand.');
    expect(answer.resourceModel).toBeUndefined();
  });
});

describe('CREATE that CloudFormation has to roll back', () => {
  const stage = useStage(() => openStage());
  const lastModel = (answers: readonly Answer[]) =>
    answers.findLast(({ resourceModel }) => resourceModel)?.resourceModel ?? {};

  it('leaves no snapshot of a copy that nobody has had, whatever the template says', async () => {
    stage().simulator.behave({ copySeconds: 5 });
    const first = await stage().invoke('CREATE', { ...WISH, DeleteAutoSnapshot: false });
    stage().simulator.clock.advance(10_000);
    const { final } = await stage().run('DELETE', first.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('hands on the snapshots that its own clean-up could not delete', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 10, status: 'CreateFailed' } });
    stage().simulator.inject({ action: 'DeleteSnapshot', error: { code: 'Forbidden.RAM', status: 403 } });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(final.message).toContain('The clean-up failed too');
    expect(leftovers(stage()).snapshots).toHaveLength(1);
    await stage().run('DELETE', lastModel(answers));
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
