import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AwsSts, type HuaweiSimulator, startAwsSts, startHuaweiSimulator } from '../../simulator/index';
import { COPY_ACROSS_REGIONS, DELETE_IMAGE, LIST_IMAGES } from '../../src/huaweicloud/ims';
import { huaweiSide, problemOf } from '../../tools/huawei-side/main';
import { allProjects } from '../../tools/projects';
import { failureOf } from '../support/failure-of';
import { webIdentityToken } from '../support/web-identity';
import { type Change, clientOf, EAST, GOLDEN, NORTH } from '../unit/huaweicloud/stage';

const ROOT = path.join(__dirname, '..', '..');
const AUDIENCE = 'huawei-cloud';
const LIST_ONLY = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['ims:images:list'] }] };

interface Run {
  readonly status: number | null;
  readonly output: string;
  /** The lines on standard error. */
  readonly said: readonly string[];
}

/** What `keyless` prints, as far as the tests look at it. */
interface Printed {
  readonly Region: string;
  readonly AssumeAgencyWithOIDC: {
    readonly ProviderUrn: string;
    readonly AgencyUrn: string;
    readonly Audience: string;
  };
  readonly ProjectIds: readonly { readonly Region: string; readonly ProjectId: string }[];
}

let simulator: HuaweiSimulator;
let aws: AwsSts;
let folder: string;
beforeEach(async () => {
  [simulator, aws] = await Promise.all([startHuaweiSimulator(), startAwsSts()]);
  simulator.iam.putIssuer(aws.issuer, () => aws.keys());
  folder = mkdtempSync(path.join(tmpdir(), 'huawei-side-'));
  writeFileSync(path.join(folder, 'list.json'), JSON.stringify(LIST_ONLY));
});
afterEach(async () => {
  await Promise.all([simulator.close(), aws.close()]);
  rmSync(folder, { recursive: true });
});

const usualKey = () => ({
  HUAWEICLOUD_SDK_AK: simulator.accessKey.AccessKey,
  HUAWEICLOUD_SDK_SK: simulator.accessKey.SecretKey,
});

/** Runs the program as an administrator of the simulated account, in this process. */
async function run(words: readonly string[], env: NodeJS.ProcessEnv = usualKey()): Promise<Run> {
  const output: string[] = [];
  const said: string[] = [];
  const print = (text: string): void => void output.push(`${text}\n`);
  const say = (line: string): void => void said.push(line);
  try {
    await huaweiSide({ env, print, say }).parseAsync(words, { from: 'user' });
    return { status: 0, output: output.join(''), said };
  } catch (error) {
    return { status: 1, output: output.join(''), said: [...said, problemOf(error)] };
  }
}

/** The same as a program of its own. */
function runAlone(words: readonly string[], key: NodeJS.ProcessEnv = usualKey()): Promise<Run> {
  const command = ['--import', 'tsx', 'tools/huawei-side/main.ts', ...words];
  const child = spawn(process.execPath, command, { cwd: ROOT, env: { PATH: process.env.PATH, ...key } });
  const written = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    written.output += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    written.errors += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const said = written.errors.split('\n').filter((line) => line !== '');
      resolve({ status, output: written.output, said });
    });
  });
}

const keylessWords = (...more: readonly string[]): string[] => [
  ...['keyless', '--iam-endpoint', simulator.url, '--issuer', aws.issuer, '--subject', aws.roleArn],
  ...['--policy-file', path.join(folder, 'list.json'), ...more],
];
const keyless = (...more: readonly string[]): Promise<Run> => run(keylessWords(...more));
const copyAgency = (...more: readonly string[]): Promise<Run> =>
  run(['copy-agency', '--iam-endpoint', simulator.url, ...more]);

/** A client that gets in by what was printed, with a token of the execution role. */
async function clientBy(output: string, audience = AUDIENCE) {
  const { AssumeAgencyWithOIDC: printed, ProjectIds }: Printed = JSON.parse(output);
  const { ProviderUrn: provider, AgencyUrn: name } = printed;
  const token = await webIdentityToken(aws, audience);
  const change: Change = {
    projectIds: new Map(ProjectIds.map(({ Region, ProjectId }) => [Region, ProjectId])),
    authentication: { kind: 'web-identity', assumed: { provider, name, audience, durationSeconds: 900 } },
    caller: { webIdentity: { region: 'eu-central-1', token: async () => ({ token }) } },
  };
  return clientOf(simulator, change).client;
}

const places = { image_id: GOLDEN };
const mayList = async (output: string, audience?: string): Promise<unknown> =>
  (await clientBy(output, audience)).call(LIST_IMAGES, NORTH);
const LISTED = { images: expect.any(Array) };

const MAKES = ['CreateOIDCProviderV5', 'CreateAgencyV5', 'CreatePolicyV5', 'AttachAgencyPolicyV5'];

describe('npm run huawei-side -- keyless', () => {
  it('makes provider, agency and policy, by which the handlers get in and may do what the policy says', async () => {
    const { status, output, said } = await runAlone(keylessWords('--region', NORTH, '--other-regions', EAST));
    expect({ status, said }).toEqual({ status: 0, said: MAKES });
    const [north, east] = [NORTH, EAST].map((region) => simulator.world.projectId(region));
    expect(JSON.parse(output)).toEqual({
      Region: NORTH,
      AssumeAgencyWithOIDC: {
        ProviderUrn: expect.stringMatching(/^iam::[0-9a-f]{32}:oidcProvider:aws$/),
        AgencyUrn: expect.stringMatching(/^iam::[0-9a-f]{32}:agency:tf-huaweicloud-imagesimagecopy$/),
        Audience: AUDIENCE,
      },
      ProjectIds: [
        { Region: NORTH, ProjectId: north },
        { Region: EAST, ProjectId: east },
      ],
    });
    expect(await mayList(output)).toMatchObject(LISTED);
    const client = await clientBy(output);
    expect(await failureOf(client.call(DELETE_IMAGE, NORTH, { places }))).toMatchObject({ code: 'AccessDenied' });
  });

  it('refuses a type of another cloud, before it makes anything', async () => {
    const { status, said } = await run(keylessWords('--type', 'TF::Alicloud::Image'));
    expect({ status, said }).toEqual({ status: 1, said: ['TF::Alicloud::Image is not a type of Huawei Cloud.'] });
  });

  it('lets nobody else in: another role, another audience', async () => {
    const others = await run(keylessWords().map((word) => (word === aws.roleArn ? `${word}-other` : word)));
    expect(await failureOf(mayList(others.output))).toMatchObject({ code: 'AccessDenied' });
    const { output } = await keyless('--subject', `${aws.roleArn}-other`);
    expect(await mayList(output)).toMatchObject(LISTED);
    expect(await failureOf(mayList(output, 'another'))).toMatchObject({ code: 'InvalidCredentials' });
  });

  it('changes nothing when it is run again', async () => {
    const { output } = await keyless();
    expect(await keyless()).toEqual({ status: 0, output, said: [] });
  });

  it('brings up to date what differs: another audience, another subject, another policy', async () => {
    await keyless();
    const policy = path.join(folder, 'other.json');
    writeFileSync(
      policy,
      JSON.stringify({ ...LIST_ONLY, Statement: [{ Effect: 'Allow', Action: ['ims:images:delete'] }] }),
    );
    const { output, said } = await keyless('--audience', 'images', '--policy-file', policy);
    expect(said).toEqual(['AddClientIDToOIDCProviderV5', 'UpdateTrustPolicyV5', 'CreatePolicyVersionV5']);
    expect(await failureOf(mayList(output, AUDIENCE))).toMatchObject({ code: 'AccessDenied' });
    const client = await clientBy(output, 'images');
    expect(await failureOf(client.call(LIST_IMAGES, NORTH))).toMatchObject({ code: 'AccessDenied' });
    await client.call(DELETE_IMAGE, NORTH, { places });
  });

  it('makes room for a version where there can be no more', async () => {
    await keyless();
    const policy = path.join(folder, 'version.json');
    const said = [];
    for (let count = 1; count <= 6; count += 1) {
      writeFileSync(
        policy,
        JSON.stringify({ ...LIST_ONLY, Statement: [{ ...LIST_ONLY.Statement[0], Sid: `v${count}` }] }),
      );
      said.push((await keyless('--policy-file', policy)).said.join());
    }
    const [one, two] = ['CreatePolicyVersionV5', 'DeletePolicyVersionV5,CreatePolicyVersionV5'];
    expect(said).toEqual([one, one, one, one, two, two]);
  });

  it.each(['Federated', 'Identity_provider'] as const)('gets in where IAM calls the principal %s', async (name) => {
    simulator.behave({ providerPrincipal: name });
    const { status, output, said } = await keyless();
    expect(status).toBe(0);
    expect(said.filter((line) => line.includes('trying again'))).toHaveLength(name === 'Federated' ? 0 : 1);
    expect(await mayList(output)).toMatchObject(LISTED);
    expect((await keyless()).said).toEqual([]);
  });

  it('finds what is not on the first page', async () => {
    for (let count = 0; count < 230; count += 1) simulator.iam.putAgency({ name: `a${count}`, trust: TRUST });
    await keyless();
    expect((await keyless()).said).toEqual([]);
  });

  it('leaves alone what is for something else', async () => {
    await keyless();
    const other = await run(keylessWords().map((word) => (word === aws.issuer ? 'https://other.example.com' : word)));
    expect(other).toEqual({
      status: 1,
      output: '',
      said: [`The identity provider aws is for ${aws.issuer}; use another --provider-name.`],
    });
    const { status, said } = await keyless('--agency-name', 'ims_copy_agency');
    expect({ status, said }).toEqual({
      status: 1,
      said: ['ims_copy_agency is not a trust agency; use another --agency-name.'],
    });
  });

  it('shows with --dry-run every call that it would make, and makes none', async () => {
    const { status, said } = await run(keylessWords('--dry-run'), {});
    expect({ status, shown: said.map((line) => line.split(':')[0]) }).toEqual({ status: 0, shown: MAKES });
    expect(simulator.calls).toEqual([]);
  });
});

const TRUST = {
  Version: '5.0',
  Statement: [{ Effect: 'Allow', Action: 'sts:agencies:assume', Principal: { IAM: '*' } }],
} as const;

describe('npm run huawei-side -- copy-agency', () => {
  /** Copies an image of the region to another. */
  const copy = (region: string, agency_name = 'copier', image = GOLDEN) => {
    const { client } = clientOf(simulator);
    const body = { name: 'a', region, project_name: region, agency_name };
    return client.call(COPY_ACROSS_REGIONS, NORTH, { places: { image_id: image }, body });
  };
  const STARTED = { jobId: expect.stringMatching(/^[0-9a-f]{32}$/) };
  const GRANT = 'AssociateAgencyWithProjectPermission';

  it('makes an agency by which images are copied to the regions that it names, and to no other', async () => {
    const { status, output, said } = await copyAgency(
      '--agency-name',
      'copier',
      '--target-regions',
      EAST,
      'cn-south-1',
    );
    expect({ status, output, said }).toEqual({ status: 0, output: 'copier\n', said: ['CreateAgency', GRANT, GRANT] });
    expect(await copy(EAST)).toMatchObject(STARTED);
    expect(await copy('cn-south-1')).toMatchObject(STARTED);
    expect(await failureOf(copy('ap-southeast-1'))).toMatchObject({ code: 'AccessDenied' });
  });

  it('changes nothing when it is run again, and adds a region', async () => {
    const first = ['--agency-name', 'copier', '--target-regions', EAST];
    await copyAgency(...first);
    expect((await copyAgency(...first)).said).toEqual([]);
    expect((await copyAgency(...first, 'ap-southeast-1')).said).toEqual([GRANT]);
    expect(await copy('ap-southeast-1')).toMatchObject(STARTED);
  });

  it('lets full-ECS images be copied if it is asked to', async () => {
    const first = ['--agency-name', 'copier', '--target-regions', EAST];
    await copyAgency(...first);
    const whole = simulator.world.images(NORTH).find(({ name }) => name === 'whole-server')?.imageId;
    expect(await failureOf(copy(EAST, 'copier', whole))).toMatchObject({ code: 'AccessDenied' });
    expect((await copyAgency(...first, '--full-ecs')).said).toEqual([GRANT]);
    // Now it is the vault that is missing.
    expect(await failureOf(copy(EAST, 'copier', whole))).toMatchObject({ answer: { vendorCode: 'IMG.0184' } });
  });

  it('leaves an agency of another service alone', async () => {
    const { status, said } = await copyAgency('--agency-name', 'obs_agency', '--target-regions', EAST);
    expect({ status, said }).toEqual({
      status: 1,
      said: ['The agency obs_agency is for op_svc_obs, not for IMS; use another --agency-name.'],
    });
  });

  it('says which region has to be opened', async () => {
    simulator.world.closeRegion(EAST);
    const { status, said } = await copyAgency('--target-regions', EAST);
    expect({ status, said }).toEqual({
      status: 1,
      said: [`The account has no project ${EAST}: enable that region in the console first.`],
    });
  });

  it('shows with --dry-run every call that it would make, and makes none', async () => {
    const words = ['copy-agency', '--target-regions', EAST, 'cn-south-1', '--full-ecs', '--dry-run'];
    const { status, said } = await run(words, {});
    expect({ status, shown: said.map((line) => line.split(':')[0]) }).toEqual({
      status: 0,
      shown: ['CreateAgency', GRANT, GRANT, GRANT, GRANT],
    });
  });
});

describe('npm run huawei-side', () => {
  it('says what is wrong with an answer that cannot be read', async () => {
    simulator.inject({ action: 'KeystoneListProjects', respond: { status: 200, body: '<html>' }, times: 9 });
    const { status, said } = await run(keylessWords(), usualKey());
    simulator.clearFaults();
    expect([status, said.join()]).toEqual([
      1,
      expect.stringMatching(/^KeystoneListProjects failed: the answer could not be read: it is not JSON/),
    ]);
  });

  it('says what is refused, by whom, with the request id, and shows no key', async () => {
    simulator.iam.setUserPolicy({ Version: '5.0', Statement: [{ Effect: 'Deny', Action: '*' }] });
    const refused = await runAlone(keylessWords());
    expect(refused).toMatchObject({ status: 1, output: '' });
    expect(refused.said.join()).toMatch(/^KeystoneListProjects failed with 403: .* \(request id [0-9a-f]{32}\)$/);
    const wrong = await run(keylessWords(), { ...usualKey(), HUAWEICLOUD_SDK_SK: 'not-the-secret' });
    expect(wrong.said.join()).toMatch(/^KeystoneListProjects failed with APIGW\.0301: verify aksk signature fail/);
    for (const { output, said } of [refused, wrong]) {
      expect(output + said.join()).not.toMatch(/not-the-secret|simulator-secret|SIMULATORACCESSKEYID/);
    }
  });

  it.each(['alone', 'by the name of a type'])(
    'takes key and endpoint from a type configuration that is %s',
    async (how) => {
      const file = path.join(folder, 'simulator.json');
      const { url: Iam, accessKey: Credentials } = simulator;
      const configuration = { Region: NORTH, Credentials, Endpoints: { Iam } };
      const [{ typeName } = { typeName: '' }] = allProjects().filter(({ cloud }) => cloud === 'huaweicloud');
      writeFileSync(file, JSON.stringify(how === 'alone' ? configuration : { [typeName]: configuration }));
      const words = ['copy-agency', '--target-regions', EAST, '--agency-name', 'mine', '--type-configuration', file];
      expect((await run(words, {})).output).toBe('mine\n');
      writeFileSync(file, JSON.stringify({ 'TF::Alicloud::ImageCopy': {} }));
      expect((await run(words, {})).said.join()).toContain(
        'has no type configuration of Huawei Cloud with Credentials',
      );
      writeFileSync(file, '{');
      expect((await run(words, {})).said.join()).toContain('simulator.json cannot be read as JSON');
      const misspelt = words.with(-1, file.replace('simulator', 'simulater'));
      expect((await run(misspelt, {})).said.join()).toContain(`there is no such file; did you mean ${file}?`);
    },
  );

  it('says that it has no key', async () => {
    expect((await run(keylessWords(), {})).said.join()).toContain('Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK');
  });

  it.each([
    ['no issuer', ['keyless', '--subject', 'arn:aws:iam::123456789012:role/a'], "required option '--issuer <url>'"],
    [
      'an issuer without TLS',
      ['keyless', '--issuer', 'http://a.example.com'],
      '"http://a.example.com" is not an https URL',
    ],
    [
      'a subject with a quote',
      ['keyless', '--subject', 'arn:aws:iam::123456789012:role/a"'],
      'is not the ARN of an IAM role',
    ],
    ['a region with a quote', ['copy-agency', '--target-regions', 'cn-"x'], '"cn-"x" is not a region'],
    ['an unknown option', ['copy-agency', '--target-regions', 'cn-east-3', '--force'], "unknown option '--force'"],
  ])('refuses %s before it calls anything', async (_, words, message) => {
    const { status, output, said } = await runAlone(words);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(said.join('\n')).toContain(message);
    expect(simulator.calls).toEqual([]);
  });

  it('refuses an endpoint without TLS', async () => {
    const { status, said } = await run(keylessWords('--iam-endpoint', 'http://iam.example.com'));
    expect({ status, said: said.join() }).toEqual({
      status: 1,
      said: expect.stringContaining('must begin with https://'),
    });
  });
});
