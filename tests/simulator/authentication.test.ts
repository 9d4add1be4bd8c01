import { DescribeRegionsRequest } from '@alicloud/ecs20140526';
import { sha256 } from '../../simulator/common/http/canonical-request';
import { type AlibabaSimulator, createClock } from '../../simulator/index';
import { sdk } from './sdk';
import { minutes, outcome, raw, seconds, send, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const isoTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

test.each<[string, string, Parameters<typeof raw>[3]]>([
  ['an unknown key', '404 InvalidAccessKeyId.NotFound', { key: { AccessKeyId: 'who', AccessKeySecret: 'x' } }],
  ['a date that is none', '400 InvalidTimeStamp.Format', { headers: { 'x-acs-date': 'yesterday' } }],
  ['an impossible date', '400 InvalidTimeStamp.Format', { headers: { 'x-acs-date': '2026-13-41T00:00:00Z' } }],
  ['no date', '400 InvalidTimeStamp.Format', { headers: { 'x-acs-date': undefined } }],
  ['an old date', '400 InvalidTimeStamp.Expired', { headers: { 'x-acs-date': isoTime(Date.now() - minutes(16)) } }],
  ['an early date', '400 InvalidTimeStamp.Expired', { headers: { 'x-acs-date': isoTime(Date.now() + minutes(16)) } }],
  ['no nonce', '400 MissingSignatureNonce', { headers: { 'x-acs-signature-nonce': undefined } }],
  ['no content hash', '400 IncompleteSignature', { headers: { 'x-acs-content-sha256': undefined } }],
  ['an unsigned x-acs header', '400 IncompleteSignature', { afterSigning: { 'x-acs-extra': '1' } }],
  [
    'an unsigned content type',
    '400 IncompleteSignature',
    { form: { RegionId: 'x' }, afterSigning: { 'content-type': 'text/plain' }, unsigned: ['content-type'] },
  ],
  ['an unsigned type of no content', '200', { afterSigning: { 'content-type': 'application/octet-stream' } }],
  [
    'a signed type of no content that was changed',
    '400 SignatureDoesNotMatch',
    { headers: { 'content-type': 'text/plain' }, afterSigning: { 'content-type': 'application/octet-stream' } },
  ],
  ['no authorization', '400 MissingAccessKeyId', { afterSigning: { authorization: undefined } }],
  ['a strange authorization', '400 IncompleteSignature', { afterSigning: { authorization: 'Bearer x' } }],
  ['a changed header', '400 SignatureDoesNotMatch', { afterSigning: { 'x-acs-content-sha256': '0' } }],
  [
    'a token beside a long-lived key',
    '400 InvalidSecurityToken.MismatchWithAccessKey',
    { headers: { 'x-acs-security-token': 'simulator-security-token-9' } },
  ],
  ['another method', '403 UnsupportedHTTPMethod', { method: 'PUT' }],
  ['another version', '404 InvalidApi.NotFound', { headers: { 'x-acs-version': '2015-04-01' } }],
  ['no version', '400 MissingVersion', { headers: { 'x-acs-version': undefined } }],
])('%s: %s', async (_, expected, options) => {
  expect(outcome(await raw(simulator, 'DescribeRegions', {}, options))).toBe(expected);
});

test.each(['Nothing', 'constructor', '__proto__'])('action %s does not exist', async (action) => {
  expect(outcome(await raw(simulator, action))).toBe('404 InvalidApi.NotFound');
});

test('a request without an action', async () => {
  expect(outcome(await send(simulator.url, 'POST', '/', {}))).toBe('400 MissingAction');
});

test('a wrong secret: the answer echoes what the server signed, as the real service does', async () => {
  const key = { ...simulator.accessKey, AccessKeySecret: 'wrong' };
  const { status, body } = await raw(simulator, 'DescribeImages', { RegionId: 'cn-hangzhou' }, { key });
  expect(status).toBe(400);
  expect(body.Code).toBe('SignatureDoesNotMatch');
  expect(body.Message).toMatch(
    /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] \(server CanonicalRequest is \[POST\n\/\nRegionId=cn-hangzhou\nhost:/,
  );
});

test('a nonce counts once for a key', async () => {
  const options = { headers: { 'x-acs-signature-nonce': 'same' } };
  expect(outcome(await raw(simulator, 'DescribeRegions', {}, options))).toBe('200');
  expect(outcome(await raw(simulator, 'DescribeRegions', {}, options))).toBe('400 SignatureNonceUsed');
  const key = simulator.temporaryKey();
  expect(outcome(await raw(simulator, 'DescribeRegions', {}, { ...options, key }))).toBe('200');
});

test('a date is good by the wall clock or by the simulated clock', async () => {
  const startAt = Date.parse('2040-01-01T00:00:00Z');
  const future = await start({ clock: createClock({ speed: 0, startAt }), wallClock: () => 0 });
  const at = (ms: number) => raw(future, 'DescribeRegions', {}, { headers: { 'x-acs-date': isoTime(ms) } });
  expect(outcome(await at(startAt))).toBe('200');
  expect(outcome(await at(0))).toBe('200');
  expect(outcome(await at(startAt / 2))).toBe('400 InvalidTimeStamp.Expired');
  future.clock.advance(minutes(16));
  expect(outcome(await at(startAt))).toBe('400 InvalidTimeStamp.Expired');
});

describe('temporary keys', () => {
  test('the SDK can use one until it expires by the simulated clock', async () => {
    const client = sdk(simulator, simulator.temporaryKey({ durationSeconds: 900 }));
    const request = new DescribeRegionsRequest({});
    await expect(client.describeRegions(request)).resolves.toMatchObject({ statusCode: 200 });
    simulator.clock.advance(seconds(900));
    await expect(client.describeRegions(request)).rejects.toMatchObject({ code: 'InvalidSecurityToken.Expired' });
  });

  test('every one expires at once if a test says so', async () => {
    const key = simulator.temporaryKey();
    simulator.world.expireTokens();
    expect(outcome(await raw(simulator, 'DescribeRegions', {}, { key }))).toBe('400 InvalidSecurityToken.Expired');
  });

  test.each([
    [undefined, '400 MissingSecurityToken'],
    ['rubbish', '400 InvalidSecurityToken.Malformed'],
    ['simulator-security-token-2', '400 InvalidSecurityToken.MismatchWithAccessKey'],
  ])('with the token %s: %s', async (SecurityToken, expected) => {
    const key = { ...simulator.temporaryKey(), SecurityToken };
    simulator.temporaryKey();
    expect(outcome(await raw(simulator, 'DescribeRegions', {}, { key }))).toBe(expected);
  });
});

describe('other ways to send the same request', () => {
  test('GET, and a path before the query', async () => {
    const answer = await raw(simulator, 'DescribeImages', { RegionId: 'cn-hangzhou' }, { method: 'GET', path: '/x/' });
    expect(answer.body.TotalCount).toBe(6);
  });

  test('a form body, whose hash must be in its header', async () => {
    const form = { RegionId: 'cn-hangzhou', ImageId: 'm-bp1golden0ubuntu24' };
    const { body } = await raw(simulator, 'DescribeImages', {}, { form });
    expect(body.TotalCount).toBe(1);
    const headers = { 'x-acs-content-sha256': sha256('another body') };
    const answer = await raw(simulator, 'DescribeImages', {}, { form, headers });
    expect(outcome(answer)).toBe('400 SignatureDoesNotMatch');
  });

  test('action and version in the query', async () => {
    const headers = { 'x-acs-action': undefined, 'x-acs-version': undefined };
    const answer = await raw(simulator, '', { Action: 'DescribeRegions', Version: '2014-05-26' }, { headers });
    expect(answer.body.Regions.Region).toContainEqual({
      RegionId: 'cn-hangzhou',
      LocalName: '华东1（杭州）',
      RegionEndpoint: 'ecs.cn-hangzhou.aliyuncs.com',
      Status: 'available',
    });
  });
});

test('answers have the headers of the service', async () => {
  const { headers, body } = await raw(simulator, 'DescribeRegions');
  expect(headers).toMatchObject({
    'content-type': 'application/json;charset=utf-8',
    'access-control-allow-origin': '*',
    'x-acs-request-id': body.RequestId,
    'x-acs-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(body.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
});

test('error bodies have the fields of the service', async () => {
  const { body } = await raw(simulator, 'Nothing');
  expect(body).toEqual({
    RequestId: expect.any(String),
    HostId: new URL(simulator.url).host,
    Code: 'InvalidApi.NotFound',
    Message: 'Specified api is not found, please check your url and method.',
    Recommend: expect.stringContaining('https://api.aliyun.com/troubleshoot?q=InvalidApi.NotFound&product=Ecs'),
  });
});
