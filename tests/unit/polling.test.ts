import { longestLag, mostCalls } from '../../bench/polling';
import {
  estimateSecondsLeft,
  nextDelaySeconds,
  queuedDelaySeconds,
  shortDelaySeconds,
  throttledDelaySeconds,
  understood,
} from '../../src/life/polling';
import type { Progress } from '../../src/life/port';
import fc, { runs } from '../support/fast-check';

/** Watches a copy that takes `duration` seconds; what it shows of itself is up to `show`. */
function watch(duration: number, show: (share: number, elapsed: number) => Progress) {
  let elapsed = 0;
  let looks = 0;
  let progress: Progress = {};
  while (elapsed < duration || looks === 0) {
    elapsed += nextDelaySeconds({ elapsedSeconds: elapsed, progress, secondsToDeadline: 1e9 });
    looks += 1;
    progress = show(Math.min(1, elapsed / duration), elapsed);
  }
  // One more call for CopyImage itself.
  return { calls: looks + 1, lag: elapsed - duration };
}

describe('the time that is left, by pace', () => {
  it.each([
    [0, undefined],
    [0.5, 19_900],
    [1, 9_900],
    [50, 100],
    [100, 0],
  ])('of a creation at %d %% after 100 s', (percent, left) => {
    expect(estimateSecondsLeft({ elapsedSeconds: 100, progress: { percent } })).toBe(left);
  });
});

describe('polling', () => {
  const durations = fc
    .double({ min: Math.log(30), max: Math.log(36_000), noNaN: true })
    .map((log) => Math.round(Math.exp(log)));

  it('of a linear copy of 30 s to 10 h needs few calls and notices the end soon', () => {
    fc.assert(
      fc.property(durations, fc.boolean(), fc.boolean(), (duration, rounded, remainTime) => {
        const { calls, lag } = watch(duration, (share, elapsed) => ({
          percent: rounded ? Math.round(share * 100) : share * 100,
          ...(remainTime && elapsed < duration && { secondsLeft: Math.round(duration - elapsed) }),
        }));
        expect(calls).toBeLessThanOrEqual(mostCalls(duration));
        expect(lag).toBeLessThanOrEqual(longestLag(duration));
      }),
      runs(2_000),
    );
  });

  it('of a copy whose progress nobody can read grows with the logarithm of its duration', () => {
    fc.assert(
      fc.property(durations, (duration) => {
        const { calls, lag } = watch(duration, () => ({}));
        expect(calls).toBeLessThanOrEqual(80);
        expect(lag).toBeLessThanOrEqual(Math.max(15, duration * 0.25));
        // After the first minutes the end is noticed as soon as that of a copy whose progress can be read.
        if (duration > 1_200) expect(lag).toBeLessThanOrEqual(Math.max(300, longestLag(duration)));
      }),
    );
  });

  it.each([
    [0, 10],
    [40, 10],
    [400, 100],
    [1_200, 300],
    [6_000, 300],
    [10_000, 500],
    [18_000, 900],
    [40_000, 900],
  ])('of a copy whose progress nobody can read waits after %i s for %i s', (elapsedSeconds, delay) => {
    expect(nextDelaySeconds({ elapsedSeconds, progress: {}, secondsToDeadline: 1e6 })).toBe(delay);
  });

  it.each([
    [0, 30],
    [100, 30],
    [400, 100],
    [6_000, 300],
    [40_000, 900],
  ])('of a copy that waits in the queue waits after %i s for %i s', (elapsedSeconds, delay) => {
    expect(queuedDelaySeconds(elapsedSeconds, 1e6)).toBe(delay);
  });

  it.each([
    [0, 1e6, 60],
    [0.5, 1e6, 90],
    [0.999, 1e6, 120],
    [0.5, 20.5, 21],
    [0.5, 0, 1],
  ])('that is refused waits with chance %d and %d s left for %i s', (chance, secondsLeft, delay) => {
    expect(throttledDelaySeconds(() => chance, secondsLeft)).toBe(delay);
  });

  it('never asks after the deadline, never without a pause, and never after more than 900 s', () => {
    const number = fc.double({ min: 0, max: 1e6, noNaN: true });
    const progress = fc.record(
      { percent: fc.double({ min: 0, max: 100, noNaN: true }), secondsLeft: number },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(number, number, progress, (elapsedSeconds, secondsToDeadline, seen) => {
        const delay = nextDelaySeconds({ elapsedSeconds, secondsToDeadline, progress: seen });
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(1);
        expect(delay).toBeLessThan(Math.max(1, secondsToDeadline) + 1);
        expect(delay).toBeLessThanOrEqual(900);
      }),
    );
  });

  it.each<readonly [Progress, number | undefined]>([
    [{}, undefined],
    [{ percent: 0 }, undefined],
    [{ percent: 0, secondsLeft: 50 }, 50],
    [{ percent: 50 }, 100],
    [{ percent: 50, secondsLeft: 30 }, 30],
    [{ percent: 50, secondsLeft: 300 }, 100],
    [{ percent: 100 }, 0],
    [{ secondsLeft: 0 }, undefined],
    [{ percent: 100, unsure: true }, undefined],
    [{ percent: 100, unsure: true, secondsLeft: 50 }, 50],
  ])('of %j after 100 s expects %p s more', (progress, left) => {
    expect(estimateSecondsLeft({ elapsedSeconds: 100, progress })).toBe(left);
  });

  it.each<readonly [Progress, number | undefined, Progress]>([
    [{ percent: 40 }, undefined, { percent: 40 }],
    [{ percent: 100, unsure: true }, undefined, {}],
    [{ percent: 100, unsure: true }, 0, {}],
    [{ percent: 100, unsure: true }, 1, {}],
    [{ percent: 100, unsure: true }, 1.5, { percent: 100 }],
    [{ percent: 100, unsure: true, secondsLeft: 3 }, 98, { percent: 100, secondsLeft: 3 }],
  ])('understands %j after %p %% as %j', (progress, seen, expected) => {
    expect(understood(progress, seen)).toEqual(expected);
  });

  it('of what takes seconds starts at 2 s and grows to 30 s', () => {
    const delays = Array.from({ length: 12 }, (_, looks) => shortDelaySeconds(looks, 1e6));
    expect(delays).toEqual([2, 3, 5, 7, 11, 16, 23, 30, 30, 30, 30, 30]);
    expect(shortDelaySeconds(10_000, 1e6)).toBe(30);
    expect(shortDelaySeconds(5, 4.2)).toBe(5);
    expect(shortDelaySeconds(5, 0)).toBe(1);
  });
});
