import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { explain } from '../../simulator/common/console';
import { ACCESS_KEY_ID, ACCESS_KEY_SECRET } from '../../simulator/index';
import { signedHeaders } from '../../src/cloudformation/aws-signature';
import { allProjects } from '../../tools/projects';
import { ACTING, expectShowable } from '../support/characters';
import { programWords } from '../support/program';
import { outcome, raw, send, stopSimulators } from './support';

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
  return runIn({}, ...args);
}

/** The same with some variables more in its environment. */
function runIn(variables: Readonly<Record<string, string>>, ...args: string[]) {
  const env = { ...process.env, INIT_CWD: undefined, ...variables };
  const child = spawn(process.execPath, [...programWords('simulator/main.ts'), ...args], { cwd: root, env });
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
  const creation = { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1builder0ubuntu24' };
  const { body: created } = await raw(remote, 'CreateImage', creation);
  await printed(/CreateImage {2}cn-hangzhou {2}i-bp1builder0ubuntu24 {2}200/);
  await raw(remote, 'DescribeImages', { RegionId: 'cn-atlantis' });
  await printed(/DescribeImages {2}cn-atlantis {2}404 InvalidRegionId.NotFound/);
  child.kill(signal);
  const { code, output } = await ended;
  expect(output).toContain(`
Unfinished copies: 1 running, 0 waiting
Images being created: 1
Images created: 2
  cn-hangzhou/${created.ImageId}
  cn-shanghai/${body.ImageId}
Snapshots created: 3
  cn-shanghai/s-uf6`);
  expect(output).toMatch(/Calls:\n {2}CopyImage 1\n {2}CreateImage 1\n {2}DescribeImages 1\n$/);
  expect(code).toBe(0);
});

test('prints nothing that a terminal would act on, and one line for each request', async () => {
  const images = file(
    'acting.json',
    JSON.stringify([{ regionId: 'eu-central-1', imageId: 'm-mine', imageName: `${ACTING}\n  m-other` }]),
  );
  const { child, ended, printed } = run('--port', '0', '--images', images);
  const [, url = ''] = await printed(/ECS simulator on (\S+),/);
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  for (const action of ['CopyImage', '\u009b31mred']) {
    const ImageId = `${ACTING}\n00:00:00  DeleteImage`;
    await raw({ url, accessKey }, action, { RegionId: ACTING, ImageId, DestinationRegionId: ACTING });
  }
  await printed(/CopyImage {2}.*txt\.exe.* {2}DeleteImage/);
  child.kill('SIGINT');
  const { output } = await ended;
  expect(output).toContain('31mred 1\n');
  expect(output).toContain(' m-other\n');
  expect(output).not.toMatch(/^ *m-other/m);
  expectShowable('the output', output, { lines: true });

  const nowhere = file('nowhere.json', JSON.stringify([{ regionId: ACTING, imageId: 'm-mine' }]));
  const refused = await run('--images', nowhere).ended;
  expect(refused.code).toBe(1);
  expectShowable('the refusal', refused.output, { lines: true });
});

test('goes on when nobody reads its output any more', async () => {
  const { child, ended, printed } = run('--port', '0');
  const [, url = ''] = await printed(/ECS simulator on (\S+),/);
  child.stdout.destroy();
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  for (const _ of [1, 2, 3]) {
    const { status } = await raw({ url, accessKey }, 'DescribeImages', { RegionId: 'eu-central-1' });
    expect(status).toBe(200);
  }
  child.kill('SIGINT');
  const { code, output } = await ended;
  expect(output).not.toContain('EPIPE');
  expect(code).toBe(0);
});

test('a client that goes away in the middle of its request does no harm', async () => {
  const { child, ended, printed } = run('--port', '0');
  const [, url = ''] = await printed(/ECS simulator on (\S+),/);
  await new Promise<void>((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc', () => socket.resetAndDestroy());
    });
    socket.on('close', () => done());
  });
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  expect((await raw({ url, accessKey }, 'DescribeImages', { RegionId: 'eu-central-1' })).status).toBe(200);
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

test('starts with the images of a file', async () => {
  const byteOrderMark = '\uFEFF';
  const images = file('good.json', byteOrderMark + JSON.stringify([{ regionId: 'eu-central-1', imageId: 'm-mine' }]));
  const { child, ended, printed } = run('--port', '0', '--images', images);
  const [, url = ''] = await printed(/ECS simulator on (\S+), 1 image, .*\n {2}eu-central-1 {2}m-mine\n\S/);
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  const { body } = await raw({ url, accessKey }, 'DescribeImages', { RegionId: 'eu-central-1' });
  expect(body.Images.Image).toEqual([expect.objectContaining({ ImageId: 'm-mine' })]);
  child.kill('SIGINT');
  await ended;
});

test('starts with the images of Huawei Cloud of a file', async () => {
  const images = file('huawei.json', JSON.stringify([{ regionId: 'cn-east-3', name: 'mine' }]));
  const { printed } = run('--port', '0', '--huaweicloud-images', images);
  await printed(/Huawei Cloud simulator .* on \S+, 1 image, such as\n {2}cn-east-3 {2}[0-9a-f-]{36} {2}mine\n/);
  const wrong = file('wrong.json', JSON.stringify([{ regionId: 'cn-hangzhou', name: 'mine' }]));
  const refused = await run('--port', '0', '--huaweicloud-images', wrong).ended;
  expect(refused.output).toContain(`${wrong}: images[0].regionId: expected a region id such as cn-north-4`);
});

test('starts with the instances and snapshots of a file', async () => {
  const seeds = {
    images: [],
    instances: [{ regionId: 'eu-central-1', instanceId: 'i-mine' }],
    snapshots: [{ regionId: 'eu-central-1', snapshotId: 's-mine' }],
  };
  const { printed } = run('--port', '0', '--images', file('sources.json', JSON.stringify(seeds)));
  const [, url = ''] = await printed(/ECS simulator on (\S+), 0 images,/);
  const remote = { url, accessKey: { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET } };
  const codeOf = async (source: Record<string, string>) =>
    outcome(await raw(remote, 'CreateImage', { RegionId: 'eu-central-1', ...source }));
  expect(await codeOf({ InstanceId: 'i-mine' })).toBe('200');
  expect(await codeOf({ SnapshotId: 's-mine' })).toBe('200');
  const built = { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1builder0ubuntu24' };
  expect(await codeOf(built)).toBe('404 InvalidInstanceId.NotFound');
});

test('starts with the keys of a file', async () => {
  const seeds = {
    images: [{ regionId: 'cn-hangzhou', imageId: 'm-mine' }],
    keys: [{ regionId: 'cn-shanghai', keyId: 'key-mine' }],
  };
  const { printed } = run('--port', '0', '--images', file('keys.json', JSON.stringify(seeds)));
  const [, url = ''] = await printed(/ECS simulator on (\S+), 1 image,/);
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  const copy = { RegionId: 'cn-hangzhou', ImageId: 'm-mine', DestinationRegionId: 'cn-shanghai', Encrypted: true };
  const codeOf = async (KMSKeyId: string) => outcome(await raw({ url, accessKey }, 'CopyImage', { ...copy, KMSKeyId }));
  expect(await codeOf('key-mine')).toBe('200');
  expect(await codeOf('key-sha00example')).toBe('404 InvalidParameter.KMSKeyId.NotFound');
});

test('shows ten of many images, and at the end that nothing was called', async () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    regionId: 'eu-central-1',
    imageId: `m-${index}`,
    imageName: `image-${index}`,
  }));
  const { child, ended, printed } = run('--port', '0', '--images', file('many.json', JSON.stringify(many)));
  await printed(/, 12 images, .*\n( {2}eu-central-1 {2}m-\d {2}image-\d\n){10} {2}and 2 more\nThe access key/);
  child.kill('SIGINT');
  expect((await ended).output).toMatch(/Calls: none\n$/);
});

test('--policy enforces a RAM policy', async () => {
  const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ecs:CopyImage', Resource: '*' }] };
  const { printed } = run('--port', '0', '--policy', file('policy.json', JSON.stringify(policy)));
  const [, url = ''] = await printed(/ECS simulator on (\S+), 8 images/);
  const accessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  const { body } = await raw({ url, accessKey }, 'DescribeImages', { RegionId: 'eu-central-1' });
  expect(body.Code).toBe('Forbidden.RAM');
  await printed(/DescribeImages {2}eu-central-1 {2}403 Forbidden\.RAM/);
});

test('--keyless stands in for AWS STS, and its type configuration and environment lead to a key', async () => {
  const { child, ended, printed } = run('--port', '0', '--keyless');
  const [, text = '', environment = ''] = await printed(
    /Type configuration:\n(\{[\s\S]*?\n\})\n.*Environment:\n((?: {2}export \S+\n){4})/,
  );
  const { AssumeRoleWithOIDC: way, Endpoints, ...rest } = JSON.parse(text);
  expect(rest).toEqual({ RegionId: 'cn-shanghai' });
  expect(text).not.toContain(ACCESS_KEY_SECRET);
  expect(Endpoints.Sts).toBe(Endpoints.Ecs);
  const variables = new Map([...environment.matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));
  const variable = (name: string) => variables.get(name) ?? '';

  const url = variable('AWS_ENDPOINT_URL_STS');
  const body = `Action=GetWebIdentityToken&Version=2011-06-15&Audience.member.1=${way.Audience}&SigningAlgorithm=RS256`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { host } = new URL(url);
  const credentials = {
    accessKeyId: variable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
    sessionToken: variable('AWS_SESSION_TOKEN'),
  };
  const signed = signedHeaders({ host, headers, body, service: 'sts', region: 'us-east-1' }, credentials, Date.now());
  const token = await send(url, 'POST', '/', { ...signed, host }, Buffer.from(body));
  await printed(/\d\d:\d\d:\d\d {2}GetWebIdentityToken {2}AWS us-east-1 {2}200/);

  const { Audience, ProviderArn: OIDCProviderArn, ...role } = way;
  const OIDCToken = /<WebIdentityToken>(.*)</.exec(token.text)?.[1] ?? '';
  const form = { OIDCProviderArn, ...role, OIDCToken, RoleSessionName: 'me' };
  const path = '/?Version=2015-04-01&Action=AssumeRoleWithOIDC&Format=JSON';
  const answer = await send(Endpoints.Sts, 'POST', path, headers, Buffer.from(`${new URLSearchParams(form)}`));
  const { Credentials } = JSON.parse(answer.text);
  await printed(/AssumeRoleWithOIDC {2}acs:ram::1234567890123456:role\/image-copy {2}200/);
  const regions = await raw(
    { url: Endpoints.Ecs, accessKey: Credentials },
    'DescribeRegions',
    {},
    { key: Credentials },
  );
  expect(regions.status).toBe(200);

  child.kill('SIGINT');
  const { code, output } = await ended;
  expect(output).toMatch(/Calls:\n {2}AssumeRoleWithOIDC 1\n {2}DescribeRegions 1\nCalls of AWS STS: 1\n$/);
  expect(output).not.toContain(OIDCToken);
  expect(code).toBe(0);
});

describe('says what is wrong and ends with 1, called wrongly with 2', () => {
  test.each([
    ['the syntax', 'broken-policy.json', '{', 'broken-policy.json: '],
    ['a statement', 'bad-policy.json', '{"Version":"1","Statement":[{}]}', 'bad-policy.json: Statement[0]: Effect is'],
  ])('in the file of the policy: %s', async (_, name, content, message) => {
    const { code, output } = await run('--port', '0', '--policy', file(name, content)).ended;
    expect(output).toContain(message);
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });

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

  test.each(['--images', '--apsarastack-images', '--huaweicloud-images', '--policy'])(
    'if the file of %s is missing, with the name of one that is near',
    async (option) => {
      const near = file('there.json', '[]');
      const missing = join(directory, 'theer.json');
      const { code, output } = await run('--port', '0', option, missing).ended;
      expect(output).toBe(`simulator: ${missing}: there is no such file; did you mean ${near}?\n`);
      expect(code).toBe(1);
    },
  );

  test('if the type configuration cannot be written', async () => {
    const { code, output } = await run('--port', '0', '--type-configuration', join(directory, 'none', 'a.json')).ended;
    expect(output).toContain('a.json');
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

  test('if the user may not listen, and not if the user may not write', () => {
    const refused = (syscall: string, more: object) =>
      explain(Object.assign(new Error(`EACCES: permission denied, ${syscall}`), { code: 'EACCES', syscall, ...more }));
    expect(refused('listen', { port: 80 })).toBe(
      'port 80 is not allowed for this user; choose another one with --port',
    );
    expect(refused('open', { path: 'a.json' })).toBe('EACCES: permission denied, open');
  });

  test.each([
    ['--port', '99999', 'A port must be a whole number from 0 to 65535.'],
    ['--port', 'x', 'A port must be a whole number from 0 to 65535.'],
    ['--speed', '-1', 'The speed must be a number from 0 to 1000000.'],
    ['--speed', 'x', 'The speed must be a number from 0 to 1000000.'],
    ['--speed', '1000001', 'The speed must be a number from 0 to 1000000.'],
  ])('if %s is %s', async (option, value, message) => {
    const { code, output } = await run(`${option}=${value}`).ended;
    expect(output).toContain(message);
    expect(output).toContain('(--help shows all commands and options)');
    expect(code).toBe(2);
  });
});

/** What a file has for the type. */
const configurationIn = (path: string) => JSON.parse(readFileSync(path, 'utf8'))['TF::Alicloud::ImageCopy'];

test('writes the type configuration that it prints to a file, by the name of the type', async () => {
  const path = join(directory, 'simulator.json');
  const { printed } = run('--port', '0', '--type-configuration', path);
  const [, configuration = ''] = await printed(/Type configuration:\n(\{[\s\S]*?\n\})\n/);
  expect(configurationIn(path)).toEqual(JSON.parse(configuration));
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual(allProjects().map(({ typeName }) => typeName));
});

test('--ca serves HTTPS, and says how its certificate is trusted', async () => {
  const path = join(directory, 'ca.pem');
  const { printed } = run('--port', '0', '--ca', path);
  await printed(/ECS simulator on https:\S+,/);
  const [, trusted = ''] = await printed(/\nClients must trust its certificate: NODE_EXTRA_CA_CERTS=(\S+)\n/);
  expect([trusted, readFileSync(path, 'utf8')]).toEqual([path, expect.stringMatching(/^-----BEGIN CERTIFICATE-----/)]);
});

test('takes relative paths from the folder in which npm was called', async () => {
  file('mine.json', '[{"regionId":"cn-hangzhou","imageId":"m-mine"}]');
  const npm = { INIT_CWD: directory, npm_package_json: join(root, 'package.json') };
  const { printed } = runIn(npm, '--port', '0', '--images', 'mine.json', '--type-configuration', 'called-here.json');
  const [, url] = await printed(/ECS simulator on (\S+), 1 image,/);
  expect(configurationIn(join(directory, 'called-here.json')).Endpoints).toEqual({ Ecs: url });
});

const FOR_ONE = '{"RegionId":"cn-shanghai","Endpoints":{"Ecs":"http://127.0.0.1:1"}}';

test.each([
  ['for one type', 'of-before.json', FOR_ONE],
  ['for one type, over HTTPS', 'https.json', FOR_ONE.replace('http:', 'https:')],
  ['by types', 'by-types.json', `{"TF::Alicloud::ImageCopy":${FOR_ONE},"TF::Other::Type":${FOR_ONE}}`],
])('writes it over one of before, %s, and over nothing else', async (_, name, content) => {
  const before = file(name, content);
  const { printed } = run('--port', '0', '--type-configuration', before);
  const [, url] = await printed(/ECS simulator on (\S+),/);
  expect(configurationIn(before).Endpoints).toEqual({ Ecs: url });
});

test.each<[string, () => string]>([
  ['a template', () => file('template.yaml', 'Resources: {}\n')],
  [
    'a type configuration that leads to an account',
    () => file('account.json', '{"RegionId":"cn-shanghai","Endpoints":{}}'),
  ],
  [
    'type configurations of which one leads to an account',
    () => file('accounts.json', `{"TF::Alicloud::ImageCopy":${FOR_ONE},"TF::Other::Type":{"RegionId":"cn-shanghai"}}`),
  ],
  ['a file of images', () => file('images-here.json', '[]')],
  ['a folder', () => mkdtempSync(join(directory, 'folder-'))],
  [
    'a link',
    () => {
      const link = join(directory, 'link.json');
      symlinkSync(file('linked.json', '{"Endpoints":{"Ecs":"http://127.0.0.1:1"}}'), link);
      return link;
    },
  ],
])('does not write the type configuration over %s, and does not start', async (_, place) => {
  const path = place();
  const contents = () => statSync(path).isFile() && readFileSync(path, 'utf8');
  const before = contents();
  const { code, output } = await run('--port', '0', '--type-configuration', path).ended;
  expect(output).toContain(`simulator: ${path} is not a type configuration that a simulator has written`);
  expect(output).not.toContain('ECS simulator on');
  expect(code).toBe(1);
  expect(contents()).toBe(before);
});

it('says in its help which clouds an option is for that not all of them have', async () => {
  const { ended } = run('--help');
  const { output } = await ended;
  const help = output.replace(/\s+/g, ' ');
  for (const told of [
    '--images <file> JSON file with the images, KMS keys, instances and snapshots of Alibaba Cloud',
    '--policy <file> JSON file with the RAM policy that Alibaba Cloud enforces',
    '--instances in Alibaba Cloud and Apsara Stack, create an instance',
    '--keyless also simulate AWS STS, and print type configurations of Alibaba Cloud and Huawei Cloud',
    '--https serve Alibaba Cloud and Apsara Stack over HTTPS',
  ])
    expect(help).toContain(told);
});
