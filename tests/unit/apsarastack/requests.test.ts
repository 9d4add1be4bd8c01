import type { Gateway } from '../../../src/apsarastack/gateway';
import { type Asked, parametersOf, requestOf } from '../../../src/apsarastack/requests';
import { signatureOf } from '../../../src/apsarastack/signature';

const SECRET = 'canary-of-the-secret';
const KEY = { accessKeyId: 'testid', accessKeySecret: SECRET };
const ASKED: Asked = {
  product: 'ecs',
  action: 'CopyImage',
  version: '2014-05-26',
  regionId: 'cn-x-env30-d01',
  parameters: { ImageId: 'm-1', DestinationImageName: '镜 a*~(1)' },
};
const POP: Gateway = { kind: 'POP', parameters: 'BODY', signatureMethod: 'HMAC-SHA1' };
const FULL: Gateway = { ...POP, kind: 'ASAPI', organization: '37', resourceSet: '412' };
const SIGNING = { key: KEY, nonce: 'n-1', now: Date.UTC(2026, 0, 2, 3, 4, 5, 678) };

const request = (gateway: Gateway = POP, key = {}) =>
  requestOf(ASKED, gateway, { ...SIGNING, key: { ...KEY, ...key } });
const parametersIn = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

const COMMON_PARAMETERS = {
  ...ASKED.parameters,
  AccessKeyId: 'testid',
  Action: 'CopyImage',
  Format: 'JSON',
  RegionId: 'cn-x-env30-d01',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n-1',
  SignatureVersion: '1.0',
  Timestamp: '2026-01-02T03:04:05Z',
  Version: '2014-05-26',
};
const COMMON_HEADERS = {
  'user-agent': 'TF-ApsaraStack',
  accept: 'application/json',
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': expect.stringMatching(/^\d+$/),
  'x-acs-regionid': 'cn-x-env30-d01',
  'x-acs-caller-sdk-source': 'TF-ApsaraStack',
};

describe('a request', () => {
  it('to POP has the region in its form and in a header, and nothing of what is not configured', () => {
    const { query, headers, body } = request();
    const { Signature, ...parameters } = parametersIn(body);
    expect({ query, headers, parameters }).toEqual({
      query: '',
      headers: COMMON_HEADERS,
      parameters: COMMON_PARAMETERS,
    });
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(Signature).toBe(signatureOf('POST', parameters, { secret: SECRET, method: 'HMAC-SHA1' }));
  });

  it('to ASAPI names the product, and organization and resource set in headers and parameters', () => {
    const { headers, body } = request(FULL);
    const { Signature, ...parameters } = parametersIn(body);
    expect(headers).toEqual({
      ...COMMON_HEADERS,
      RegionId: 'cn-x-env30-d01',
      'x-acs-organizationid': '37',
      'x-acs-resourcegroupid': '412',
      'x-acs-request-version': 'v1',
      'x-acs-asapi-product': 'ecs',
      'x-ascm-product-name': 'ecs',
    });
    expect(parameters).toEqual({
      ...COMMON_PARAMETERS,
      Product: 'ecs',
      Department: '37',
      OrganizationId: '37',
      ResourceGroup: '412',
    });
    expect(Signature).toBe(signatureOf('POST', parameters, { secret: SECRET, method: 'HMAC-SHA1' }));
  });

  it('to POP has organization and resource set in headers alone', () => {
    const { headers, body } = request({ ...FULL, kind: 'POP' });
    expect(headers).toEqual({ ...COMMON_HEADERS, 'x-acs-organizationid': '37', 'x-acs-resourcegroupid': '412' });
    expect(parametersIn(body)).toEqual({ ...COMMON_PARAMETERS, Signature: expect.any(String) });
  });

  it('has everything in the query where that is wanted', () => {
    const { query, headers, body } = request({ ...POP, parameters: 'QUERY' });
    expect([body, headers['content-length']]).toEqual(['', '0']);
    expect(parametersIn(query)).toEqual({ ...COMMON_PARAMETERS, Signature: expect.any(String) });
  });

  it('has the security token of a temporary key, and is signed by the method of the configuration', () => {
    const { body } = request({ ...POP, signatureMethod: 'HMAC-SHA256' }, { securityToken: 't/+=' });
    const { Signature, ...parameters } = parametersIn(body);
    expect(parameters).toEqual({ ...COMMON_PARAMETERS, SecurityToken: 't/+=', SignatureMethod: 'HMAC-SHA256' });
    expect(Signature).toBe(signatureOf('POST', parameters, { secret: SECRET, method: 'HMAC-SHA256' }));
  });

  it.each(['POP', 'ASAPI'] as const)('to %s never has the secret in it', (kind) => {
    for (const parameters of ['BODY', 'QUERY'] as const) {
      const text = JSON.stringify(request({ ...FULL, kind, parameters }, { securityToken: 't' }));
      expect([text.includes(SECRET), text.includes('AccessKeySecret')]).toEqual([false, false]);
    }
  });
});

describe('the parameters of a request', () => {
  it.each<readonly [what: string, values: object, parameters: Record<string, string>]>([
    ['numbers and booleans as text', { A: 40, B: true, C: false, D: 0 }, { A: '40', B: 'true', C: 'false', D: '0' }],
    [
      'lists and objects by number and name',
      { Tag: [{ Key: 'k', Value: 'v' }, { Key: 'l' }], ResourceId: ['m-1', 'm-2'], A: { B: { C: 'd' } } },
      {
        'Tag.1.Key': 'k',
        'Tag.1.Value': 'v',
        'Tag.2.Key': 'l',
        'ResourceId.1': 'm-1',
        'ResourceId.2': 'm-2',
        'A.B.C': 'd',
      },
    ],
    [
      'nothing that is empty',
      { A: '', B: undefined, C: null, D: [], E: {}, Tag: [{ Key: 'k', Value: '' }] },
      { 'Tag.1.Key': 'k' },
    ],
    [
      'no size 0',
      { Size: 0, DiskDeviceMapping: [{ SnapshotId: 's-1', Size: 0 }, { Size: '0' }, { Size: 40 }] },
      { 'DiskDeviceMapping.1.SnapshotId': 's-1', 'DiskDeviceMapping.3.Size': '40' },
    ],
  ])('are %s', (_, values, parameters) => {
    expect(parametersOf(values)).toEqual(parameters);
  });

  it('are an empty text too where that clears something', () => {
    expect(parametersOf({ Description: '', ImageName: undefined, Tag: [] }, true)).toEqual({ Description: '' });
  });
});
