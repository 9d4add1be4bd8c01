import { TagResourcesRequest } from '@alicloud/ecs20140526';
import { readAuthorization, sign, stringToSign } from '../../simulator/alibaba/http/signature';
import { canonicalRequest } from '../../simulator/common/http/canonical-request';
import fc, { runs } from '../support/fast-check';
import { sdk } from './sdk';
import { start, stopSimulators } from './support';

afterEach(stopSimulators);

// The example of "V3 request body & signature mechanism" in the vendor's documentation.
const example = {
  method: 'POST',
  path: '/',
  query: [
    ['RegionId', 'cn-shanghai'],
    ['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
  ],
  headers: {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  },
  body: Buffer.alloc(0),
} as const;

test('the example of the documentation has the signature of the documentation', () => {
  const text = stringToSign(canonicalRequest(example, Object.keys(example.headers)));
  expect(text).toBe('ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
  expect(sign('YourAccessKeySecret', text)).toBe('06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0');
});

test.each([
  ['ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;x-acs-date,Signature=', 'without a signature'],
  [`ACS3-HMAC-SHA1 Credential=id,SignedHeaders=host,Signature=${'0'.repeat(64)}`, 'of another algorithm'],
  ['Bearer token', 'of another scheme'],
])('an Authorization header %s is none (%s)', (header) => {
  expect(readAuthorization(header)).toBeUndefined();
});

test('the SDK and the simulator agree on the signature of any text', async () => {
  const simulator = await start();
  const client = sdk(simulator);
  const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (key, value) => {
      const request = new TagResourcesRequest({
        regionId: 'cn-hangzhou',
        resourceType: 'image',
        resourceId: ['m-none'],
        tag: [{ key: `k${key}`, value }],
      });
      // The image does not exist: a request that gets so far was understood and its signature was right.
      await expect(client.tagResources(request)).rejects.toMatchObject({ code: 'InvalidResourceId.NotFound' });
      const sent = simulator.calls.at(-1)?.parameters;
      expect(sent?.['Tag.1.Key']).toBe(`k${key}`);
      expect(sent?.['Tag.1.Value']).toBe(value);
    }),
    runs(40),
  );
});
