import { readAuthorization } from '../../../simulator/huaweicloud/http/signature';
import { percentEncoded } from '../../../src/calling/percent-encoding';
import * as signer from '../../../src/huaweicloud/signature';
import fc, { runs } from '../../support/fast-check';
import {
  COPY,
  COPY_SIGNATURE,
  HEADERS,
  IMAGE,
  isRight,
  KEY,
  LIST,
  LIST_SIGNATURE,
  SECRET,
  signatureIn,
  TIME,
  wantedOf,
} from './known-signatures';

const SIGNED = 'content-type;host;x-project-id;x-sdk-date';

describe('SDK-HMAC-SHA256', () => {
  it.each([
    ['a list', LIST, LIST_SIGNATURE],
    ['a copy', COPY, COPY_SIGNATURE],
  ])('makes the known signature of %s', (_, request, signature) => {
    expect(signer.signedHeaders(request, KEY, TIME)).toEqual({
      ...HEADERS,
      'x-sdk-date': '20260102T030405Z',
      authorization: `SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=${SIGNED}, Signature=${signature}`,
    });
  });

  it('writes the query as it is signed', () => {
    expect(signer.encodedQuery(LIST.query)).toBe(`id=${IMAGE}&name=a%20b~%2A%2F%E4%B8%AD`);
  });

  it('sends the token of a temporary key, signed, and the secret nowhere', () => {
    const headers = signer.signedHeaders(COPY, { ...KEY, securityToken: 'TOKEN' }, TIME);
    expect(headers['x-security-token']).toBe('TOKEN');
    expect(readAuthorization(headers.authorization ?? '')?.signedHeaders).toContain('x-security-token');
    expect(JSON.stringify(headers)).not.toContain(SECRET);
  });

  it('is that of another implementation for a request with what is rare', () => {
    expect(isRight(signer)).toBe(true);
  });

  it('is what another implementation makes of any request', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const segments = fc.array(
      texts.filter((text) => text !== '' && !/^\.+$/.test(text)),
      { maxLength: 4 },
    );
    const header = fc.stringMatching(/^[ -~]{0,30}$/);
    const requests = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
      path: segments.map((parts) => `/${parts.map(percentEncoded).join('/')}`),
      query: fc.array(fc.tuple(texts, texts), { maxLength: 4 }),
      headers: fc
        .dictionary(fc.stringMatching(/^[a-z][a-z_-]{0,8}$/), header, { maxKeys: 4, noNullPrototype: true })
        .map((more): Record<string, string> => ({ host: 'localhost', ...more })),
      body: texts,
    });
    const tokens = fc.option(fc.stringMatching(/^[!-~]{1,40}$/), { nil: undefined });
    const times = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(requests, texts, tokens, times, (request, accessKeySecret, securityToken, time) => {
        const key = { accessKeyId: 'AK', accessKeySecret, securityToken };
        const headers = signer.signedHeaders(request, key, time);
        const { names, signature } = wantedOf(request, headers, accessKeySecret);
        expect(names).toEqual(expect.arrayContaining(['host', 'x-sdk-date']));
        expect(names.filter((name) => name.includes('_'))).toEqual([]);
        expect(signatureIn(headers)).toBe(signature);
      }),
      runs(300),
    );
  });
});
