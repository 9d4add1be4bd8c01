import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt, { type SignOptions } from 'jsonwebtoken';
import type { AlibabaSimulator, TrustPolicy } from '../../simulator/index';
import { outcome, raw, SHANGHAI, seconds, send, start, stopSimulators } from './support';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ISSUER = 'https://issuer.example';
const SUBJECT = 'arn:aws:iam::123456789012:role/Handlers';

let simulator: AlibabaSimulator;
let provider: string;
let role: string;
let published: () => readonly JsonWebKey[];
beforeEach(async () => {
  simulator = await start();
  published = () => [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }];
  provider = simulator.ram.createOidcProvider({
    name: 'aws',
    issuer: ISSUER,
    clientIds: ['image-copy', 'other'],
    keys: () => published(),
  });
  role = simulator.ram.createRole({ name: 'copier', trust: trust({ StringEquals: { 'oidc:sub': SUBJECT } }) });
});
afterEach(stopSimulators);

const trust = (Condition?: Record<string, Record<string, string | string[]>>): TrustPolicy => ({
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Federated: [provider] },
      ...(Condition && { Condition }),
    },
  ],
});

/** A token with good claims, other ones put over them; `undefined` leaves one out. */
function token(claims: object = {}, options: SignOptions & { signer?: KeyObject } = {}): string {
  const { signer = privateKey, ...rest } = options;
  const now = Math.floor(simulator.clock.now() / 1000);
  const all = { iss: ISSUER, sub: SUBJECT, aud: 'image-copy', iat: now, exp: now + 300, ...claims };
  const payload = JSON.parse(JSON.stringify(all));
  return jwt.sign(payload, signer, { algorithm: 'RS256', keyid: 'one', ...rest });
}

const PATH = '/?Version=2015-04-01&Action=AssumeRoleWithOIDC&Format=JSON&Timestamp=2026-01-01T00%3A00%3A00Z';

/** Sends the request as the vendor's credentials package does: unsigned, in a form. */
function assume(parameters: Record<string, string> = {}) {
  const form = {
    OIDCProviderArn: provider,
    RoleArn: role,
    RoleSessionName: 'alice',
    OIDCToken: token(),
    ...parameters,
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(simulator.url, 'POST', PATH, headers, Buffer.from(new URLSearchParams(form).toString()));
}

test('hands out a key of the role for a token, as documented', async () => {
  const { status, text } = await assume({ DurationSeconds: '900' });
  expect(status).toBe(200);
  const { Credentials, AssumedRoleUser, OIDCTokenInfo } = JSON.parse(text);
  const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const second = Math.floor(simulator.clock.now() / 1000) * 1000;
  expect(AssumedRoleUser.Arn).toBe(`${role}/alice`);
  expect(OIDCTokenInfo).toEqual({
    Subject: SUBJECT,
    Issuer: ISSUER,
    ClientIds: 'image-copy',
    IssuanceTime: iso(second),
    ExpirationTime: iso(second + seconds(300)),
    VerificationInfo: 'Success',
  });
  const describe = () => raw(simulator, 'DescribeImages', { RegionId: SHANGHAI }, { key: Credentials });
  expect(outcome(await describe())).toBe('200');
  simulator.clock.advance(seconds(900));
  expect(outcome(await describe())).toBe('400 InvalidSecurityToken.Expired');
});

const OIDC = '401 AuthenticationFail.OIDCToken';

test.each<[string, () => Record<string, string>, string, string?]>([
  [
    'another provider',
    () => ({ OIDCProviderArn: `${provider}x` }),
    '401 AuthenticationFail.NoPermission',
    'No such OIDC',
  ],
  ['no ARN of a provider', () => ({ OIDCProviderArn: 'aws' }), '401 AuthenticationFail.NoPermission', 'is not valid'],
  ['another role', () => ({ RoleArn: `${role}x` }), '404 EntityNotExist.Role'],
  ['no session name', () => ({ RoleSessionName: '' }), '400 MissingRoleSessionName'],
  ['too long a session', () => ({ DurationSeconds: '3601' }), '400 InvalidParameter.DurationSeconds'],
  ['an empty token', () => ({ OIDCToken: '' }), `${OIDC}.Invalid`, 'can not empty'],
  ['a token of two parts', () => ({ OIDCToken: 'aaaa.bbbb' }), `${OIDC}.Invalid`, '3 parts'],
  ['a token of three parts that mean nothing', () => ({ OIDCToken: 'aaaa.bbbb.cccc' }), `${OIDC}.Invalid`],
  ['a token of 20,001 characters', () => ({ OIDCToken: token({ x: 'x'.repeat(20_000) }) }), `${OIDC}.Invalid`],
  ['a symmetric signature', () => ({ OIDCToken: jwt.sign({}, 'secret') }), `${OIDC}.Invalid`, 'HS256'],
  [
    'another algorithm',
    () => ({ OIDCToken: token({}, { algorithm: 'ES384', signer: curve.privateKey }) }),
    `${OIDC}.Invalid`,
    'ES384',
  ],
  ['no signature', () => ({ OIDCToken: token().replace(/[^.]+$/, '') }), `${OIDC}.InvalidSignature`],
  [
    'the signature of a stranger',
    () => ({ OIDCToken: token({}, { signer: stranger.privateKey }) }),
    `${OIDC}.InvalidSignature`,
  ],
  ['a key that is not published', () => ({ OIDCToken: token({}, { keyid: 'two' }) }), `${OIDC}.InvalidSignature`],
  ['another issuer', () => ({ OIDCToken: token({ iss: 'https://other.example' }) }), `${OIDC}.IssuerNotMatch`],
  ['another audience', () => ({ OIDCToken: token({ aud: 'somebody' }) }), `${OIDC}.AudienceNotMatch`],
  ['no expiry', () => ({ OIDCToken: token({ exp: undefined }) }), `${OIDC}.Invalid`],
  ['another subject', () => ({ OIDCToken: token({ sub: `${SUBJECT}2` }) }), '401 AuthenticationFail.NoPermission'],
  ['several audiences, one of them good', () => ({ OIDCToken: token({ aud: ['x', 'other'] }) }), '200'],
])('%s', async (_, parameters, expected, message = '') => {
  const answer = await assume(parameters());
  expect(outcome(answer)).toBe(expected);
  expect(answer.text).toContain(message);
  expect(answer.text).not.toContain(parameters().OIDCToken || 'no token');
});

test('a token expires, and is not good before its time, by the simulated clock', async () => {
  const now = Math.floor(simulator.clock.now() / 1000);
  const OIDCToken = token();
  simulator.clock.advance(seconds(299));
  expect(outcome(await assume({ OIDCToken }))).toBe('200');
  simulator.clock.advance(seconds(1));
  expect(outcome(await assume({ OIDCToken }))).toBe(`${OIDC}.Expired`);
  const late = token({ nbf: now + 7200, exp: now + 9000 });
  expect(outcome(await assume({ OIDCToken: late }))).toBe(`${OIDC}.Invalid`);
  simulator.clock.advance(seconds(7200));
  expect(outcome(await assume({ OIDCToken: late }))).toBe('200');
});

test.each<[string, Parameters<typeof trust>[0], string]>([
  ['no condition', undefined, '200'],
  ['its issuer', { StringEquals: { 'oidc:iss': ISSUER } }, '200'],
  ['its audience', { StringEquals: { 'oidc:aud': ['nobody', 'image-copy'] } }, '200'],
  ['a pattern', { StringLike: { 'oidc:sub': 'arn:aws:iam::*:role/Hand?ers' } }, '200'],
  [
    'a pattern where none is meant',
    { StringEquals: { 'oidc:sub': 'arn:aws:*' } },
    '401 AuthenticationFail.NoPermission',
  ],
  [
    'one condition of two',
    { StringEquals: { 'oidc:sub': SUBJECT, 'oidc:aud': 'other' } },
    '401 AuthenticationFail.NoPermission',
  ],
  ['a key that no token has', { StringEquals: { 'oidc:nonce': 'x' } }, '401 AuthenticationFail.NoPermission'],
  ['a negation that it meets', { StringNotEquals: { 'oidc:sub': 'somebody' } }, '200'],
  ['a negation that it does not', { StringNotLike: { 'oidc:sub': 'arn:*' } }, '401 AuthenticationFail.NoPermission'],
])('the trust policy asks for %s', async (_, condition, expected) => {
  simulator.ram.updateRole('copier', { trust: trust(condition) });
  expect(outcome(await assume())).toBe(expected);
});

test('a role that does not trust the provider, or denies it', async () => {
  const [statement] = trust().Statement;
  if (!statement) throw new Error('no statement');
  const other = { ...statement, Principal: { Federated: [`${provider}2`] } };
  simulator.ram.updateRole('copier', { trust: { Version: '1', Statement: [other] } });
  expect(outcome(await assume())).toBe('401 AuthenticationFail.NoPermission');
  const denial = { ...statement, Effect: 'Deny' as const };
  simulator.ram.updateRole('copier', { trust: { Version: '1', Statement: [statement, denial] } });
  expect(outcome(await assume())).toBe('401 AuthenticationFail.NoPermission');
});

test('the other way in which STS is known to refuse', async () => {
  simulator.behave({ oidcNotTrustedCode: 'NoPermission' });
  const answer = await assume({ OIDCToken: token({ sub: 'somebody' }) });
  expect(outcome(answer)).toBe('403 NoPermission');
  expect(JSON.parse(answer.text).AccessDeniedDetail).toMatchObject({
    AuthAction: 'sts:AssumeRole',
    PolicyType: 'AssumeRolePolicy',
    NoPermissionType: 'ImplicitDeny',
    AuthPrincipalDisplayName: 'oidc-provider/aws',
  });
});

test('an issuer whose keys cannot be had, and one whose keys have changed', async () => {
  published = () => {
    throw new Error('unreachable');
  };
  expect(outcome(await assume())).toBe(`${OIDC}.IssuerConfigurationBroken`);
  published = () => [{ ...stranger.publicKey.export({ format: 'jwk' }), kid: 'two' }];
  expect(outcome(await assume())).toBe(`${OIDC}.InvalidSignature`);
  const fresh = token({}, { signer: stranger.privateKey, keyid: 'two' });
  expect(outcome(await assume({ OIDCToken: fresh }))).toBe('200');
});

test('the real service takes a token in the URL too; the calls show that it stood there', async () => {
  const parameters = { OIDCProviderArn: provider, RoleArn: role, RoleSessionName: 'alice', OIDCToken: token() };
  const answer = await send(simulator.url, 'POST', `${PATH}&${new URLSearchParams(parameters)}`, {});
  expect(answer.status).toBe(200);
  await assume();
  const [inUrl, inForm] = simulator.calls;
  expect(inUrl?.urlParameters).toEqual(expect.arrayContaining(['OIDCToken', 'RoleArn']));
  expect(inForm).toMatchObject({ urlParameters: [], accessKeyId: '', action: 'AssumeRoleWithOIDC' });
});

test('faults meet it', async () => {
  const code = 'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch';
  simulator.inject({ action: 'AssumeRoleWithOIDC', error: { code } });
  expect(outcome(await assume())).toBe(`401 ${code}`);
  expect(outcome(await assume())).toBe('200');
});

test('a second provider of a name cannot be', () => {
  const second = { name: 'aws', issuer: ISSUER, clientIds: [], keys: () => [] };
  expect(() => simulator.ram.createOidcProvider(second)).toThrow('there is a provider aws already');
});
