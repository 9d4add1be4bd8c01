import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { type AwsSts, type AwsStsOptions, createClock, startAwsSts } from '../../simulator/index';
import { signedHeaders } from '../../src/cloudformation/aws-signature';
import { running } from '../support/running';
import { minutes, send } from './support';

const simulators = running(startAwsSts);
afterEach(simulators.stop);

const start = (options: AwsStsOptions = {}): Promise<AwsSts> => simulators.start(options);

/** How a request differs from a good one. */
interface Change {
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly credentials?: Partial<AwsSts['credentials']>;
  readonly service?: string;
  readonly region?: string;
  readonly time?: number;
  readonly addedToBody?: string;
  /** Put over the headers after signing. */
  readonly headers?: Readonly<Record<string, string>>;
}

const good = {
  Action: 'GetWebIdentityToken',
  Version: '2011-06-15',
  'Audience.member.1': 'image-copy',
  SigningAlgorithm: 'RS256',
};

/** Asks for a token and returns what the answer says, by its XML elements. */
async function ask(aws: AwsSts, change: Change = {}) {
  const {
    credentials,
    service = 'sts',
    region = 'eu-central-1',
    time = Date.now(),
    headers = {},
    addedToBody = '',
  } = change;
  const all = Object.entries({ ...good, ...change.parameters });
  const form = all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const body = new URLSearchParams(Object.fromEntries(form)).toString();
  const { host } = new URL(aws.url);
  const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const post = { host, headers: type, body, service, region };
  const signed = signedHeaders(post, { ...aws.credentials, ...credentials }, time);
  const answer = await send(aws.url, 'POST', '/', { ...signed, host, ...headers }, Buffer.from(body + addedToBody));
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.text)?.[1];
  const code = element('Code');
  return {
    ...answer,
    outcome: code === undefined ? String(answer.status) : `${answer.status} ${code}`,
    message: element('Message') ?? '',
    token: element('WebIdentityToken') ?? '',
    expiration: element('Expiration') ?? '',
    requestId: element('RequestId'),
  };
}

test('answers with a token that its published keys verify, with the documented claims', async () => {
  const clock = createClock({ speed: 0 });
  const aws = await start({ clock });
  const { status, headers, token, expiration, requestId } = await ask(aws);
  expect([status, headers['content-type'], headers['x-amzn-requestid']]).toEqual([200, 'text/xml', requestId]);
  const decoded = jwt.decode(token, { complete: true });
  expect(decoded?.header).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.stringMatching(/^RS256_/) });
  const issuedAt = Math.floor(clock.now() / 1000);
  expect(decoded?.payload).toEqual({
    iss: aws.issuer,
    aud: 'image-copy',
    sub: aws.roleArn,
    iat: issuedAt,
    exp: issuedAt + 300,
    jti: expect.any(String),
    'https://sts.amazonaws.com/': {
      aws_account: '123456789012',
      source_region: 'eu-central-1',
      principal_id: aws.roleArn,
    },
  });
  expect(Date.parse(expiration)).toBe((issuedAt + 300) * 1000);
  expect(aws.issuer).toMatch(/^https:\/\/[0-9a-f-]{36}\.tokens\.sts\.global\.api\.aws$/);
  const key = aws.keys().find(({ kid }) => kid === decoded?.header.kid);
  if (!key) throw new Error('the key is not published');
  expect(key).not.toHaveProperty('d');
  expect(() => jwt.verify(token, createPublicKey({ key, format: 'jwk' }), { ignoreExpiration: true })).not.toThrow();
});

test('several audiences, another algorithm, a longer life, tags', async () => {
  const aws = await start({ behaviour: { allowedActions: ['sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken'] } });
  const { token } = await ask(aws, {
    parameters: {
      'Audience.member.2': 'other',
      SigningAlgorithm: 'ES384',
      DurationSeconds: '3600',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'a',
    },
  });
  const claims = jwt.decode(token);
  if (typeof claims !== 'object' || !claims) throw new Error('no claims');
  expect(claims.aud).toEqual(['image-copy', 'other']);
  expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
  expect(claims['https://sts.amazonaws.com/']).toMatchObject({ request_tags: { team: 'a' } });
  expect(jwt.decode(token, { complete: true })?.header.alg).toBe('ES384');
});

test.each<[string, Change['parameters'], string]>([
  ['no audience', { 'Audience.member.1': undefined }, '400 ValidationError'],
  ['an empty audience', { 'Audience.member.1': '' }, '400 ValidationError'],
  ['an audience of 1000 characters', { 'Audience.member.1': 'a'.repeat(1000) }, '200'],
  ['an audience of 1001 characters', { 'Audience.member.1': 'a'.repeat(1001) }, '400 ValidationError'],
  ['ten audiences', audiences(10), '200'],
  ['eleven audiences', audiences(11), '400 ValidationError'],
  ['no algorithm', { SigningAlgorithm: undefined }, '400 ValidationError'],
  ['another algorithm', { SigningAlgorithm: 'HS256' }, '400 ValidationError'],
  ['a minute', { DurationSeconds: '60' }, '200'],
  ['less than a minute', { DurationSeconds: '59' }, '400 ValidationError'],
  ['more than an hour', { DurationSeconds: '3601' }, '400 ValidationError'],
  ['a duration that is no number', { DurationSeconds: 'x' }, '400 ValidationError'],
  ['tags without permission', { 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' }, '403 AccessDenied'],
  ['another action', { Action: 'GetCallerIdentity' }, '400 InvalidAction'],
  ['another version', { Version: '2010-01-01' }, '400 InvalidAction'],
])('%s', async (_, parameters, expected) => {
  expect((await ask(await start(), { parameters })).outcome).toBe(expected);
});

function audiences(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`Audience.member.${n + 1}`, `a${n}`]));
}

test.each<[string, Change, string]>([
  ['another key', { credentials: { accessKeyId: 'other' } }, '403 InvalidClientTokenId'],
  ['another session token', { credentials: { sessionToken: 'other' } }, '403 InvalidClientTokenId'],
  ['no session token', { credentials: { sessionToken: '' } }, '403 InvalidClientTokenId'],
  ['another secret', { credentials: { secretAccessKey: 'other' } }, '403 SignatureDoesNotMatch'],
  ['a signature for another service', { service: 'logs' }, '403 SignatureDoesNotMatch'],
  ['a changed body', { addedToBody: '&Tags.member.1.Key=a' }, '403 SignatureDoesNotMatch'],
  [
    'a changed header',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '403 SignatureDoesNotMatch',
  ],
  ['a header that is not signed', { headers: { 'x-amz-extra': '1' } }, '403 SignatureDoesNotMatch'],
  ['a date six minutes ago', { time: Date.now() - minutes(6) }, '403 SignatureDoesNotMatch'],
  ['a date in six minutes', { time: Date.now() + minutes(6) }, '403 SignatureDoesNotMatch'],
  ['a date four minutes ago', { time: Date.now() - minutes(4) }, '200'],
  ['a date that is none', { headers: { 'x-amz-date': 'now' } }, '400 IncompleteSignature'],
  ['another scheme', { headers: { authorization: 'Bearer x' } }, '400 IncompleteSignature'],
  ['another region', { region: 'us-gov-west-1' }, '200'],
])('%s', async (_, change, expected) => {
  expect((await ask(await start(), change)).outcome).toBe(expected);
});

test('a request that is not signed', async () => {
  const aws = await start();
  expect((await send(aws.url, 'POST', '/', {})).text).toContain('<Code>MissingAuthenticationToken</Code>');
  expect(aws.calls).toEqual([expect.objectContaining({ action: '', region: '', accessKeyId: '', status: 403 })]);
});

test('a date is good by the simulated clock too', async () => {
  const clock = createClock({ speed: 0, startAt: Date.parse('2040-01-01T00:00:00Z') });
  const aws = await start({ clock, wallClock: () => 0 });
  expect((await ask(aws, { time: clock.now() })).outcome).toBe('200');
  expect((await ask(aws)).outcome).toBe('403 SignatureDoesNotMatch');
});

test.each(['OutboundWebIdentityFederationDisabledException', 'OutboundWebIdentityFederationDisabled'] as const)(
  'an account without federation, by the name %s',
  async (federationDisabledCode) => {
    const aws = await start();
    aws.behave({ federation: 'disabled', federationDisabledCode });
    const { outcome, message } = await ask(aws);
    expect(outcome).toBe(`403 ${federationDisabledCode}`);
    expect(message).toContain('is not enabled for this account');
    aws.behave({ federation: 'enabled' });
    expect((await ask(aws)).outcome).toBe('200');
  },
);

test.each<[string, Parameters<AwsSts['behave']>[0], string]>([
  ['nothing', { allowedActions: [] }, '403 AccessDenied'],
  ['another audience', { allowedAudiences: ['other'] }, '403 AccessDenied'],
  ['this audience', { allowedAudiences: ['image-copy'] }, '200'],
  ['another algorithm', { allowedAlgorithms: ['ES384'] }, '403 AccessDenied'],
  ['a shorter life', { longestTokenSeconds: 299 }, '403 AccessDenied'],
  ['this life', { longestTokenSeconds: 300 }, '200'],
])("the caller's policy allows %s", async (_, change, expected) => {
  const aws = await start();
  aws.behave(change);
  const { outcome, message } = await ask(aws);
  expect(outcome).toBe(expected);
  if (expected !== '200') expect(message).toMatch(/^User: arn:aws:iam::\S+ is not authorized to perform: sts:GetWeb/);
});

test("no token outlives the caller's session, and none is made after it", async () => {
  const clock = createClock({ speed: 0 });
  const aws = await start({ clock });
  aws.behave({ sessionEndsAt: clock.now() + 200_000 });
  expect((await ask(aws)).outcome).toBe('403 SessionDurationEscalationException');
  expect((await ask(aws, { parameters: { DurationSeconds: '200' } })).outcome).toBe('200');
  clock.advance(200_000);
  expect((await ask(aws)).outcome).toBe('403 ExpiredToken');
});

test('keys change: the old ones stay published, or are withdrawn', async () => {
  const aws = await start();
  const kidOf = async () => jwt.decode((await ask(aws)).token, { complete: true })?.header.kid;
  const kids = () => aws.keys().map(({ kid }) => kid);
  const first = await kidOf();
  aws.rotateKeys();
  const second = await kidOf();
  expect(second).not.toBe(first);
  expect(kids()).toEqual(expect.arrayContaining([first, second]));
  aws.rotateKeys({ withdraw: true });
  expect(kids()).toEqual([expect.stringMatching(/^RS256_/), expect.stringMatching(/^ES384_/)]);
  expect(kids()).not.toContain(second);
});

test('every issuer of a process begins with the same key pairs, by names of its own, and changes them for new ones', async () => {
  const [one, other] = [await start(), await start()];
  const namesOf = (aws: AwsSts) => aws.keys().map(({ kid }) => kid);
  const pairsOf = (aws: AwsSts) => aws.keys().map(({ n, x }) => n ?? x);
  expect(pairsOf(one)).toEqual([expect.any(String), expect.any(String)]);
  expect(pairsOf(other)).toEqual(pairsOf(one));
  expect(new Set([...namesOf(one), ...namesOf(other)]).size).toBe(4);
  const first = pairsOf(one);
  one.rotateKeys({ withdraw: true });
  other.rotateKeys({ withdraw: true });
  expect(new Set([...first, ...pairsOf(one), ...pairsOf(other)]).size).toBe(6);
});

test('takes other roles, each with its own subject', async () => {
  const key = { accessKeyId: 'a', secretAccessKey: 'b', roleArn: 'arn:aws:iam::210987654321:role/Other' };
  const aws = await start({ credentials: [key] });
  expect(aws).toMatchObject({ roleArn: key.roleArn, credentials: { accessKeyId: 'a', sessionToken: '' } });
  const claims = jwt.decode((await ask(aws)).token);
  expect(claims).toMatchObject({ sub: key.roleArn, 'https://sts.amazonaws.com/': { aws_account: '210987654321' } });
  await expect(start({ credentials: [] })).rejects.toThrow('credentials is an empty list');
});

describe('faults', () => {
  test('an error in the protocol of AWS, in one region', async () => {
    const aws = await start();
    aws.inject({ action: 'GetWebIdentityToken', regionId: 'us-east-1', error: { code: 'Throttling' } });
    expect((await ask(aws)).outcome).toBe('200');
    const answer = await ask(aws, { region: 'us-east-1' });
    expect([answer.outcome, answer.message]).toEqual(['400 Throttling', 'Rate exceeded']);
    expect(answer.text).toContain('<Type>Sender</Type>');
    expect(aws.calls.map(({ region, code }) => [region, code])).toEqual([
      ['eu-central-1', undefined],
      ['us-east-1', 'Throttling'],
    ]);
  });

  test('an error that is not known, with a message that has to be escaped', async () => {
    const aws = await start();
    aws.inject({ error: { code: 'Strange', status: 599, message: '<a> & "b"' } });
    const answer = await ask(aws);
    expect(answer.outcome).toBe('599 Strange');
    expect(answer.text).toContain('<Message>&lt;a&gt; &amp; &quot;b&quot;</Message>');
    expect(answer.text).toContain('<Type>Receiver</Type>');
  });

  test('any answer, a reset, and none of them any more', async () => {
    const aws = await start();
    aws.inject({ respond: { status: 502, body: '<html>', contentType: 'text/html' } });
    aws.inject({ reset: 'before', times: 2 });
    expect(await ask(aws)).toMatchObject({ status: 502, text: '<html>' });
    await expect(ask(aws)).rejects.toThrow('ECONNRESET');
    aws.clearFaults();
    expect((await ask(aws)).outcome).toBe('200');
  });
});
