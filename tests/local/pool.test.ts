import { join } from 'node:path';
import type { FunctionClock } from '../../local/clock';
import type { HandlerFunction } from '../../local/function/function';
import { createPool, type PoolOptions } from '../../local/function/pool';
import type { JsonObject } from '../../local/json';

const entry = join(__dirname, 'fixtures', 'probe.cjs');

const pools: HandlerFunction[] = [];

function open(options: Partial<PoolOptions> = {}): HandlerFunction {
  const pool = createPool({ entry, ...options });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const START = Date.UTC(2030, 0, 1);

/** What the probe tells of one invocation. */
async function probe(
  pool: HandlerFunction,
  event: JsonObject,
): Promise<JsonObject & { before: number; after: number }> {
  const invocation = await pool.invoke(event);
  if (invocation.outcome !== 'answered') throw new Error(invocation.outcome);
  return invocation.answer as JsonObject & { before: number; after: number };
}

it('shows the function the time of the cloud, which is held while it works', async () => {
  const hour = 3_600_000;
  const asked: string[] = [];
  let shown = START;
  const clock: FunctionClock = {
    async hold() {
      asked.push('hold');
      return { now: shown, release: () => asked.push('let go') };
    },
  };
  const pool = open({ clock });
  const first = await probe(pool, { sleepMs: 20 });
  expect(first).toMatchObject({ isDate: true, sameConstructor: true, fixed: '1970-01-01T00:00:00.000Z' });
  expect(first).toMatchObject({
    born: expect.stringContaining('2030-01-01'),
    text: expect.stringContaining('2030'),
  });
  expect(first.before).toBeGreaterThanOrEqual(START);
  expect(first.after - first.before).toBeGreaterThanOrEqual(19);
  expect(first.after).toBeLessThan(START + hour);
  shown += hour;
  const second = await probe(pool, {});
  expect(second.before).toBeGreaterThanOrEqual(START + hour);
  expect(second.after).toBeLessThan(START + 2 * hour);
  expect(asked).toEqual(['hold', 'let go', 'hold', 'let go']);
});

it('shows real time without such a clock, and nothing of the environment', async () => {
  const lines: string[] = [];
  const pool = open({ environment: { GIVEN: 'yes' }, log: (line) => lines.push(line) });
  const invocation = await pool.invoke({ say: 'first line\nsecond line' });
  expect(invocation).toMatchObject({ answer: { environment: { GIVEN: 'yes' } } });
  const { before } = (invocation.outcome === 'answered' ? invocation.answer : {}) as { before: number };
  expect(Math.abs(before - Date.now())).toBeLessThan(5_000);
  expect(lines).toEqual(expect.arrayContaining(['first line', 'second line', 'to stderr']));
});

it('uses a warm worker again, and more of them at the same time', async () => {
  const pool = open({ size: 2 });
  const one = await pool.invoke({});
  const two = await pool.invoke({});
  expect([one, two]).toMatchObject([{ answer: { invocations: 1 } }, { answer: { invocations: 2 } }]);
  const answers = await Promise.all([1, 2, 3, 4].map(() => pool.invoke({ sleepMs: 20 })));
  const threads = answers.map((answer) => (answer.outcome === 'answered' ? JSON.stringify(answer.answer) : ''));
  expect(new Set(threads.map((text) => /"thread":(\d+)/.exec(text)?.[1])).size).toBe(2);
  await pool.close();
  expect(await pool.invoke({})).toMatchObject({ outcome: 'crashed' });
});

it('replaces a worker that takes too long, dies or cannot be loaded', async () => {
  const pool = open({ limitMs: 300 });
  expect(await pool.invoke({ sleepMs: 5_000 })).toEqual({ outcome: 'timed out' });
  expect(await pool.invoke({ exit: 3 })).toEqual({ outcome: 'crashed', message: 'its process ended with code 3' });
  expect(await pool.invoke({ throwLater: true, sleepMs: 100 })).toEqual({
    outcome: 'crashed',
    message: expect.stringContaining('later'),
  });
  expect(await pool.invoke({})).toMatchObject({ outcome: 'answered' });
  const broken = open({ entry: join(__dirname, 'fixtures', 'nothing.cjs') });
  expect(await broken.invoke({})).toMatchObject({ outcome: 'crashed' });
});
