import { CopyImageRequest, DescribeImagesRequest, TagResourcesRequest } from '@alicloud/ecs20140526';
import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import { parameterStringToSign, signParameters } from '../../simulator/common/http/parameter-signature';
import { type AlibabaSimulator, createClock } from '../../simulator/index';
import fc, { runs } from '../support/fast-check';
import { sdk } from './sdk';
import { type V1Options, v1 } from './signed-parameters';
import { GOLDEN, HANGZHOU, minutes, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const COPY = { RegionId: HANGZHOU, ImageId: GOLDEN, DestinationRegionId: SHANGHAI };
const isoTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

// The parameters of a CreateImage of the Terraform provider for Apsara Stack. The vendor's pop-core 1.8.0 gives the same signatures.
const example: readonly (readonly [string, string])[] = [
  ['AccessKeyId', 'testid'],
  ['Action', 'CreateImage'],
  ['Format', 'JSON'],
  ['ImageName', '镜 a*~(1)'],
  ['RegionId', 'cn-x-env30-d01'],
  ['SignatureMethod', 'HMAC-SHA1'],
  ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
  ['SignatureVersion', '1.0'],
  ['Timestamp', '2026-01-02T03:04:05Z'],
  ['Version', '2014-05-26'],
  ['Tag.1.Key', 'k'],
  ['Tag.1.Value', "v!'"],
  ['DiskDeviceMapping.1.SnapshotId', 's-1'],
  ['DiskDeviceMapping.1.Size', '40'],
];

test.each([
  ['POST', '7+SCwZb6gw07OWHLRCYNh8KTf0g='],
  ['GET', 'kNZFLi9jgC01wBkvRDxSKhN4d3E='],
])('the signature of a %s with odd characters is that of other implementations', (method, signature) => {
  expect(signParameters('testsecret', parameterStringToSign(method, example))).toBe(signature);
});

test('the signature by HMAC-SHA256 is that of another implementation', () => {
  const parameters = example.map(
    ([name, value]) => [name, name === 'SignatureMethod' ? 'HMAC-SHA256' : value] as const,
  );
  // Computed with Python's hmac and urllib.
  const signature = 'OXsKuoSrGhJ+8KWGOj8RU93XpTYM4egAWt5bNYNs4Lk=';
  expect(signParameters('testsecret', parameterStringToSign('POST', parameters), 'HMAC-SHA256')).toBe(signature);
});

test('a parameter without a value is signed too', () => {
  expect(parameterStringToSign('POST', [...example, ['SignatureType', '']])).toContain('%26SignatureType%3D%26');
});

describe("the vendor's client with signatureAlgorithm v2", () => {
  const client = (key = {}) => sdk(simulator, key, { signatureAlgorithm: 'v2' });

  test('copies an image, and the record of calls has what it asked', async () => {
    const request = new CopyImageRequest({ regionId: HANGZHOU, imageId: GOLDEN, destinationRegionId: SHANGHAI });
    const { body } = await client().copyImage(request);
    expect(simulator.ledger().images).toEqual([`${SHANGHAI}/${body?.imageId}`]);
    expect(simulator.calls.at(-1)).toMatchObject({
      action: 'CopyImage',
      regionId: HANGZHOU,
      accessKeyId: simulator.accessKey.AccessKeyId,
      status: 200,
    });
    expect(simulator.calls.at(-1)?.parameters).toEqual(COPY);
    expect(simulator.calls.at(-1)?.urlParameters.toSorted()).toEqual(Object.keys(COPY).toSorted());
  });

  test('is told what is wrong', async () => {
    const request = new CopyImageRequest({ regionId: HANGZHOU, imageId: 'm-none', destinationRegionId: SHANGHAI });
    await expect(client().copyImage(request)).rejects.toMatchObject({
      name: 'ClientError',
      code: 'InvalidImageId.NotFound',
      statusCode: 404,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
  });

  test('can use a temporary key, until it expires', async () => {
    const one = client(simulator.temporaryKey({ durationSeconds: 900 }));
    const request = new DescribeImagesRequest({ regionId: HANGZHOU });
    expect((await one.describeImages(request)).body?.images?.image?.length).toBeGreaterThan(0);
    simulator.clock.advance(900_000);
    await expect(one.describeImages(request)).rejects.toMatchObject({ code: 'InvalidSecurityToken.Expired' });
  });

  test('agrees with the simulator on the signature of any text', async () => {
    const one = client();
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (key, value) => {
        const tag = [{ key: `k${key}`, value }];
        const request = new TagResourcesRequest({
          regionId: HANGZHOU,
          resourceType: 'image',
          resourceId: ['m-x'],
          tag,
        });
        // The image does not exist: a request that gets so far was understood and its signature was right.
        await expect(one.tagResources(request)).rejects.toMatchObject({ code: 'InvalidResourceId.NotFound' });
        expect(simulator.calls.at(-1)?.parameters).toMatchObject({ 'Tag.1.Key': `k${key}`, 'Tag.1.Value': value });
      }),
      runs(40),
    );
  });

  test('asks STS for a role, with a form that is signed', async () => {
    const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: ['*'] } } as const;
    const RoleArn = simulator.ram.createRole({ name: 'copier', trust: { Version: '1', Statement: [trust] } });
    const { AccessKeyId, AccessKeySecret } = simulator.accessKey;
    const sts = new OpenApi(
      new $OpenApiUtil.Config({
        accessKeyId: AccessKeyId,
        accessKeySecret: AccessKeySecret,
        endpoint: new URL(simulator.url).host,
        protocol: 'http',
        signatureAlgorithm: 'v2',
      }),
    );
    const shape = {
      style: 'RPC',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      bodyType: 'json',
      reqBodyType: 'formData',
    };
    const { body } = await sts.callApi(
      new $OpenApiUtil.Params({ action: 'AssumeRole', version: '2015-04-01', protocol: 'HTTP', ...shape }),
      new $OpenApiUtil.OpenApiRequest({ body: { RoleArn, RoleSessionName: 'alice' } }),
      new RuntimeOptions({}),
    );
    expect(body.AssumedRoleUser.Arn).toBe(`${RoleArn}/alice`);
    expect(simulator.calls.at(-1)).toMatchObject({
      parameters: { RoleArn, RoleSessionName: 'alice' },
      urlParameters: [],
    });
  });
});

describe('where parameters may stand', () => {
  const ONE = { ImageId: GOLDEN };

  test.each<[string, V1Options, Record<string, string>]>([
    ['the query of a GET', { method: 'GET' }, { RegionId: HANGZHOU, ...ONE }],
    ['the query of a POST', {}, { RegionId: HANGZHOU, ...ONE }],
    ['a form', { form: { RegionId: HANGZHOU, ...ONE } }, {}],
    ['both', { form: ONE }, { RegionId: HANGZHOU }],
    ['a query behind a path, which is not signed', { path: '/asapi/v3/' }, { RegionId: HANGZHOU, ...ONE }],
  ])('%s', async (_, options, parameters) => {
    const { body } = await v1(simulator, 'DescribeImages', parameters, { common: { Format: 'JSON' }, ...options });
    expect(body).toMatchObject({ TotalCount: 1, Images: { Image: [{ ImageId: GOLDEN }] } });
    expect(simulator.calls.at(-1)).toMatchObject({ regionId: HANGZHOU, parameters: { RegionId: HANGZHOU, ...ONE } });
  });

  test.each<[string, V1Options]>([
    ['in the query', { afterSigning: { ImageId: 'm-other' } }],
    ['in the form', { formAfterSigning: { RegionId: SHANGHAI } }],
    ['added', { afterSigning: { OwnerId: '1' } }],
    ['the nonce', { afterSigning: { SignatureNonce: 'another' } }],
  ])('what was changed after signing is refused: %s', async (_, options) => {
    const answer = await v1(simulator, 'DescribeImages', ONE, { form: { RegionId: HANGZHOU }, ...options });
    expect(outcome(answer)).toBe('400 SignatureDoesNotMatch');
  });
});

describe('who asks, and when', () => {
  const without = (name: string): V1Options => ({ afterSigning: { [name]: undefined } });
  const key = { AccessKeyId: 'who', AccessKeySecret: 'x' };

  test.each<[string, string, V1Options]>([
    ['no key', '400 MissingAccessKeyId', without('AccessKeyId')],
    ['no signature', '400 MissingSignature', without('Signature')],
    ['no method', '400 MissingSignatureMethod', without('SignatureMethod')],
    ['another method', '400 InvalidSignatureMethod', { common: { SignatureMethod: 'HMAC-SHA256' } }],
    ['no version', '400 MissingSignatureVersion', without('SignatureVersion')],
    ['another version', '400 InvalidSignatureVersion', { common: { SignatureVersion: '2.0' } }],
    ['another type', '400 InvalidSignatureType', { common: { SignatureType: 'BEARERTOKEN' } }],
    ['an empty type', '200', { common: { SignatureType: '' } }],
    ['no nonce', '400 MissingSignatureNonce', { common: { SignatureNonce: undefined } }],
    ['no time', '400 MissingTimestamp', { common: { Timestamp: undefined } }],
    ['a time that is none', '400 InvalidTimeStamp.Format', { common: { Timestamp: 'yesterday' } }],
    ['an old time', '400 InvalidTimeStamp.Expired', { common: { Timestamp: isoTime(Date.now() - minutes(16)) } }],
    ['an early time', '400 InvalidTimeStamp.Expired', { common: { Timestamp: isoTime(Date.now() + minutes(16)) } }],
    ['an unknown key', '404 InvalidAccessKeyId.NotFound', { key }],
    ['a token without need', '400 InvalidSecurityToken.Malformed', { common: { SecurityToken: 'x' } }],
    ['another format', '400 InvalidParameter.Format', { common: { Format: 'YAML' } }],
    ['another HTTP method', '403 UnsupportedHTTPMethod', { method: 'PUT' }],
    ['no API version', '400 MissingVersion', { common: { Version: undefined } }],
    ['another API version', '404 InvalidApi.NotFound', { common: { Version: '2015-04-01' } }],
  ])('%s: %s', async (_, expected, options) => {
    expect(outcome(await v1(simulator, 'DescribeRegions', {}, options))).toBe(expected);
  });

  test.each([
    [undefined, '400 MissingSecurityToken'],
    ['simulator-security-token-2', '400 InvalidSecurityToken.MismatchWithAccessKey'],
  ])('a temporary key with the token %s: %s', async (SecurityToken, expected) => {
    const temporary = { ...simulator.temporaryKey(), SecurityToken };
    expect(outcome(await v1(simulator, 'DescribeRegions', {}, { key: temporary }))).toBe(expected);
  });

  test('a time is good by the simulated clock too', async () => {
    const startAt = Date.parse('2040-01-01T00:00:00Z');
    simulator = await start({ clock: createClock({ speed: 0, startAt }), wallClock: () => 0 });
    const at = (ms: number) => v1(simulator, 'DescribeRegions', {}, { common: { Timestamp: isoTime(ms) } });
    expect(outcome(await at(startAt))).toBe('200');
    expect(outcome(await at(startAt / 2))).toBe('400 InvalidTimeStamp.Expired');
  });

  test('a nonce counts once for a key, in whichever protocol', async () => {
    const again = () => v1(simulator, 'DescribeRegions', {}, { common: { SignatureNonce: 'same' } });
    expect(outcome(await again())).toBe('200');
    expect(outcome(await again())).toBe('400 SignatureNonceUsed');
    const newer = await raw(simulator, 'DescribeRegions', {}, { headers: { 'x-acs-signature-nonce': 'same' } });
    expect(outcome(newer)).toBe('400 SignatureNonceUsed');
  });

  test('a wrong secret: the answer echoes what the server signed, as the real service does', async () => {
    const wrong = { ...simulator.accessKey, AccessKeySecret: 'wrong' };
    const common = { SignatureNonce: 'n', Timestamp: '2026-01-02T03:04:05Z' };
    simulator = await start({ clock: createClock({ speed: 0, startAt: Date.parse(common.Timestamp) }) });
    const { body } = await v1(simulator, 'DescribeRegions', {}, { key: wrong, common });
    expect(body.Message).toBe(
      'Specified signature is not matched with our calculation. server string to sign is:POST&%2F&' +
        'AccessKeyId%3Dsimulator-access-key-id%26Action%3DDescribeRegions%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Dn%26' +
        'SignatureVersion%3D1.0%26Timestamp%3D2026-01-02T03%253A04%253A05Z%26Version%3D2014-05-26',
    );
  });
});

describe('a ClientToken', () => {
  const token = { ...COPY, ClientToken: 'token-1' };
  const copy = async (options: V1Options = {}) => (await v1(simulator, 'CopyImage', token, options)).body.ImageId;

  test('is the same request whatever is new about the protocol', async () => {
    const imageId = await copy();
    expect(imageId).toMatch(/^m-uf6/);
    expect(await copy({ common: { Format: 'JSON' } })).toBe(imageId);
    expect(await copy({ key: simulator.temporaryKey() })).toBe(imageId);
    expect((await raw(simulator, 'CopyImage', token)).body.ImageId).toBe(imageId);
    expect(simulator.ledger().images).toHaveLength(1);
  });
});
