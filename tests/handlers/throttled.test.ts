import { seeded } from '../../bench/polling';
import { createClock } from '../../simulator/index';
import { HOME, imageOf, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, update, useStage } from '../support/copies';
import { type Answer, openStage, type StageOptions } from '../support/stage';

/** A stage whose clock shows so many seconds of a minute. */
const openAt = (second: number, options: StageOptions = {}) =>
  openStage({ clock: createClock({ now: () => 0, startAt: Date.UTC(2026, 5, 1) + second * 1000 }), ...options });

const NO_ANSWER: Answer = { status: 'FAILED', message: 'no answer' };
const REFUSED = { action: 'DescribeImages', error: { code: 'Throttling.User' }, times: 4 };

describe.each([
  [27, 'is made as soon as the next minute takes it'],
  [59, 'is made as soon as the next minute takes it'],
])('a CopyImage beyond the limit of a minute, in second %i', (second, what) => {
  const stage = useStage(() => openAt(second, { behaviour: { callsPerMinute: { CopyImage: 1 } } }));

  it(what, async () => {
    await stage().invoke('CREATE', { ...SOURCE, ImageName: 'first' });
    const begun = stage().simulator.clock.now();
    const answer = await stage().invoke('CREATE', { ...SOURCE, ImageName: 'second' });
    expect(answer.status).toBe('IN_PROGRESS');
    const seconds = (stage().simulator.clock.now() - begun) / 1000;
    expect(seconds).toBeGreaterThan(60 - second);
    expect(seconds).toBeLessThanOrEqual(60 - second + 5);
    const outcomes = stage().simulator.calls.map(({ action, code = 'ok' }) => `${action} ${code}`);
    expect(outcomes.slice(1)).toEqual(['CopyImage Throttling.User', 'CopyImage Throttling.User', 'CopyImage ok']);
  });
});

describe('a CopyImage beyond the limit of a minute that has just begun', () => {
  const stage = useStage(() => openAt(3, { behaviour: { callsPerMinute: { CopyImage: 1 } } }));

  it('is repeated by a later step: the next minute is later than the answer may be', async () => {
    await stage().invoke('CREATE', { ...SOURCE, ImageName: 'first' });
    const begun = stage().simulator.clock.now();
    const answer = await stage().invoke('CREATE', { ...SOURCE, ImageName: 'second' });
    expect(answer).toMatchObject({ status: 'IN_PROGRESS', callbackDelaySeconds: 90 });
    expect(answer.message).toContain('CopyImage in cn-hangzhou failed with Throttling.User');
    expect(stage().simulator.clock.now() - begun).toBeLessThan(5_000);
    // There are too many calls already, and what ECS refused it has not done: nothing is looked for.
    expect(stage().simulator.ledger().calls).toEqual({ CopyImage: 1 + 4 });
    const { final } = await stage().run('CREATE', { ...SOURCE, ImageName: 'third' });
    expect(final.status).toBe('SUCCESS');
  });
});

describe('a CopyImage that is refused for a moment', () => {
  const stage = useStage(() => openAt(30));

  it('is repeated at once', async () => {
    stage().simulator.inject({ action: 'CopyImage', error: { code: 'Throttling.Api' } });
    const begun = stage().simulator.clock.now();
    expect((await stage().invoke('CREATE', SOURCE)).status).toBe('IN_PROGRESS');
    expect(stage().simulator.clock.now() - begun).toBeLessThan(1_000);
  });
});

describe('a poll beyond the limit of a minute', () => {
  const stage = useStage(() => openStage({ runtime: { random: seeded(3), sleep: async () => undefined } }));

  it('is made again one to two minutes later, never all at one moment, and the copy ends well', async () => {
    const delays = new Set<number>();
    for (let count = 1; count <= 6; count += 1) {
      const { answers, final } = await stage().run(
        'CREATE',
        { ...SOURCE, ImageName: `copy-${count}` },
        {
          meanwhile: (_, step) => {
            if (step === 2) stage().simulator.inject(REFUSED);
          },
        },
      );
      expect(answers[2]?.message).toContain('will retry: DescribeImages in cn-shanghai failed with Throttling.User');
      delays.add(answers[2]?.callbackDelaySeconds ?? 0);
      expect(final.status).toBe('SUCCESS');
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...delays)).toBeLessThanOrEqual(120);
    expect(delays.size).toBeGreaterThan(4);
  });

  it('is not put off beyond the time-out', async () => {
    const wish = { ...SOURCE, Timeouts: { Create: '45s' } };
    const { answers } = await stage().run('CREATE', wish, {
      meanwhile: (_, step) => {
        if (step === 1) stage().simulator.inject(REFUSED);
      },
    });
    expect(answers[1]?.callbackDelaySeconds).toBe(35);
  });
});

describe('the first step of another operation beyond the limit of a minute', () => {
  const stage = useStage(() => openStage());
  const comesBack = ({ status, message, callbackDelaySeconds }: Answer | undefined = NO_ANSWER) => {
    expect(status).toBe('IN_PROGRESS');
    expect(message).toContain('will retry: DescribeImages in cn-shanghai failed with Throttling.User');
    expect(callbackDelaySeconds).toBe(90);
  };

  it('of a DELETE comes back, and nothing is left', async () => {
    const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
    stage().simulator.inject(REFUSED);
    const { answers, final } = await remove(stage(), copy);
    comesBack(answers[0]);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('of an UPDATE comes back, and changes what was asked for', async () => {
    const copy = await makeCopy(stage());
    stage().simulator.inject(REFUSED);
    const { answers, final } = await update(stage(), copy, { ImageName: 'renamed' });
    comesBack(answers[0]);
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)?.imageName).toBe('renamed');
  });

  it('of an UPDATE has not seen the image: one that is not there is not found, as at a first step', async () => {
    const copy = await makeCopy(stage());
    stage().simulator.world.remove(HOME, copy.imageId);
    stage().simulator.inject(REFUSED);
    const { answers, final } = await update(stage(), copy, { ImageName: 'renamed' });
    comesBack(answers[0]);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(answers).toHaveLength(2);
  });

  it('is told at once where it fails otherwise: the reader may be able to do something about it', async () => {
    const copy = await makeCopy(stage());
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'InternalError' }, times: 4 });
    const { answers, final } = await remove(stage(), copy);
    expect(answers).toHaveLength(1);
    expect(final.errorCode).toBe('ServiceInternalError');
  });
});

describe('a copy in the queue', () => {
  const stage = useStage(() => openStage({ behaviour: { copiesPerRegion: 0 } }));

  it('is polled every 30 s at most: what it waits for takes minutes', async () => {
    const { answers, final } = await stage().run('CREATE', SOURCE, {
      meanwhile: (_, step) => {
        if (step === 8) stage().simulator.behave({ copiesPerRegion: 1 });
      },
    });
    expect(final.status).toBe('SUCCESS');
    const waiting = answers.filter(({ message }) => message.startsWith('waiting for other copies'));
    expect(waiting.map(({ callbackDelaySeconds }) => callbackDelaySeconds)).toEqual([30, 30, 30, 30, 33, 41, 51]);
    expect(leftovers(stage())).toEqual({
      ...NOTHING_LEFT,
      images: [`${HOME}/${final.resourceModel?.Id}`],
      snapshots: expect.any(Array),
    });
  });
});
