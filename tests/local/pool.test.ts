import { join } from 'node:path';
import { createPool } from '../../local/function/pool';

const entry = join(__dirname, 'fixtures', 'probe.cjs');

it('lets Date in the function run with the clock of the cloud', async () => {
  const startAt = Date.UTC(2030, 0, 1);
  const pool = createPool({ entry, clock: { startAt, realStart: Date.now(), speed: 1000 } });
  const invocation = await pool.invoke({ sleepMs: 20 });
  await pool.close();
  if (invocation.outcome !== 'answered') throw new Error(invocation.outcome);
  const answer = invocation.answer;
  expect(answer).toMatchObject({ isDate: true, sameConstructor: true, fixed: '1970-01-01T00:00:00.000Z' });
  const { before, after, text } = answer as { before: number; after: number; text: string };
  expect(before).toBeGreaterThanOrEqual(startAt);
  expect(after - before).toBeGreaterThanOrEqual(19_000);
  expect(text).toContain('2030');
  expect(answer).toMatchObject({ born: expect.stringContaining('2030-01-01') });
});

it('shows real time without such a clock, and nothing of the environment', async () => {
  const lines: string[] = [];
  const pool = createPool({ entry, environment: { GIVEN: 'yes' }, log: (line) => lines.push(line) });
  const invocation = await pool.invoke({ say: 'first line\nsecond line' });
  await pool.close();
  expect(invocation).toMatchObject({ answer: { environment: { GIVEN: 'yes' } } });
  const { before } = (invocation.outcome === 'answered' ? invocation.answer : {}) as { before: number };
  expect(Math.abs(before - Date.now())).toBeLessThan(5_000);
  expect(lines).toEqual(expect.arrayContaining(['first line', 'second line', 'to stderr']));
});

it('uses a warm worker again, and more of them at the same time', async () => {
  const pool = createPool({ entry, size: 2 });
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
  const pool = createPool({ entry, limitMs: 300 });
  expect(await pool.invoke({ sleepMs: 5_000 })).toEqual({ outcome: 'timed out' });
  expect(await pool.invoke({ exit: 3 })).toEqual({ outcome: 'crashed', message: 'its process ended with code 3' });
  expect(await pool.invoke({ throwLater: true, sleepMs: 100 })).toEqual({
    outcome: 'crashed',
    message: expect.stringContaining('later'),
  });
  expect(await pool.invoke({})).toMatchObject({ outcome: 'answered' });
  await pool.close();
  const broken = createPool({ entry: join(__dirname, 'fixtures', 'nothing.cjs') });
  expect(await broken.invoke({})).toMatchObject({ outcome: 'crashed' });
  await broken.close();
});
