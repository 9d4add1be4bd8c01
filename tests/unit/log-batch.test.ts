import { LogBatch } from '../../src/cloudformation/log-batch';

/** What CloudWatch Logs accepts in one call, and counts for each event in addition to its text, in bytes. */
const MOST_BYTES = 1_048_576;
const OVERHEAD = 26;
/** What the line takes at most that says how many are missing. */
const NOTICE = 512;

it.each([
  ['keeps all lines that fill its room', 0],
  ['drops the oldest line, and says so, for one byte more', 1],
])('the log of an invocation %s', (_, more) => {
  const batch = new LogBatch();
  const length = (MOST_BYTES - NOTICE) / 8 - OVERHEAD;
  for (let nth = 0; nth < 7; nth += 1) batch.add('x'.repeat(length), nth);
  batch.add('y'.repeat(length + more), 8);
  const events = batch.events();
  expect(events).toHaveLength(8);
  expect(events[0]?.message.startsWith('{"droppedLines":1')).toBe(more > 0);
  expect(events.at(-1)?.message).toHaveLength(length + more);
});
