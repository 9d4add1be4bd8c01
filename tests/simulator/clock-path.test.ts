import { get } from 'node:http';
import {
  CLOCK_PATH,
  createClock,
  HELD_CLOCK_PATH,
  startAlibabaSimulator,
  startApsaraStack,
  startAwsSts,
  startHuaweiSimulator,
} from '../../simulator/index';
import { until } from '../local/helpers';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

/** Opens a connection, and resolves with the first piece of the answer; the other function closes it. */
function open(url: string): Promise<{ text: string; close(): void }> {
  return new Promise((resolve, reject) => {
    const request = get(url, (response) =>
      response.setEncoding('utf8').once('data', (text: string) => resolve({ text, close: () => request.destroy() })),
    );
    request.once('error', reject);
  });
}

it('each service tells the clock that it goes by, and counts no call', async () => {
  const clock = createClock({ speed: 600, startAt: Date.parse('2040-01-01') });
  const alibaba = await startAlibabaSimulator({ clock });
  const stack = await startApsaraStack({ clock });
  const huawei = await startHuaweiSimulator({ clock });
  const sts = await startAwsSts({ clock });
  closing.push(...[alibaba, stack, huawei, sts].map((service) => () => service.close()));
  const gateways = stack.regions.flatMap((regionId) => [
    stack.endpoint({ regionId }),
    stack.endpoint({ regionId, product: 'sts' }),
  ]);
  for (const url of [alibaba.url, huawei.url, sts.url, ...gateways]) {
    const told = JSON.parse(await (await fetch(`${url}${CLOCK_PATH}`)).text());
    expect(told).toEqual({ id: clock.id, now: expect.any(Number), speed: 600 });
    expect(new Date(told.now).getUTCFullYear()).toBe(2040);
  }
  expect([alibaba, stack, huawei, sts].flatMap(({ calls }): readonly object[] => calls)).toEqual([]);
});

it('leaves to the cloud what else comes there', async () => {
  const simulator = await startAlibabaSimulator();
  closing.push(() => simulator.close());
  for (const [path, method] of [
    [CLOCK_PATH, 'POST'],
    [`${CLOCK_PATH}/x`, 'GET'],
  ] as const)
    expect((await fetch(`${simulator.url}${path}`, { method })).status).toBe(400);
});

it('lets no more than real time pass while somebody holds it, until the connection ends', async () => {
  let real = 0;
  const clock = createClock({ speed: 2000, now: () => real });
  const simulator = await startAlibabaSimulator({ clock });
  closing.push(() => simulator.close());
  const passed = (milliseconds: number): number => {
    const before = clock.now();
    real += milliseconds;
    return clock.now() - before;
  };
  expect(passed(10)).toBe(20_000);
  const one = await open(`${simulator.url}${HELD_CLOCK_PATH}`);
  const two = await open(`${simulator.url}${HELD_CLOCK_PATH}`);
  expect(JSON.parse(one.text)).toEqual({ id: clock.id, now: 20_000, speed: 2000 });
  expect(passed(10)).toBe(10);
  one.close();
  two.close();
  await until(() => passed(1) === 2000);
});

it('a clock that stands still is held, and does not move', () => {
  let real = 0;
  const clock = createClock({ speed: 0, now: () => real });
  const release = clock.hold();
  real += 1000;
  clock.advance(5);
  expect(clock.now()).toBe(5);
  release();
  expect(clock.now()).toBe(5);
});
