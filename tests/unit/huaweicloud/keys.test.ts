import {
  type AwsSts,
  createClock,
  findCanaries,
  HUAWEI_AUDIENCE,
  type HuaweiSimulator,
  startAwsSts,
  trustAwsTokens,
} from '../../../simulator/index';
import { webIdentityOf } from '../../../src/cloudformation/web-identity';
import { systemRuntime } from '../../../src/failure/clock';
import { COPY_IN_REGION, LIST_IMAGES } from '../../../src/huaweicloud/ims';
import type { Authentication } from '../../../src/keys/authentication';
import { Sessions } from '../../../src/keys/session';
import { failureOf } from '../../support/failure-of';
import { actionsOf, type Change, clientOf, GOLDEN, keyOf, NORTH, start, stopSimulators } from './stage';

let simulator: HuaweiSimulator;
beforeEach(async () => {
  // Sessions end by the simulated clock, and by the handlers' own: both are the real one here.
  simulator = await start({ clock: createClock() });
});
afterEach(stopSimulators);

const BY_ID = { query: [['id', GOLDEN]] as const };
const count = (action: string): number => actionsOf(simulator).filter((one) => one === action).length;
const tokensOf = (): (string | undefined)[] => [
  ...new Set(simulator.calls.filter(({ action }) => action === 'ListImages').map(({ accessKeyId }) => accessKeyId)),
];

/** A way to a key, and what has to be there for it. */
type Way = () => Promise<Change>;

const trusting = (Effect: 'Allow' | 'Deny' = 'Allow') => ({
  Version: '5.0' as const,
  Statement: [{ Effect, Action: 'sts:agencies:assume', Principal: { IAM: ['*'] } }],
});

const byAgency = (more: object = {}): Change => {
  const name = simulator.iam.putAgency({ name: 'image-copy', trust: trusting() });
  const assumed = { name, durationSeconds: 3600, ...more };
  return { authentication: { kind: 'assumed', accessKey: keyOf(simulator), assumed } };
};

let aws: AwsSts | undefined;
afterEach(async () => {
  await aws?.close();
  aws = undefined;
});

async function byOidc(): Promise<Change> {
  const sts = await startAwsSts();
  aws = sts;
  const { issuer, roleArn, credentials, url } = sts;
  const access = trustAwsTokens(simulator.iam, { issuer, roleArn, keys: () => sts.keys() });
  const assumed = {
    provider: access.ProviderUrn,
    name: access.AgencyUrn,
    audience: access.Audience,
    durationSeconds: 3600,
  };
  const requester = { credentials, region: 'eu-central-1', endpoint: () => url, now: Date.now };
  return { authentication: { kind: 'web-identity', assumed }, caller: { webIdentity: webIdentityOf(requester) } };
}

const WAYS: readonly (readonly [action: string, Way])[] = [
  ['AssumeAgency', async () => byAgency()],
  ['AssumeAgencyWithOIDC', byOidc],
];

describe('a key of the type configuration', () => {
  it('may have a security token', async () => {
    const accessKey = keyOf({ accessKey: simulator.temporaryKey() });
    const { client } = clientOf(simulator, { authentication: { kind: 'key', accessKey } });
    expect((await client.call(LIST_IMAGES, NORTH, BY_ID)).images).toHaveLength(1);
  });

  it('that is over is told, and nothing renews it', async () => {
    const accessKey = keyOf({ accessKey: simulator.temporaryKey() });
    simulator.world.expireTokens();
    const { client } = clientOf(simulator, { authentication: { kind: 'key', accessKey } });
    const failure = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
    expect(failure.message).toContain('SecurityToken has expired or belongs to another key');
    expect(simulator.calls).toHaveLength(1);
  });
});

describe.each(WAYS)('a session of %s', (action, way) => {
  it('is opened once, and its key signs what follows, the project included', async () => {
    const change = await way();
    const { client, hidden, reports } = clientOf(simulator, change);
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(actionsOf(simulator)).toEqual([action, 'KeystoneListProjects', 'ListImages', 'ListImages']);
    expect(tokensOf()).toEqual([expect.stringMatching(/^HSTASIMULATOR/)]);
    expect(hidden.some((secret) => secret.includes('security-token'))).toBe(true);
    expect(findCanaries(JSON.stringify(reports))).toEqual([]);
    const { parameters } = simulator.calls[0] ?? {};
    expect(parameters).toMatchObject({ agency_session_name: 'a-test', duration_seconds: '3600' });
  });

  it('is shared by the clients of a warm process', async () => {
    const change = await way();
    const caller = { ...change.caller, sessions: new Sessions(Date.now) };
    for (let invocation = 0; invocation < 3; invocation += 1) {
      await clientOf(simulator, { ...change, caller }).client.call(LIST_IMAGES, NORTH, BY_ID);
    }
    expect(count(action)).toBe(1);
  });

  it('is renewed before it ends', async () => {
    const change = await way();
    let now = Date.now();
    const caller = { ...change.caller, sessions: new Sessions(() => now) };
    const { client } = clientOf(simulator, { ...change, caller });
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    now += 54 * 60_000;
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(count(action)).toBe(1);
    now += 2 * 60_000;
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(count(action)).toBe(2);
  });

  it('that is refused is renewed once, and the call is made again', async () => {
    const { client } = clientOf(simulator, await way());
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    simulator.world.expireTokens();
    expect((await client.call(LIST_IMAGES, NORTH, BY_ID)).images).toHaveLength(1);
    expect([count(action), count('ListImages')]).toEqual([2, 3]);
    expect(tokensOf()).toHaveLength(2);
  });

  it('that is refused again ends the call, with no key used twice', async () => {
    const { client } = clientOf(simulator, await way());
    simulator.inject({ action: 'ListImages', error: { code: 'APIGW.0301' }, times: 9 });
    const failure = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
    expect([count(action), count('ListImages')]).toEqual([2, 2]);
    expect(tokensOf()).toHaveLength(2);
    expect([failure.code, failure.message]).toEqual([
      'InvalidCredentials',
      expect.stringContaining('The key came from STS: try again'),
    ]);
  });

  it('that is refused with a code that nobody knows is no key of the type configuration', async () => {
    const body = JSON.stringify({ error_code: 'STS5.0001', error_msg: 'odd' });
    simulator.inject({ action: 'ListImages', respond: { status: 401, body }, times: 9 });
    const failure = await failureOf(clientOf(simulator, await way()).client.call(LIST_IMAGES, NORTH, BY_ID));
    expect(failure.message).toContain('The key came from STS: try again');
    expect(count('ListImages')).toBe(2);
  });

  it('that is refused by the start of a copy is renewed, for nothing began', async () => {
    const { client } = clientOf(simulator, await way());
    await client.call(LIST_IMAGES, NORTH, BY_ID);
    simulator.world.expireTokens();
    await client.call(COPY_IN_REGION, NORTH, { places: { image_id: GOLDEN }, body: { name: 'a', description: '' } });
    expect(simulator.world.jobs()).toHaveLength(1);
  });

  it('tells a cloud without STS by its endpoint', async () => {
    simulator.behave({ sts: 'notOffered' });
    const failure = await failureOf(clientOf(simulator, await way()).client.call(LIST_IMAGES, NORTH, BY_ID));
    expect([failure.code, failure.message]).toEqual([
      'InvalidTypeConfiguration',
      expect.stringContaining('Endpoints.Sts of the type configuration'),
    ]);
  });

  it('has its STS errors repeated within the invocation', async () => {
    simulator.inject({ action, error: { code: 'APIGW.0308' }, times: 2 });
    await clientOf(simulator, await way()).client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(count(action)).toBe(3);
  });

  it.each([
    ['keystone', '403'],
    ['v5', '403'],
  ] as const)('that the agency does not allow is told in the shape %s', async (stsErrors, vendorCode) => {
    const change = await way();
    simulator.behave({ stsErrors });
    simulator.iam.putAgency({ name: 'image-copy', trust: trusting('Deny') });
    const { message, code, answer } = await failureOf(clientOf(simulator, change).client.call(LIST_IMAGES, NORTH));
    expect([code, answer.vendorCode]).toEqual(['AccessDenied', vendorCode]);
    expect(message).toMatch(/trust policy of iam::[0-9a-f]{32}:agency:image-copy/);
    expect(message).toContain(`Permission: sts:agencies:${action === 'AssumeAgency' ? 'assume' : 'assumeWithOIDC'}.`);
    expect(findCanaries(message)).toEqual([]);
  });
});

describe('AssumeAgency', () => {
  const POLICY = JSON.stringify({ Version: '5.0', Statement: [{ Effect: 'Allow', Action: '*' }] });

  it('says what else the type configuration has: name, external id, policy and duration', async () => {
    const change = byAgency({
      sessionName: 'mine',
      externalId: 'x-1',
      policy: POLICY,
      durationSeconds: 900,
    });
    await clientOf(simulator, change).client.call(LIST_IMAGES, NORTH, BY_ID);
    expect(simulator.calls[0]?.parameters).toMatchObject({
      agency_session_name: 'mine',
      external_id: 'x-1',
      policy: POLICY,
      duration_seconds: '900',
    });
  });

  it('is not shared by other agencies or other AWS accounts', async () => {
    const sessions = new Sessions(Date.now);
    const change = byAgency();
    for (const caller of [{ sessions }, { sessions, owner: ['other'] }, { sessions, sessionName: 'another' }]) {
      await clientOf(simulator, { ...change, caller }).client.call(LIST_IMAGES, NORTH, BY_ID);
    }
    expect(count('AssumeAgency')).toBe(3);
  });
});

describe('AssumeAgencyWithOIDC', () => {
  it('needs an execution role, and says so before any call', () => {
    const assumed = { provider: 'p', name: 'a', audience: HUAWEI_AUDIENCE, durationSeconds: 900 };
    const authentication: Authentication = { kind: 'web-identity', assumed };
    expect(() => clientOf(simulator, { authentication })).toThrow(
      /^AssumeAgencyWithOIDC needs the AWS credentials of an execution role/,
    );
    expect(simulator.calls).toEqual([]);
  });

  it('is not signed, and its token comes into no text', async () => {
    const change = await byOidc();
    const { client, hidden } = clientOf(simulator, change);
    const echo = { code: '401', message: 'x' };
    simulator.inject({ action: 'AssumeAgencyWithOIDC', error: echo });
    const refused = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
    expect(simulator.calls[0]?.accessKeyId).toBe('');
    const [token = ''] = hidden;
    expect(token.split('.')).toHaveLength(3);
    expect(refused.message).toContain(
      `issuer URL of the AWS account, ${aws?.issuer}, and the client ID ${HUAWEI_AUDIENCE}`,
    );

    const says = JSON.stringify({ error_code: 'STS5.1', error_msg: `the token ${token.slice(0, 3)} is odd` });
    simulator.inject({ action: 'AssumeAgencyWithOIDC', respond: { status: 400, body: says } });
    const odd = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
    expect(odd.answer.vendorCode).toBe('STS5.1');
  });

  it('has an answer that repeats the token shown without it', async () => {
    const token = 'head.canary-of-the-token.signature';
    const assumed = { provider: 'p', name: 'a', audience: 'a', durationSeconds: 900 };
    const webIdentity = { region: 'eu-central-1', token: async () => ({ token }) };
    const body = JSON.stringify({ error_code: 'STS5.1', error_msg: `id_token ${token} is not right` });
    simulator.inject({ action: 'AssumeAgencyWithOIDC', respond: { status: 400, body } });
    const change: Change = { authentication: { kind: 'web-identity', assumed }, caller: { webIdentity } };
    const failure = await failureOf(clientOf(simulator, change).client.call(LIST_IMAGES, NORTH, BY_ID));
    expect(failure.message).toContain('id_token *** is not right');
  });

  it('takes an answer for one only if it has all of a key', async () => {
    const { client } = clientOf(simulator, await byOidc());
    const whole = {
      access_key_id: 'a',
      secret_access_key: 'b',
      security_token: 'c',
      expiration: '2999-01-01T00:00:00Z',
    };
    const parts = Object.keys(whole).map((name) => [`it has no ${name}`, { ...whole, [name]: '' }] as const);
    for (const [why, credentials] of [
      ...parts,
      ['its expiration is not a time', { ...whole, expiration: 'soon' }] as const,
    ]) {
      const body = JSON.stringify({ credentials });
      simulator.inject({ action: 'AssumeAgencyWithOIDC', respond: { status: 200, body }, times: 9 });
      const failure = await failureOf(client.call(LIST_IMAGES, NORTH, BY_ID));
      expect(failure.message).toMatch(
        new RegExp(`: the answer could not be read: ${why} \\(request id [0-9a-f]{32}\\)`),
      );
      simulator.clearFaults();
    }
  });

  it('has what it uses of an invocation limited', async () => {
    const change = await byOidc();
    simulator.inject({ action: 'AssumeAgencyWithOIDC', silent: true, times: 9 });
    let now = Date.now();
    const runtime = { ...systemRuntime, now: () => now, after: (_: number, then: () => void) => passed(then) };
    /** Time passes as fast as somebody waits for it. */
    const passed = (then: () => void) => {
      const timer = setTimeout(() => {
        now += 4_000;
        then();
      }, 100);
      return () => clearTimeout(timer);
    };
    const surroundings = { runtime: { ...runtime, sleep: async () => undefined }, deadline: now + 600_000 };
    const started = now;
    const failure = await failureOf(
      clientOf(simulator, { ...change, caller: { ...change.caller, surroundings } }).client.call(LIST_IMAGES, NORTH),
    );
    expect(failure.code).toBe('NetworkFailure');
    expect(now - started).toBeLessThanOrEqual(12_000);
  });
});
