import { appendFileSync } from 'node:fs';

/**
 * Jest loads this before each file of tests while `reachingTests` sees which tests reach which edits. It adds a line of JSON to the file
 * that EDITS_REACHED names. A test may turn the clock, so that it is kept from before.
 */
const { hrtime } = process;
const now = hrtime.bigint.bind(hrtime);
const start = now();

afterAll(() => {
  const reached: unknown = Reflect.get(globalThis, 'reached');
  const ids = reached instanceof Set ? [...reached] : [];
  const line = { test: expect.getState().testPath, ids, ms: Number(now() - start) / 1e6 };
  appendFileSync(process.env.EDITS_REACHED ?? '', `${JSON.stringify(line)}\n`);
});
