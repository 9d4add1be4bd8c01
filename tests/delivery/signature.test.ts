import { type AwsPost, signedHeaders } from '../../src/cloudformation/aws-signature';

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const TIME = Date.UTC(2015, 7, 30, 12, 36, 0, 999);

const LOGS: AwsPost = {
  host: 'logs.us-east-1.amazonaws.com',
  headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'Logs_20140328.PutLogEvents' },
  body: '{"logGroupName":"gruppe-ä"}',
  service: 'logs',
  region: 'us-east-1',
};

/** Signatures that botocore 1.43.11 (SigV4Auth) makes of the same requests; the last is of AWS's own test suite. */
const KNOWN: readonly (readonly [string, AwsPost, string | undefined, names: string, signature: string])[] = [
  [
    'CloudWatch Logs with a session token',
    LOGS,
    'token/+=',
    'content-type;host;x-amz-date;x-amz-security-token;x-amz-target',
    'e47b742d496fb679fa38dd4b8ed57623bd52be2ea1115811e3516ef8bdb2a1f7',
  ],
  [
    'CloudWatch without one',
    {
      host: 'monitoring.cn-north-1.amazonaws.com.cn',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'Action=PutMetricData&Version=2010-08-01',
      service: 'monitoring',
      region: 'cn-north-1',
    },
    undefined,
    'content-type;host;x-amz-date',
    '99831f10e78ce3fe4fba3dbe78806f26a0140e701bdcabb331e166c10bb69d62',
  ],
  [
    'post-vanilla',
    { host: 'example.amazonaws.com', headers: {}, body: '', service: 'service', region: 'us-east-1' },
    undefined,
    'host;x-amz-date',
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
];

describe('a signed request', () => {
  it.each(KNOWN)('has the known signature: %s', (_, post, sessionToken, names, signature) => {
    const { authorization } = signedHeaders(post, { ...KEY, sessionToken }, TIME);
    const scope = `20150830/${post.region}/${post.service}/aws4_request`;
    expect(authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    );
  });

  it('sends its time, and a token only if there is one', () => {
    expect(signedHeaders(LOGS, KEY, TIME)).toMatchObject({ ...LOGS.headers, 'x-amz-date': '20150830T123600Z' });
    expect(signedHeaders(LOGS, { ...KEY, sessionToken: '' }, TIME)).not.toHaveProperty('x-amz-security-token');
    expect(signedHeaders(LOGS, { ...KEY, sessionToken: 'x' }, TIME)).toHaveProperty('x-amz-security-token', 'x');
  });
});
