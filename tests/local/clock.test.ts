import { createClock } from '../../local/clock';
import { createClock as createSimulatorClock } from '../../simulator/index';

it('lets time fly while nobody holds it', () => {
  let real = 0;
  const clock = createSimulatorClock({ speed: 2000, now: () => real });
  const start = clock.now();
  const passed = (milliseconds: number): number => {
    const before = clock.now() - start;
    real += milliseconds;
    return clock.now() - start - before;
  };
  expect(passed(10)).toBe(20_000);
  const one = clock.hold();
  expect(passed(10)).toBeCloseTo(10, -0.5);
  const two = clock.hold();
  one();
  expect(passed(48_000)).toBeCloseTo(48_000, -0.5);
  two();
  expect(passed(10)).toBeCloseTo(20_000, -0.5);
});

it('sleeps on while the time that it waits for passes more slowly', async () => {
  let looks = 0;
  // Each look at the clock is a quarter of what is waited for.
  const clock = createClock(() => 250 * looks++, 1000);
  await clock.sleep(1000);
  expect(looks).toBe(5);
});

it('sleeps no longer when it is told to stop', async () => {
  const stop = new AbortController();
  const clock = createClock(() => 0, 1);
  const slept = clock.sleep(3_600_000, stop.signal);
  stop.abort();
  await expect(slept).resolves.toBeUndefined();
});
