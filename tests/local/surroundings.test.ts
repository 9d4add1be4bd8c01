import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { UsageError } from '../../local/errors';
import { readTextFile } from '../../local/read-file';
import { newStack } from '../../local/session';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { fileStore } from '../../local/stack/store';
import { TYPE_NAME, temporaryFolder, until } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

// What a command does when a cloud, a folder or a file is not as it should be.

const servers: Server[] = [];

afterEach(async () => {
  await endPrograms();
  for (const server of servers.splice(0)) server.close();
});

/** Where somebody takes connections, and ends each. */
async function resettingUrl(): Promise<string> {
  const server = createServer((socket) => socket.destroy());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('a cloud that does not answer', () => {
  /** The options that lead to a stack of one copy whose cloud has gone. */
  async function abandoned(): Promise<readonly string[]> {
    const { options, folder } = await persistentCloud(1);
    const [, file = ''] = options;
    const configuration = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...configuration, Endpoints: { Ecs: await resettingUrl() } }));
    const record = { ...EMPTY_RECORD, logicalId: 'Copy', typeName: TYPE_NAME, identifier: 'cn-shanghai/m-uf6copy' };
    const resources = { Copy: { ...record, status: 'CREATE_COMPLETE' as const } };
    fileStore(join(folder, 'stacks', 'one.json')).save({ ...newStack('one'), status: 'CREATE_COMPLETE', resources });
    return [...options, '--json'];
  }
  const RETRY = 'Trying again in 5 s (1 of 4) after NetworkFailure: DescribeImages in cn-shanghai failed';

  it.each([
    ['drift', `Copy: ${RETRY}`],
    ['list TF::Alicloud::ImageCopy', RETRY],
  ])('is told by %s beside what it shows, while it tries again', async (command, message) => {
    const { process: child, code, err, out } = run(...command.split(' '), ...(await abandoned()));
    await until(() => err().includes('Trying again'));
    child.kill('SIGINT');
    expect(await code).toBe(130);
    expect(err()).toContain(message);
    expect(err()).toContain('interrupted; nothing was changed');
    expect(out()).toBe('');
  });

  it('is told by delete among the events', async () => {
    const options = await abandoned();
    const { process: child, code, err, out } = run('delete', ...options);
    await until(() => out().includes('Trying again'));
    child.kill('SIGINT');
    expect(await code).toBe(130);
    const lines = out()
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    const progress = { kind: 'progress', logicalId: 'Copy', status: 'DELETE_IN_PROGRESS' };
    expect(lines).toContainEqual(expect.objectContaining({ ...progress, reason: expect.stringContaining(RETRY) }));
    expect(lines.at(-1)).toMatchObject({ kind: 'summary', result: 'interrupted' });
    const [, typeConfiguration, , state] = options;
    const again = `npm start -- delete --stack-name one --state ${state} --type-configuration ${typeConfiguration}`;
    expect(err()).toContain(again);
  });
});

it('says so when a file is text in another encoding, and shows nothing of it', () => {
  const file = join(temporaryFolder(), 'template.yaml');
  writeFileSync(file, Buffer.from('\ufeffResources: {}', 'utf16le'));
  expect(() => readTextFile(file, 'template')).toThrow(
    new UsageError(`${file}: this template is not UTF-8 text; save it as UTF-8`),
  );
});

describe('the folder of states', () => {
  it('may hold other files', async () => {
    const { options, folder } = await persistentCloud(1);
    const stacks = join(folder, 'stacks');
    const place = ['--state', stacks];
    fileStore(join(stacks, 'one.json')).save(newStack('one'));
    writeFileSync(join(stacks, 'simulator.json'), readFileSync(options[1] ?? ''));
    const listed = run('list', ...place, '--json');
    expect(await listed.code).toBe(0);
    expect(JSON.parse(listed.out())).toMatchObject({ kind: 'stacks', stacks: [{ stackName: 'one' }] });
    expect(listed.err()).toBe('Skipped, because they are not the state of a stack with their name: simulator.json.\n');
    const events = run('events', ...place);
    expect(await events.code).toBe(0);
  });

  it('names the file when the only state in it is broken', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'one.json'), '{"version": 1');
    const { code, err } = run('drift', '--state', folder);
    expect(await code).toBe(2);
    expect(err()).toContain(`there are no stacks in ${folder}. Skipped, because they are not the state`);
    expect(err()).toContain(': one.json.');
  });

  it('does not have to take the log of the handlers', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'smallest.log'));
    const { code, err, out } = run(
      'deploy',
      'examples/smallest.yaml',
      '--delete',
      '--speed',
      '2000',
      '--state',
      folder,
    );
    expect(await code).toBe(0);
    const remark = `The output of the handlers cannot be written to ${join(folder, 'smallest.log')} (EISDIR).`;
    expect(out().split(remark)).toHaveLength(2);
    expect(err()).toBe('');
  });
});
