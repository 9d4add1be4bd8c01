import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drift } from '../../local/commands/drift';
import type { Terminal } from '../../local/commands/run';
import { newStack } from '../../local/session';
import type { StackStatus } from '../../local/stack/state';
import { fileStore, stackFolder } from '../../local/stack/store';
import { templateOf, temporaryFolder } from './helpers';
import { ended, endPrograms, persistentCloud } from './program';

// Drift is that of a stack at rest, and a command that only reads leaves the log of one that changes the stack.

afterEach(endPrograms);

/** Detects the drift of a stack without resources. @returns its exit code, and what was shown. */
async function driftIn(status: StackStatus): Promise<[code: number, shown: object[]]> {
  const { options, folder } = await persistentCloud(1);
  fileStore(join(folder, 'demo.json')).save({ ...newStack('demo'), status });
  const shown: object[] = [];
  const terminal: Terminal = {
    environment: {},
    interrupt: new AbortController().signal,
    handlerLine: () => undefined,
    notice: () => undefined,
    viewer: async () => ({ show: ({ json }) => void shown.push(json), note: () => undefined }),
    present: () => Promise.reject(new Error('there are no events')),
  };
  const code = await drift({ state: folder, typeConfiguration: options[1], color: false, stackName: 'demo' }, terminal);
  return [code, shown];
}

it.each<StackStatus>([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
])('is detected in %s', async (status) => {
  expect(await driftIn(status)).toEqual([0, [expect.objectContaining({ kind: 'drift', status: 'IN_SYNC' })]]);
});

it.each<[StackStatus, string]>([
  ['CREATE_IN_PROGRESS', 'wait until the operation has ended; if it was interrupted, deploy or delete the stack first'],
  ['UPDATE_IN_PROGRESS', 'wait until the operation has ended; if it was interrupted, deploy or delete the stack first'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wait until the operation has ended'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'wait until the operation has ended'],
  ['IMPORT_IN_PROGRESS', 'wait until the operation has ended'],
  ['DELETE_IN_PROGRESS', 'delete the stack'],
  ['CREATE_FAILED', 'deploy or delete the stack first'],
  ['UPDATE_FAILED', 'deploy or delete the stack first'],
  ['ROLLBACK_COMPLETE', 'delete the stack'],
  ['ROLLBACK_FAILED', 'delete the stack'],
  ['DELETE_FAILED', 'delete the stack'],
])('is refused in %s', async (status, next) => {
  await expect(driftIn(status)).rejects.toThrow(
    `the stack demo is in ${status}, in which CloudFormation does not detect drift: ${next}`,
  );
});

it('leaves the log of a deployment that failed', async () => {
  const { options, folder } = await persistentCloud(1, 1000);
  const file = join(folder, 'kept.json');
  const deploy = (...bad: string[]) => {
    const copies = ['One', ...bad].map((name) => [
      name,
      { Properties: { SourceImageId: name === 'One' ? 'm-bp1golden0ubuntu24' : 'm-nothing' } },
    ]);
    writeFileSync(file, JSON.stringify(templateOf(Object.fromEntries(copies))));
    return ended('deploy', file, ...options);
  };
  expect((await deploy()).code).toBe(0);
  expect((await deploy('Bad')).code).toBe(1);
  const log = join(folder, 'stacks', 'kept.log');
  const before = readFileSync(log, 'utf8');
  expect(await ended('drift', ...options)).toMatchObject({ code: 0 });
  expect(readFileSync(log, 'utf8')).toBe(before);
  expect(existsSync(join(folder, 'stacks', 'kept.drift.log'))).toBe(true);
}, 60_000);

it.each([
  ['a folder', (folder: string) => folder],
  ['a file', (folder: string) => join(folder, 'one.json')],
])('has a log of its own, as a list has, in %s, which no report replaces', (_name, place) => {
  const own = temporaryFolder();
  const folder = stackFolder(place(own));
  const logs = [folder.logOf('one'), folder.logOf('one', 'drift'), folder.logOf('one', 'list')];
  expect(logs).toEqual(['one.log', 'one.drift.log', 'one.list.log'].map((name) => join(own, name)));
  expect(logs.map((log) => folder.keeps(log))).toEqual([true, true, true]);
});
