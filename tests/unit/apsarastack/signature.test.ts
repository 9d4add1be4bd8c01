import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PopCore from '@alicloud/pop-core';
import { encodedParameters, type Parameters, signatureOf, stringToSign } from '../../../src/apsarastack/signature';
import fc, { anyText, runs } from '../../support/fast-check';

const SECRET = 'testsecret';
/** The parameters of a CreateImage of the Terraform provider for Apsara Stack. */
const EXAMPLE: Parameters = {
  AccessKeyId: 'testid',
  Action: 'CreateImage',
  Format: 'JSON',
  ImageName: '镜 a*~(1)',
  RegionId: 'cn-x-env30-d01',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
  SignatureVersion: '1.0',
  Timestamp: '2026-01-02T03:04:05Z',
  Version: '2014-05-26',
  'Tag.1.Key': 'k',
  'Tag.1.Value': "v!'",
  'DiskDeviceMapping.1.SnapshotId': 's-1',
  'DiskDeviceMapping.1.Size': '40',
};

describe('a signature of version 1.0', () => {
  // pop-core 1.8.0 gives those by HMAC-SHA1, Python's hmac all of them.
  it.each([
    ['POST', 'HMAC-SHA1', {}, '7+SCwZb6gw07OWHLRCYNh8KTf0g='],
    ['GET', 'HMAC-SHA1', {}, 'kNZFLi9jgC01wBkvRDxSKhN4d3E='],
    ['POST', 'HMAC-SHA1', { SignatureType: '' }, 'yz8YyaljKlY//1Tk251eHYmR1os='],
    ['POST', 'HMAC-SHA256', {}, 'OXsKuoSrGhJ+8KWGOj8RU93XpTYM4egAWt5bNYNs4Lk='],
    ['GET', 'HMAC-SHA256', {}, 'P/8Rl7hfhwewxoJbwJ2nEiXvg1HeF4X+IN+vhhRVX3I='],
  ] as const)('of a %s by %s with %j is that of other implementations', (httpMethod, method, more, signature) => {
    const parameters = { ...EXAMPLE, SignatureMethod: method, ...more };
    expect(signatureOf(httpMethod, parameters, { secret: SECRET, method })).toBe(signature);
  });

  it('does not depend on the order of the parameters, and leaves them as they were', () => {
    const reversed = Object.fromEntries(Object.entries(EXAMPLE).reverse());
    expect(encodedParameters(reversed)).toBe(encodedParameters(EXAMPLE));
    expect(Object.keys(reversed)).toEqual(Object.keys(EXAMPLE).reverse());
  });

  it('holds nothing of the secret in what is signed', () => {
    expect(stringToSign('POST', EXAMPLE)).not.toContain(SECRET);
  });
});

describe("the vendor's pop-core", () => {
  let received: { method: string; parameters: Parameters } | undefined;
  const server = createServer(async (request, response) => {
    received = await parametersOf(request);
    response.end('{}');
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());

  const names = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,12}(\.[1-9][0-9]?(\.[A-Z][a-z]{1,6})?)?[*:' ]?$/);
  // Half of a surrogate pair cannot be sent.
  const values = fc.oneof(fc.string({ unit: 'grapheme' }), anyText()).filter(isWellFormed);

  it.each(['POST', 'GET'])('signs every %s in the same way', async (method) => {
    const { port } = server.address() as AddressInfo;
    const client = new PopCore({
      accessKeyId: 'testid',
      accessKeySecret: SECRET,
      endpoint: `http://127.0.0.1:${port}/asapi/v3`,
      apiVersion: '2014-05-26',
    });
    const sameSignature = async (parameters: Parameters) => {
      await client.request('CopyImage', parameters, { method, formatParams: false });
      const { Signature, ...others } = received?.parameters ?? {};
      const signature = signatureOf(received?.method ?? '', others, { secret: SECRET, method: 'HMAC-SHA1' });
      expect({ others, signature }).toEqual({
        others: expect.objectContaining({ Action: 'CopyImage', ...parameters }),
        signature: Signature,
      });
    };
    await fc.assert(fc.asyncProperty(fc.dictionary(names, values), sameSignature), runs(60));
  });
});

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

async function parametersOf(request: IncomingMessage) {
  const query = new URL(request.url ?? '', 'http://localhost').search.slice(1);
  const form = (await buffer(request)).toString('utf8');
  return { method: request.method ?? '', parameters: Object.fromEntries(new URLSearchParams(query || form)) };
}
