import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { embeddedCloud } from '../../local/embedded';
import type { HandlerFunction } from '../../local/function/function';
import { createPool } from '../../local/function/pool';
import type { JsonObject } from '../../local/json';
import { newStack, openTools, startFunction } from '../../local/session';
import type { OperationTools } from '../../local/stack/operation';
import { pretendDeployed } from '../../local/stack/pretend';
import { refusalsOf } from '../../local/stack/refusal';
import type { StackState, TextMap } from '../../local/stack/state';
import { type AlibabaSimulator, createClock, startAlibabaSimulator } from '../../simulator/index';
import { bind, propose, ROOT, templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run } from './program';
import { runningAlibaba } from './real-stack';

// What the handlers refuse without a call is told before anything is created.

const IMAGE = { SourceImageId: 'm-bp1golden0ubuntu24' };
const copy = (properties: JsonObject = {}, attributes: JsonObject = {}): JsonObject => ({
  ...attributes,
  Properties: { ...IMAGE, ...properties },
});

describe('the handlers, offline', () => {
  let simulator: AlibabaSimulator;
  let handlers: HandlerFunction;
  let tools: OperationTools;

  beforeAll(async () => {
    const clock = createClock();
    simulator = await startAlibabaSimulator({ clock });
    const cloud = embeddedCloud(runningAlibaba(simulator), clock);
    handlers = startFunction(cloud, {}, () => undefined, true);
    tools = openTools(handlers, cloud, newStack('test'));
  });
  afterAll(async () => {
    await handlers.close();
    await simulator.close();
  });
  afterEach(() => expect(simulator.ledger().calls).toEqual({}));

  async function refused(template: JsonObject, tags: TextMap = {}, state: StackState = newStack('test')) {
    const refusals = await refusalsOf(tools, state, { target: bind(template, {}, state), tags });
    return refusals.map(({ resource, code, message }) => `${resource.logicalId} ${code}: ${message}`);
  }
  const invalid = (logicalId: string, problem: string): string =>
    `${logicalId} InvalidRequest: The properties are not valid: ${problem}.`;

  it.each<[string, JsonObject, string]>([
    ['a long time-out', { Timeouts: { Create: '13h' } }, 'Timeouts.Create must be at most 11 h'],
    ['a time-out of nothing', { Timeouts: { Delete: '0m' } }, 'Timeouts.Delete must be longer than 0 s'],
    ['a key without Encrypted', { KmsKeyId: 'key-1' }, 'KmsKeyId needs Encrypted: true'],
    [
      'two names',
      { ImageName: 'one', Name: 'two' },
      'Name is the former name of ImageName and differs from it: remove Name',
    ],
    ['a tag of AWS', { Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'Tags[0].Key must not begin with aws:'],
    ['a tag of ours', { Tags: [{ Key: 'tfcfn:x', Value: 'y' }] }, 'Tags[0].Key must not begin with tfcfn:'],
  ])('refuse %s', async (_, properties, problem) => {
    expect(await refused(templateOf({ Copy: copy(properties) }))).toEqual([invalid('Copy', problem)]);
  });

  it('refuse a tag of the stack', async () => {
    const problem = 'stack tag "acs:x".Key must not begin with acs:';
    expect(await refused(templateOf({ Copy: copy() }), { 'acs:x': 'y' })).toEqual([invalid('Copy', problem)]);
  });

  it('say of every resource what is wrong, of those too that take values of others', async () => {
    const template = templateOf({
      First: copy({ KmsKeyId: 'key-1' }),
      Second: copy({ SourceImageId: { 'Fn::GetAtt': ['First', 'Id'] }, Timeouts: { Create: '12h' } }),
      Third: copy({
        SourceRegionId: { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'Second' }] }] },
        Description: { 'Fn::Join': [' ', ['of', { Ref: 'Second' }]] },
        KmsKeyId: 'key-1',
      }),
    });
    expect(await refused(template)).toEqual([
      invalid('First', 'KmsKeyId needs Encrypted: true'),
      invalid('Second', 'Timeouts.Create must be at most 11 h'),
      invalid('Third', 'KmsKeyId needs Encrypted: true'),
    ]);
  });

  it('refuse nothing because of a value that is not known yet', async () => {
    const ofFirst = { 'Fn::GetAtt': ['First', 'Id'] };
    const template = templateOf({
      First: copy({}),
      Second: copy({ SourceImageId: ofFirst, ImageName: { 'Fn::Join': ['', ['http://', ofFirst]] }, Name: 'second' }),
      Third: copy({ KmsKeyId: 'key-1', Encrypted: { 'Fn::Join': ['', [ofFirst]] } }),
    });
    expect(await refused(template)).toEqual([]);
  });

  it('refuse the update of a resource that exists, as an update: some of what it has was allowed once', async () => {
    const long = { Timeouts: { Create: '12h' } };
    const before = templateOf({ Same: copy(long), Renamed: copy(long), Tagged: copy() });
    const made = pretendDeployed(newStack('test'), propose(before));
    const resources = Object.fromEntries(
      Object.entries(made.resources).map(([id, record]) => [id, { ...record, identifier: 'cn-shanghai/m-uf6copy' }]),
    );
    const after = {
      Same: copy(long),
      Renamed: copy({ ...long, ImageName: 'golden' }),
      Tagged: copy({ Tags: [{ Key: 'acs:x', Value: 'y' }] }),
    };
    expect(await refused(templateOf(after), {}, { ...made, resources })).toEqual([
      invalid('Tagged', 'Tags[0].Key must not begin with acs:'),
    ]);
  });
});

describe('a function that is offline', () => {
  it.each(['http', 'https', 'by name', 'fetch', 'net', 'tls'])(
    'does not get out by %s, and answers at once',
    async (way) => {
      let connections = 0;
      const server = createServer((_, response) => response.end()).on('connection', () => {
        connections += 1;
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      const { port } = server.address() as AddressInfo;
      const pool = createPool({ entry: join(__dirname, 'fixtures', 'caller.cjs'), isOffline: true, size: 1 });
      try {
        expect(await pool.invoke({ way, port })).toEqual({ outcome: 'answered', answer: null });
        // The same worker goes on, and hears nothing more of the call that it let go.
        const after = { outcome: 'answered', answer: { became: 'no call', invocations: 2 } };
        expect(await pool.invoke({ way: 'none' })).toEqual(after);
        expect(connections).toBe(0);
      } finally {
        await pool.close();
        server.close();
      }
    },
  );
});

describe('deploy', () => {
  afterEach(endPrograms);

  function fileOf(folder: string, name: string, value: JsonObject): string {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(value, null, 2));
    return file;
  }

  it('refuses templates before anything of any of them is created, at their places', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const good = fileOf(folder, 'good.json', templateOf({ Copy: copy() }));
    const bad = templateOf({ Copy: copy(), Late: copy({ Timeouts: { Create: '12h' } }, { DependsOn: 'Copy' }) });
    const { code, err, out } = run('deploy', good, fileOf(folder, 'bad.json', bad), ...options);
    expect(await code).toBe(2);
    expect(err()).toBe(
      `${join(folder, 'bad.json')}:12:7: Resources.Late.Properties: the handlers reject this; nothing was created. ` +
        'The properties are not valid: Timeouts.Create must be at most 11 h. (Timeouts.Create is 12h)\n',
    );
    expect(out()).not.toContain('IN_PROGRESS');
    expect(simulator.ledger().calls).toEqual({});
    const stacks = run('list', ...options.slice(2));
    expect(await stacks.code).toBe(0);
    expect(stacks.out()).toContain('There are no stacks');
  });

  it('shows no value of a NoEcho parameter', async () => {
    const { options, folder } = await persistentCloud(1);
    const tags = [{ Key: { Ref: 'Secret' }, Value: 'a' }].concat({ Key: { Ref: 'Secret' }, Value: 'b' });
    const parameters = { Parameters: { Secret: { Type: 'String', NoEcho: true, Default: 'correct-horse' } } };
    const file = fileOf(folder, 'secret.json', templateOf({ Copy: copy({ Tags: tags }) }, parameters));
    const { code, err } = run('deploy', file, ...options);
    expect(await code).toBe(2);
    expect(err()).toContain('"****" is set twice');
    expect(err()).not.toContain('correct-horse');
  });

  it.each<[string, JsonObject, string]>([
    ['flat', { RegionId: 'cn-shanghai', AccessKeyId: 'x', AccessKeySecret: 'y' }, 'Credentials is missing'],
    ['flat, and says where it belongs', { RegionId: 'x', AccessKeyId: 'x' }, 'AccessKeyId: it belongs in Credentials'],
    ['of a role', { RegionId: 'x', RoleArn: 'x' }, 'RoleArn: it belongs in AssumeRole or AssumeRoleWithOIDC.'],
    ['misspelt', { RegionId: 'x', Credential: {} }, 'no property Credential; did you mean Credentials?'],
    ['empty', {}, 'RegionId is missing; Credentials is missing'],
    [
      'not resolved',
      {
        RegionId: 'cn-shanghai',
        Credentials: {
          AccessKeyId: '{{resolve:secretsmanager:key}}',
          AccessKeySecret: '{{resolve:secretsmanager:key}}',
        },
      },
      'Credentials.AccessKeyId is a dynamic reference that was not resolved',
    ],
    [
      'of an endpoint that is no place for keys',
      {
        RegionId: 'cn-shanghai',
        Credentials: { AccessKeyId: 'x', AccessKeySecret: 'y' },
        Endpoints: { Ecs: 'http://a.example' },
      },
      'Endpoints.Ecs',
    ],
  ])('refuses a type configuration that is %s, once, and names the file', async (_, configuration, problem) => {
    const folder = temporaryFolder();
    const file = fileOf(folder, 'alicloud.json', configuration);
    const example = join(ROOT, 'examples', 'two-regions.yaml');
    const place = ['--type-configuration', file, '--state', join(folder, 'stacks')];
    const { code, err, out } = run('deploy', example, ...place);
    expect(await code).toBe(2);
    expect(err()).toContain(`${file}: The type configuration is not valid:`);
    expect(err().split(problem)).toHaveLength(2);
    expect(err()).toContain('Nothing was created.');
    expect(out()).not.toContain('IN_PROGRESS');
  });
});
