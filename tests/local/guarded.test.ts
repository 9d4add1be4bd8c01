import { spawnSync } from 'node:child_process';
import { guarded } from './guarded';

// The guard that proves for programs that they call nothing outside of this machine.
it.each([
  ['a socket', 'require("node:net").connect(443, "one.invalid").on("error", () => {})'],
  ['fetch', 'fetch("https://one.invalid").catch(() => {})'],
  [
    'a worker',
    'new (require("node:worker_threads").Worker)(`fetch("https://one.invalid").catch(() => {})`, { eval: true })',
  ],
])('notes the host to which %s of a program wants to connect', (_way, source) => {
  const { variables, refused } = guarded();
  const { status, stderr } = spawnSync(process.execPath, ['-e', source], {
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(refused()).toEqual(['one.invalid']);
});
