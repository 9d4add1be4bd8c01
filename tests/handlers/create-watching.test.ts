import { longestLag, mostCalls } from '../../bench/polling';
import { EMPTY_LIST, HOME, imageOf, leftovers, SOURCE, startCopy, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const WISH = { ...SOURCE, ImageName: 'golden' };
const MINUTE = 60;

describe('CREATE while the copy is running', () => {
  const stage = useStage(() => openStage());
  const looks = () => stage().simulator.ledger().calls.DescribeImages ?? 0;

  it('returns the whole model with its identifier in every answer, and the same identifier all the time', async () => {
    const wish = {
      ...WISH,
      Description: 'a copy',
      Tags: [{ Key: 'a', Value: '' }],
      Force: true,
      DeleteAutoSnapshot: false,
      Timeouts: { Create: '1h', Delete: '5m' },
    };
    const { answers, final } = await stage().run('CREATE', wish);
    expect(answers.length).toBeGreaterThan(3);
    for (const [index, { status, resourceModel }] of answers.slice(0, -1).entries()) {
      expect(status).toBe('IN_PROGRESS');
      expect(resourceModel).toEqual({
        ...wish,
        // If it has to be deleted before it is finished, nothing of it stays.
        DeleteAutoSnapshot: true,
        DestinationRegionId: HOME,
        tfcfnid: final.resourceModel?.tfcfnid,
        Id: final.resourceModel?.Id,
        // Until ECS has shown it: then its absence means that it is gone.
        ...(index === 0 && { Status: 'Creating' }),
      });
    }
    expect(final.resourceModel?.tfcfnid).toMatch(/^cn-shanghai\/m-uf6\w+$/);
  });

  it('keeps its state in a small callback context of JSON without a secret', async () => {
    const { answers } = await stage().run('CREATE', WISH);
    for (const { callbackContext } of answers.slice(0, -1)) {
      const text = JSON.stringify(callbackContext);
      expect(text.length).toBeLessThan(500);
      expect(text).not.toMatch(/secret|simulator|AccessKey/i);
      expect(callbackContext?.version).toBe(2);
    }
  });

  it('says how far it is and how long it still takes', async () => {
    const { answers } = await stage().run('CREATE', WISH);
    expect(answers[0]?.message).toMatch(/^copying m-bp1golden0ubuntu24 from cn-hangzhou to cn-shanghai as m-uf6\w+$/);
    const percents = answers.slice(1, -1).map(({ message }) => {
      const form = /^copying m-bp1golden0ubuntu24 from cn-hangzhou to cn-shanghai: (\d+) %, about \d+ (?:s|min) left$/;
      return Number(form.exec(message)?.[1]);
    });
    expect(percents.length).toBeGreaterThan(2);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  it('says how long it still takes by what the copy has shown since its start', async () => {
    stage().simulator.behave({ copySeconds: 30 * MINUTE, remainTime: false });
    const { answers } = await stage().run('CREATE', WISH);
    const shown = answers.flatMap(({ message }) => {
      const [, percent, minutes] = /: (\d+) %, about (\d+) min left$/.exec(message) ?? [];
      return minutes === undefined ? [] : [{ percent: Number(percent), minutes: Number(minutes) }];
    });
    // Before, whole percents are too coarse for a time in minutes.
    const exact = shown.filter(({ percent }) => percent >= 20);
    expect(exact.length).toBeGreaterThan(1);
    for (const { percent, minutes } of exact) expect(Math.abs(minutes - (30 * (100 - percent)) / 100)).toBeLessThan(2);
  });

  it('says that it waits behind other copies', async () => {
    stage().simulator.behave({ copiesPerRegion: 1, copySeconds: 10 * MINUTE });
    const { identifier } = await startCopy(stage(), { ImageName: 'first' });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers[1]?.message).toBe(
      'waiting for other copies before copying m-bp1golden0ubuntu24 from cn-hangzhou to cn-shanghai',
    );
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), { identifier })?.status).toBe('Available');
  });

  it('tells the pace of a copy from its start and not from its time in the queue', async () => {
    stage().simulator.behave({ copiesPerRegion: 1, copySeconds: 30 * MINUTE, remainTime: false });
    await startCopy(stage(), { ImageName: 'first' });
    const { answers } = await stage().run('CREATE', WISH);
    const late = answers.flatMap(({ message }) => /: (\d+) %, about (\d+) min left/.exec(message) ?? []);
    expect(late.length).toBeGreaterThan(0);
    expect(answers.at(-2)?.message).not.toMatch(/ h /);
  });

  // The bar of the type: API calls grow with the logarithm of the duration, and the end is seen soon.
  it.each(
    [30, 2 * MINUTE, 20 * MINUTE, 90 * MINUTE, 600 * MINUTE].flatMap((seconds) =>
      [true, false].map((remainTime) => [seconds, remainTime] as const),
    ),
  )('asks rarely and notices the end soon: a linear copy of %i s (RemainTime: %s)', async (seconds, remainTime) => {
    stage().simulator.behave({ copySeconds: seconds, remainTime });
    const started = stage().simulator.clock.now();
    const { final } = await stage().run('CREATE', { ...WISH, Timeouts: { Create: '11h' } });
    const lag = (stage().simulator.clock.now() - started) / 1000 - seconds;
    expect(final.status).toBe('SUCCESS');
    expect(looks() + 1).toBeLessThanOrEqual(mostCalls(seconds));
    expect(lag).toBeLessThanOrEqual(longestLag(seconds));
  });

  it.each(['stalling', 'jumpy', 'absent', 'unreadable'] as const)(
    'copes with progress that is %s',
    async (progress) => {
      stage().simulator.behave({ progress, copySeconds: 60 * MINUTE, remainTime: progress === 'stalling' });
      const started = stage().simulator.clock.now();
      const { final, answers } = await stage().run('CREATE', WISH);
      const lag = (stage().simulator.clock.now() - started) / 1000 - 60 * MINUTE;
      expect(final.status).toBe('SUCCESS');
      expect(looks()).toBeLessThanOrEqual(40);
      expect(lag).toBeLessThanOrEqual(5 * MINUTE);
      const blind = progress === 'absent' || progress === 'unreadable';
      expect(answers.slice(1, -1).every(({ message }) => message.includes('%') !== blind)).toBe(true);
      expect(answers.map(({ message }) => message).join()).not.toMatch(/undefined|NaN|unknown/);
    },
  );

  it('waits for a copy that is not visible yet', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 200 });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers[1]?.message).toContain('not visible yet');
    expect(final.status).toBe('SUCCESS');
  });

  it('fails if a copy stays invisible, and its deletion finds and cancels it', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 7_000, copySeconds: 7_000 });
    const started = stage().simulator.clock.now();
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toMatch(/failed: ECS has not shown image m-uf6\w+ for 10 min/);
    expect((stage().simulator.clock.now() - started) / 1000).toBe(600);
    const rolledBack = await stage().run('DELETE', answers[0]?.resourceModel ?? {});
    expect(rolledBack.final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([]);
  });

  it('waits until an Available copy is usable', async () => {
    stage().simulator.behave({ copySeconds: 60, usableDelaySeconds: 120 });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers.at(-2)?.message).toMatch(/^copied .*: waiting until image m-uf6\w+ can be used$/);
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), { identifier: { tfcfnid: String(final.resourceModel?.tfcfnid) } })?.usable).toBe(true);
  });

  it('takes a copy that somebody deprecated meanwhile for finished', async () => {
    stage().simulator.behave({ copySeconds: 60 });
    const { final } = await stage().run('CREATE', WISH, {
      meanwhile: ({ resourceModel }, count) => {
        if (count > 1) return;
        stage().simulator.world.finishCopy(HOME, String(resourceModel?.Id));
        stage().simulator.world.deprecate(HOME, String(resourceModel?.Id));
      },
    });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Status: 'Deprecated' } });
  });

  it('goes on where a look fails in a way that may pass', async () => {
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'ServiceUnavailable' }, times: 8 });
    const { answers, final } = await stage().run('CREATE', WISH);
    expect(answers[1]?.status).toBe('IN_PROGRESS');
    expect(answers[1]?.message).toContain('will retry: DescribeImages in cn-shanghai failed with ServiceUnavailable');
    expect(final.status).toBe('SUCCESS');
  });

  it('goes on where ECS is still busy with a copy that it calls Available', async () => {
    stage().simulator.inject({
      action: 'ModifyImageAttribute',
      error: { code: 'InvalidStatus.ImageIsCreating' },
      times: 2,
    });
    const { answers, final } = await stage().run('CREATE', { ...WISH, ImageFamily: 'golden' });
    expect(answers.at(-2)?.message).toContain('will retry: ModifyImageAttribute in cn-shanghai failed');
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ImageFamily: 'golden' } });
  });

  it('does not take one empty answer for the end of a copy that it has seen', async () => {
    const { answers, final } = await stage().run('CREATE', WISH, {
      meanwhile: (_, count) => {
        if (count === 3 || count === 5) stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST });
      },
    });
    expect(answers.filter(({ message }) => message.includes('no longer visible'))).toHaveLength(2);
    expect(final.status).toBe('SUCCESS');
  });

  it('waits for a state that it does not know', async () => {
    const { answers, final } = await stage().run('CREATE', WISH, {
      meanwhile: ({ resourceModel }, count) => {
        if (count > 1) return;
        const image = { ImageId: resourceModel?.Id, Status: 'Converting', Progress: '12%', IsCopied: true };
        const body = JSON.stringify({ RequestId: 'R', TotalCount: 1, Images: { Image: [image] } });
        stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body } });
      },
    });
    expect(answers[1]?.message).toContain('cn-shanghai (Converting): 12 %');
    expect(final.status).toBe('SUCCESS');
  });
});
