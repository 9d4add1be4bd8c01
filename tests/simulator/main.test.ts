import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ACCESS_KEY_ID, ACCESS_KEY_SECRET } from '../../simulator/index';
import { raw, stopSimulators } from './support';

const root = resolve(__dirname, '../..');
const children = new Set<ChildProcess>();
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await stopSimulators();
});

/** The command with its output so far, and ways to wait for more. */
function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...args], { cwd: root });
  children.add(child);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((done) => {
    child.on('close', (code) => done({ code, output }));
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((done, fail) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) done(match);
      };
      listeners.add(look);
      look();
      void ended.then(() => fail(new Error(`ended without printing ${pattern}:\n${output}`)));
    });
  return { child, ended, printed };
}

const file = (name: string, content: string): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s and then says what is left', async (signal) => {
  const { child, ended, printed } = run('--port', '0', '--speed', '60');
  const [, configuration = ''] = await printed(/Type configuration:\n(\{[\s\S]*?\n\})\n/);
  const { Credentials, Endpoints } = JSON.parse(configuration);
  expect(Credentials).toEqual({ AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET });
  const remote = { url: Endpoints.Ecs, accessKey: Credentials };
  const copy = { RegionId: 'cn-hangzhou', ImageId: 'm-bp1golden0ubuntu24', DestinationRegionId: 'cn-shanghai' };
  const { body } = await raw(remote, 'CopyImage', copy);
  await printed(/\d\d:\d\d:\d\d {2}CopyImage {2}cn-hangzhou → cn-shanghai {2}m-bp1golden0ubuntu24 {2}200/);
  await raw(remote, 'DescribeImages', { RegionId: 'cn-atlantis' });
  await printed(/DescribeImages {2}cn-atlantis {2}404 InvalidRegionId.NotFound/);
  child.kill(signal);
  const { code, output } = await ended;
  expect(output).toContain(`
Unfinished copies: 1 running, 0 waiting
Images made by copies: 1
  cn-shanghai/${body.ImageId}
Snapshots made by copies: 1
  cn-shanghai/s-uf6`);
  expect(output).toMatch(/Calls:\n {2}CopyImage 1\n {2}DescribeImages 1\n$/);
  expect(code).toBe(0);
});

test('starts with the images of a file', async () => {
  const images = file('good.json', JSON.stringify([{ regionId: 'eu-central-1', imageId: 'm-mine' }]));
  const { printed } = run('--port', '0', '--images', images);
  const [, url = ''] = await printed(/ECS simulator on (\S+), 1 images/);
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  const { body } = await raw({ url, accessKey }, 'DescribeImages', { RegionId: 'eu-central-1' });
  expect(body.Images.Image).toEqual([expect.objectContaining({ ImageId: 'm-mine' })]);
});

describe('says what is wrong and ends with 1', () => {
  test.each([
    [
      'an entry',
      'bad.json',
      '[{"regionId":"cn-hangzhou","imageId":"m-1","sizeGiB":"x"}]',
      'images[0].sizeGiB: expected a whole number',
    ],
    ['the syntax', 'broken.json', '[', 'JSON'],
    [
      'a twin',
      'twin.json',
      '[{"regionId":"cn-hangzhou","imageId":"m-1"},{"regionId":"cn-hangzhou","imageId":"m-1"}]',
      'm-1 exists twice',
    ],
  ])('in the file of images: %s', async (_, name, content, message) => {
    const { code, output } = await run('--port', '0', '--images', file(name, content)).ended;
    expect(output).toContain(message);
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });

  test('if the file is missing', async () => {
    const { code, output } = await run('--images', join(directory, 'none.json')).ended;
    expect(output).toContain('none.json');
    expect(code).toBe(1);
  });

  test('if the port is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const { code, output } = await run('--port', String(port)).ended;
    other.close();
    expect(output.trim()).toBe(`simulator: port ${port} is in use; choose another one with --port`);
    expect(code).toBe(1);
  });

  test.each([
    ['--port', '99999', 'A port is a whole number from 0 to 65535.'],
    ['--port', 'x', 'A port is a whole number from 0 to 65535.'],
    ['--speed', '-1', 'A speed is a number from 0.'],
    ['--speed', 'x', 'A speed is a number from 0.'],
  ])('if %s is %s', async (option, value, message) => {
    const { code, output } = await run(`${option}=${value}`).ended;
    expect(output).toContain(message);
    expect(code).toBe(1);
  });
});
