import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../tools/projects';
import { programWords } from '../support/program';
import { v1 } from './signed-parameters';
import { outcome } from './support';

const children = new Set<ChildProcess>();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'apsarastack-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** The command as soon as it has printed something, or has ended. */
async function run(printed: RegExp, ...args: string[]) {
  const child = spawn(process.execPath, [...programWords('simulator/main.ts'), '--port', '0', ...args], {
    cwd: ROOT,
  });
  children.add(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const seen = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (printed.test(output)) resolve();
      });
    }
  });
  await Promise.race([seen, ended]);
  return { child, ended, output: () => output };
}

const GREETED = /Type configuration for it:\n(\{[\s\S]*?\n\})\n/;
const configurationIn = (output: string) => JSON.parse(GREETED.exec(output)?.[1] ?? '{}');
const file = (name: string, content: unknown): string => {
  const place = path.join(folder, name);
  writeFileSync(place, JSON.stringify(content));
  return place;
};

/** The outcome of a DescribeImages with what a type configuration has. */
async function describe(configuration: ReturnType<typeof configurationIn>, RegionId = configuration.RegionId) {
  const { origin, pathname } = new URL(configuration.Endpoints.Ecs);
  const headers = {
    'x-acs-organizationid': configuration.Organization,
    'x-acs-resourcegroupid': configuration.ResourceSet,
    'x-acs-asapi-product': 'ecs',
  };
  const remote = { url: origin, accessKey: configuration.Credentials };
  return v1(remote, 'DescribeImages', { RegionId }, { path: pathname, headers, common: { Format: 'JSON' } });
}

test('Apsara Stack is served beside Alibaba Cloud, printed as it is called, and summed up at the end', async () => {
  const { child, ended, output } = await run(GREETED, '--apsarastack-port', '0');
  expect(output()).toMatch(/\n {2}cn-x-env30-d01 {2}POP, STS {2}http:\/\/127\.0\.0\.1:\d+\n/);
  const configuration = configurationIn(output());
  expect(configuration).toMatchObject({
    RegionId: 'cn-x-env30-d01',
    Gateway: 'POP',
    Organization: '26',
    AllowHttp: true,
  });
  expect(outcome(await describe(configuration))).toBe('200');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(output()).toMatch(/DescribeImages {2}cn-x-env30-d01 {2}200\n/);
  expect(output()).toMatch(
    /\nOn Apsara Stack:\nUnfinished copies: 0 running, 0 waiting\n[\s\S]*Calls:\n {2}DescribeImages 1\n$/,
  );
});

test('it is reached by the ASAPI gateway, with images of a file whose regions have any names', async () => {
  const images = file('images.json', [{ regionId: 'our-own_region', imageId: 'm-mine' }]);
  const { output } = await run(GREETED, '--gateway', 'ASAPI', '--apsarastack-images', images);
  const configuration = configurationIn(output());
  expect(configuration).toMatchObject({ Gateway: 'ASAPI', Endpoints: { Ecs: expect.stringMatching(/\/asapi\/v3$/) } });
  const { body } = await describe(configuration, 'our-own_region');
  expect(body.Images.Image.map(({ ImageId }) => ImageId)).toEqual(['m-mine']);
});

test.each([
  ['--proxy', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['--proxy=gate:a b', /^http:\/\/gate:a%20b@127\.0\.0\.1:\d+$/],
])('%s starts a proxy, and leads through it', async (option, expected) => {
  const { child, ended, output } = await run(/A proxy on/, option);
  expect(configurationIn(output()).Proxy).toMatch(expected);
  child.kill('SIGINT');
  await ended;
  expect(output()).toContain('Requests through the proxy: 0\n');
});

test('over HTTPS its own authority is in the type configuration', async () => {
  const { output } = await run(GREETED, '--https');
  const { CaCertificate, AllowHttp, Endpoints } = configurationIn(output());
  expect(CaCertificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect(AllowHttp).toBeUndefined();
  expect(Endpoints.Ecs).toMatch(/^https:/);
});

test.each(['--apsarastack-port', '--huaweicloud-port', '--people-port'])(
  'a port that is taken ends it, and is said to be that of %s',
  async (option) => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve(Object(taken.address()).port));
    });
    const { ended, output } = await run(GREETED, option, String(port));
    expect(await ended).toBe(1);
    expect(output()).toContain(`port ${port} is in use; choose another one with ${option}`);
    taken.close();
  },
);
