import type { AlibabaSimulator, PolicyDocument, TrustPolicy } from '../../simulator/index';
import { GOLDEN, HANGZHOU, outcome, type RawOptions, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
let role: string;
beforeEach(async () => {
  simulator = await start();
  role = simulator.ram.createRole({ name: 'copier', trust: trust({ RAM: `${account}:root` }) });
});
afterEach(stopSimulators);

const account = 'acs:ram::1234567890123456';
const trust = (Principal: { RAM: string }, Condition?: Record<string, Record<string, string>>): TrustPolicy => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition && { Condition }) }],
});
const allow = (Action: string | string[], Resource = '*'): PolicyDocument => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

/** Assumes the role; the parameters are put over those of a good request, `undefined` leaves one out. */
function assume(parameters: Record<string, string | undefined> = {}, options: RawOptions = {}) {
  const all = Object.entries({ RoleArn: role, RoleSessionName: 'alice', ...parameters });
  const sent = Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return raw(simulator, 'AssumeRole', {}, { form: sent, headers: { 'x-acs-version': '2015-04-01' }, ...options });
}

/** The key of a new session. */
async function session(parameters: Record<string, string> = {}, options: RawOptions = {}) {
  return JSON.parse((await assume(parameters, options)).text).Credentials;
}
const describeWith = (key: RawOptions['key']) => raw(simulator, 'DescribeImages', { RegionId: SHANGHAI }, { key });

test('answers as documented, and its key works until it expires by the simulated clock', async () => {
  const { status, text } = await assume({ DurationSeconds: '900' });
  expect(status).toBe(200);
  const { RequestId, Credentials, AssumedRoleUser, ...rest } = JSON.parse(text);
  expect(rest).toEqual({});
  expect(RequestId).toMatch(/^[0-9A-F-]{36}$/);
  expect(AssumedRoleUser).toEqual({ Arn: `${role}/alice`, AssumedRoleId: expect.stringMatching(/^\d+:alice$/) });
  expect(Credentials).toEqual({
    AccessKeyId: expect.stringMatching(/^STS\./),
    AccessKeySecret: expect.any(String),
    SecurityToken: expect.any(String),
    Expiration: `${new Date(simulator.clock.now() + seconds(900)).toISOString().slice(0, 19)}Z`,
  });
  expect(outcome(await describeWith(Credentials))).toBe('200');
  simulator.clock.advance(seconds(900));
  expect(outcome(await describeWith(Credentials))).toBe('400 InvalidSecurityToken.Expired');
});

const whoIs = async (key?: RawOptions['key']) => {
  const version = { 'x-acs-version': '2015-04-01' };
  const { text } = await raw(simulator, 'GetCallerIdentity', {}, { headers: version, ...(key && { key }) });
  const { RequestId, ...identity } = JSON.parse(text);
  return identity;
};

test('every role has an id of its own, which its sessions have in common', async () => {
  const other = simulator.ram.createRole({ name: 'reader', trust: trust({ RAM: `${account}:root` }) });
  const idOf = async (RoleArn: string, RoleSessionName: string): Promise<string> =>
    JSON.parse((await assume({ RoleArn, RoleSessionName })).text).AssumedRoleUser.AssumedRoleId;
  const [alice, bob, reader] = [await idOf(role, 'alice'), await idOf(role, 'bob'), await idOf(other, 'alice')];
  expect([alice, bob, reader].map((id) => id.replace(/^\d{18}:/, ''))).toEqual(['alice', 'bob', 'alice']);
  expect(bob.split(':')[0]).toBe(alice.split(':')[0]);
  expect(reader).not.toBe(alice);
  simulator.ram.updateRole('copier', { maxSessionDuration: 7200 });
  expect(await idOf(role, 'alice')).toBe(alice);
  simulator.ram.deleteRole('copier');
  simulator.ram.createRole({ name: 'copier', trust: trust({ RAM: `${account}:root` }) });
  expect(await idOf(role, 'alice')).not.toBe(alice);
});

test('GetCallerIdentity names the user of a key and the role of a session, and needs no permission', async () => {
  const { AssumedRoleUser, Credentials } = JSON.parse((await assume()).text);
  simulator.ram.setUserPolicy(allow('ecs:DescribeImages'));
  const user = {
    IdentityType: 'RAMUser',
    AccountId: '1234567890123456',
    PrincipalId: '210987654321098765',
    UserId: '210987654321098765',
    Arn: `${account}:user/simulator-user`,
  };
  expect(await whoIs()).toEqual(user);
  expect(await whoIs(simulator.temporaryKey())).toEqual(user);
  expect(await whoIs(Credentials)).toEqual({
    IdentityType: 'AssumedRoleUser',
    AccountId: '1234567890123456',
    PrincipalId: AssumedRoleUser.AssumedRoleId,
    RoleId: AssumedRoleUser.AssumedRoleId.split(':')[0],
    Arn: `${account}:assumed-role/copier/alice`,
  });
  expect(await whoIs({ ...simulator.accessKey, AccessKeySecret: 'x' })).toMatchObject({
    Code: 'SignatureDoesNotMatch',
  });
});

test('lasts an hour if nothing is said', async () => {
  const key = await session();
  simulator.clock.advance(seconds(3599));
  expect(outcome(await describeWith(key))).toBe('200');
  simulator.clock.advance(seconds(1));
  expect(outcome(await describeWith(key))).toBe('400 InvalidSecurityToken.Expired');
});

test.each<[string, Record<string, string | undefined>, string]>([
  ['no role', { RoleArn: undefined }, '400 MissingRoleArn'],
  ['a role that is no ARN', { RoleArn: 'copier' }, '400 InvalidParameter.RoleArn'],
  ['the ARN of a user', { RoleArn: `${account}:user/copier` }, '400 InvalidParameter.RoleArn'],
  ['a role that does not exist', { RoleArn: `${account}:role/other` }, '404 EntityNotExist.Role'],
  ['a role of another account', { RoleArn: 'acs:ram::1:role/copier' }, '404 EntityNotExist.Role'],
  ['no session name', { RoleSessionName: undefined }, '400 MissingRoleSessionName'],
  ['a session name of one character', { RoleSessionName: 'a' }, '400 InvalidParameter.RoleSessionName'],
  ['a session name of 65', { RoleSessionName: 'a'.repeat(65) }, '400 InvalidParameter.RoleSessionName'],
  ['a session name with a space', { RoleSessionName: 'a b' }, '400 InvalidParameter.RoleSessionName'],
  ['a session name of 64', { RoleSessionName: 'a@.-_'.padEnd(64, 'Z') }, '200'],
  ['less than 15 minutes', { DurationSeconds: '899' }, '400 InvalidParameter.DurationSeconds'],
  ['15 minutes', { DurationSeconds: '900' }, '200'],
  ["the role's maximum", { DurationSeconds: '3600' }, '200'],
  ["more than the role's maximum", { DurationSeconds: '3601' }, '400 InvalidParameter.DurationSeconds'],
  ['a duration that is no number', { DurationSeconds: '1h' }, '400 InvalidParameter.DurationSeconds'],
  ['a policy that is no JSON', { Policy: '{' }, '400 InvalidParameter.PolicyGrammar'],
  ['a policy without Version', { Policy: '{"Statement":[]}' }, '400 InvalidParameter.PolicyGrammar'],
  ['a policy that is too long', { Policy: ' '.repeat(2049) }, '400 InvalidParameter.PolicySize'],
  ['a good policy', { Policy: JSON.stringify(allow('ecs:*')) }, '200'],
])('%s', async (_, parameters, expected) => {
  expect(outcome(await assume(parameters))).toBe(expected);
});

test('a role can allow for longer sessions', async () => {
  simulator.ram.updateRole('copier', { maxSessionDuration: 43_200 });
  expect(outcome(await assume({ DurationSeconds: '43200' }))).toBe('200');
});

test.each<[string, string, Record<string, string>, string]>([
  ['the user itself', `${account}:user/simulator-user`, {}, '200'],
  ['another user', `${account}:user/bob`, {}, '403 NoPermission'],
  ['another account', 'acs:ram::1:root', {}, '403 NoPermission'],
  ['the right external id', `${account}:root`, { ExternalId: 'abc' }, '200'],
  ['another external id', `${account}:root`, { ExternalId: 'abd' }, '403 NoPermission'],
  ['no external id', `${account}:root`, { ExternalId: '' }, '403 NoPermission'],
])('the trust policy: %s', async (_, RAM, parameters, expected) => {
  const condition = Object.keys(parameters).length > 0 ? { StringEquals: { 'sts:ExternalId': 'abc' } } : undefined;
  simulator.ram.updateRole('copier', { trust: trust({ RAM }, condition) });
  const answer = await assume(parameters);
  expect(outcome(answer)).toBe(expected);
  if (expected === '200') return;
  expect(JSON.parse(answer.text)).toMatchObject({
    Message: 'You are not authorized to do this action. You should be authorized by RAM.',
    Recommend: expect.stringContaining('product=Sts'),
    AccessDeniedDetail: { AuthAction: 'sts:AssumeRole', PolicyType: 'AssumeRolePolicy', AuthPrincipalType: 'SubUser' },
  });
});

test("the caller's own policy has to allow it", async () => {
  simulator.ram.setUserPolicy(allow('sts:AssumeRole', role));
  expect(outcome(await assume())).toBe('200');
  simulator.ram.setUserPolicy(allow('sts:AssumeRole', `${account}:role/other`));
  expect(outcome(await assume())).toBe('403 NoPermission');
  simulator.ram.setUserPolicy(allow('ecs:*'));
  expect(JSON.parse((await assume()).text).AccessDeniedDetail.PolicyType).toBe('AccountLevelIdentityBasedPolicy');
});

test('a session may what its role may, and what its own policy allows besides', async () => {
  simulator.ram.updateRole('copier', { policy: allow(['ecs:DescribeImages', 'ecs:CopyImage']) });
  const key = await session({ Policy: JSON.stringify(allow(['ecs:DescribeImages', 'ecs:DeleteImage'])) });
  const copy = { RegionId: HANGZHOU, ImageId: GOLDEN, DestinationRegionId: SHANGHAI };
  expect(outcome(await describeWith(key))).toBe('200');
  const answer = await raw(simulator, 'CopyImage', copy, { key });
  expect(outcome(answer)).toBe('403 Forbidden.RAM');
  expect(JSON.parse(answer.text).AccessDeniedDetail).toMatchObject({
    PolicyType: 'SessionPolicy',
    AuthPrincipalType: 'AssumedRoleUser',
    AuthPrincipalDisplayName: 'copier:alice',
    AuthPrincipalOwnerId: '1234567890123456',
    AuthAction: 'ecs:CopyImage',
    NoPermissionType: 'ImplicitDeny',
    EncodedDiagnosticMessage: expect.any(String),
  });
  const removal = await raw(simulator, 'DeleteImage', { RegionId: HANGZHOU, ImageId: GOLDEN }, { key });
  expect(JSON.parse(removal.text).AccessDeniedDetail.PolicyType).toBe('AccountLevelIdentityBasedPolicy');
});

test('a changed role is felt by its sessions at once, and a deleted one allows nothing', async () => {
  const key = await session();
  expect(outcome(await describeWith(key))).toBe('200');
  simulator.ram.updateRole('copier', { policy: allow('ecs:CopyImage') });
  expect(outcome(await describeWith(key))).toBe('403 Forbidden.RAM');
  simulator.ram.updateRole('copier', { policy: undefined });
  expect(outcome(await describeWith(key))).toBe('200');
  simulator.ram.deleteRole('copier');
  expect(outcome(await describeWith(key))).toBe('403 Forbidden.RAM');
  expect(outcome(await assume())).toBe('404 EntityNotExist.Role');
});

test('a role can assume another role if that one trusts it', async () => {
  const second = simulator.ram.createRole({ name: 'second', trust: trust({ RAM: role }) });
  expect(outcome(await assume({ RoleArn: second }))).toBe('403 NoPermission');
  expect(outcome(await assume({ RoleArn: second }, { key: await session() }))).toBe('200');
});

test('has to be signed', async () => {
  expect(outcome(await assume({}, { afterSigning: { authorization: undefined } }))).toBe('400 MissingAccessKeyId');
  const key = { ...simulator.accessKey, AccessKeySecret: 'wrong' };
  expect(outcome(await assume({}, { key }))).toBe('400 SignatureDoesNotMatch');
});

test('faults meet it, and the calls say what stood in the URL and which key signed', async () => {
  simulator.inject({ action: 'AssumeRole', error: { code: 'Throttling.User' } });
  expect(outcome(await assume())).toBe('400 Throttling.User');
  const headers = { 'x-acs-version': '2015-04-01' };
  await raw(simulator, 'AssumeRole', { RoleArn: role, RoleSessionName: 'bob' }, { headers });
  expect(simulator.calls).toEqual([
    expect.objectContaining({ action: 'AssumeRole', code: 'Throttling.User', urlParameters: [] }),
    expect.objectContaining({ action: 'AssumeRole', status: 200, urlParameters: ['RoleArn', 'RoleSessionName'] }),
  ]);
  expect(simulator.calls[1]?.accessKeyId).toBe(simulator.accessKey.AccessKeyId);
});

describe('roles that cannot be', () => {
  test.each<[string, () => unknown, string]>([
    ['a second one of a name', () => createWith({}), 'there is a role copier already'],
    ['no such role', () => simulator.ram.updateRole('none', {}), 'there is no role none'],
    ['no such role to delete', () => simulator.ram.deleteRole('none'), 'there is no role none'],
    ['too long sessions', () => createWith({ name: 'x', maxSessionDuration: 43_201 }), 'is 43201, not 3600 to 43200'],
    [
      'a policy without statements',
      () => simulator.ram.setUserPolicy({ Version: '1', Statement: [] }),
      'the policy of the user cannot be read: Statement is not a list, or is empty',
    ],
    [
      'a trust policy that trusts nobody',
      () => createWith({ name: 'x', trust: { Version: '1', Statement: [] } }),
      'the trust policy of role x cannot be read',
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  const createWith = (change: object) =>
    simulator.ram.createRole({ name: 'copier', trust: trust({ RAM: `${account}:root` }), ...change });
});
