import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { readAuthorization, signatureOf } from '../../../simulator/huaweicloud/http/signature';
import { percentEncoded } from '../../../src/calling/percent-encoding';
import * as signer from '../../../src/huaweicloud/signature';
import { type Change, declarationsOf, withChange } from '../../changes/places';
import fc, { runs } from '../../support/fast-check';

const SECRET = 'SKEXAMPLE';
const KEY = { accessKeyId: 'AKEXAMPLE', accessKeySecret: SECRET };
const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const HEADERS = {
  'content-type': 'application/json',
  host: 'ims.cn-north-4.myhuaweicloud.com',
  'x-project-id': '0123456789abcdef0123456789abcdef',
};
const IMAGE = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';

/** Requests whose signatures the vendor's Python SDK and two other implementations agree on. */
const LIST: signer.UnsignedRequest = {
  method: 'GET',
  path: '/v2/cloudimages',
  query: [
    ['name', 'a b~*/中'],
    ['id', IMAGE],
  ],
  headers: HEADERS,
  body: '',
};
const COPY: signer.UnsignedRequest = {
  method: 'POST',
  path: `/v1/cloudimages/${IMAGE}/copy`,
  query: [],
  headers: HEADERS,
  body: '{"name":"镜像 a","description":""}',
};
const LIST_SIGNATURE = '94e50b63dc8a0adcea73b8739c082a60dec2139d8a599fb1dfc5dc8575e121b0';
const COPY_SIGNATURE = '815b7db587d35aebba6d47adf94c284cd3881029ec41b1a21f577f564e5a1cb2';
const SIGNED = 'content-type;host;x-project-id;x-sdk-date';

const signatureIn = ({ authorization = '' }: Record<string, string>) => readAuthorization(authorization)?.signature;

/** The signature that the simulator, which shares no code with the signer, wants of what is sent. */
function wantedOf(request: signer.UnsignedRequest, headers: Record<string, string>, secret = SECRET) {
  const { signedHeaders } = readAuthorization(headers.authorization ?? '') ?? { signedHeaders: [] };
  const sent = { ...request, headers, body: Buffer.from(request.body) };
  return { names: signedHeaders, signature: signatureOf(sent, signedHeaders, secret) };
}

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

describe('each step of the signature', () => {
  const FILE = path.join(__dirname, '..', '..', '..', 'src', 'huaweicloud', 'signature.ts');
  const declarations = declarationsOf([{ file: FILE, text: readFileSync(FILE, 'utf8') }]);

  /** The signer of a source. */
  function load(text: string): typeof signer {
    const module = { exports: { ...signer } };
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(text, { compilerOptions: options });
    const imported = (name: string): unknown =>
      jest.requireActual(name.startsWith('.') ? path.join(path.dirname(FILE), name) : name);
    vm.runInThisContext(`(exports, require) => {${outputText}\n}`)(module.exports, imported);
    return module.exports;
  }

  /**
   * What the check values do not have: parameters that come twice or need their names encoded, headers of all kinds, a slash at the end.
   */
  const ODD: signer.UnsignedRequest = {
    method: 'PATCH',
    path: '/v2/cloudimages/',
    query: [
      ['tag', 'b'],
      ['tag', 'a'],
      ['~ ', '!'],
      ['tag-x', ''],
    ],
    headers: { 'x-b': ' padded ', x_c: 'dropped', host: 'localhost' },
    body: '[]',
  };

  /** Whether a signer makes the known signatures, and of an odd request that of the other implementation. */
  function isRight({ signedHeaders }: typeof signer): boolean {
    const headers = signedHeaders(ODD, { ...KEY, securityToken: 'T' }, TIME);
    const { names, signature } = wantedOf(ODD, headers);
    return (
      signatureIn(signedHeaders(LIST, KEY, TIME)) === LIST_SIGNATURE &&
      signatureIn(signedHeaders(COPY, KEY, TIME)) === COPY_SIGNATURE &&
      signatureIn(headers) === signature &&
      names.join(';') === 'host;x-b;x-sdk-date;x-security-token'
    );
  }

  it('is right as it stands', () => {
    expect(isRight(load(readFileSync(FILE, 'utf8')))).toBe(true);
  });

  it.each<Change>([
    { in: 'encodedQuery', find: 'percentEncoded(name)', replace: 'name' },
    { in: 'encodedQuery', find: 'percentEncoded(value)', replace: 'encodeURIComponent(value)' },
    { in: 'encodedQuery', find: 'compare(name, otherName)', replace: '0' },
    { in: 'encodedQuery', find: 'compare(value, otherValue)', replace: '0' },
    { in: 'encodedQuery', find: "'&'", replace: "';'" },
    { in: 'compare', find: '-1', replace: '1' },
    { in: 'signedNames', find: "!name.includes('_')", replace: 'true' },
    {
      in: 'signedNames',
      find: 'Object.keys(headers)',
      replace: "Object.keys(headers).filter((name) => name !== 'host')",
    },
    {
      in: 'signedNames',
      find: "Object.keys(headers).filter((name) => !name.includes('_')).sort()",
      replace: "Object.keys(headers).filter((name) => !name.includes('_')).sort().reverse()",
    },
    { in: 'canonicalRequest', find: 'headers[name]?.trim()', replace: 'headers[name]' },
    { in: 'canonicalRequest', find: "path.endsWith('/')", replace: 'true' },
    { in: 'canonicalRequest', find: "path.endsWith('/')", replace: 'false' },
    ...['method', 'signedPath', 'encodedQuery(query)', 'lines', "names.join(';')", 'sha256(body)'].map((part) => ({
      in: 'canonicalRequest',
      find: `[method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)]`,
      replace: `[method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)].filter((one) => one !== ${part})`,
    })),
    { in: 'canonicalRequest', find: 'sha256(body)', replace: 'body' },
    {
      in: 'signedHeaders',
      find: 'sha256(canonicalRequest({ ...request, headers }))',
      replace: 'canonicalRequest({ ...request, headers })',
    },
    { in: 'signedHeaders', find: '{ ...request, headers }', replace: 'request' },
    {
      in: 'signedHeaders',
      find: '[ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))]',
      replace: '[date, sha256(canonicalRequest({ ...request, headers }))]',
    },
    {
      in: 'signedHeaders',
      find: '[ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))]',
      replace: '[ALGORITHM, sha256(canonicalRequest({ ...request, headers }))]',
    },
    { in: 'signedHeaders', find: 'key.accessKeySecret', replace: "'SDK' + key.accessKeySecret" },
    { in: 'signedHeaders', find: "'sha256'", replace: "'sha1'" },
    { in: 'signedHeaders', find: "'hex'", replace: "'base64'" },
    { in: 'signedHeaders', find: '/[:-]|\\.\\d+/g', replace: '/[:-]/g' },
    { in: 'signedHeaders', find: 'key.securityToken !== undefined', replace: 'false' },
  ])('is noticed when it changes: $find → $replace', (change) => {
    expect(isRight(load(withChange(declarations, change).text))).toBe(false);
  });
});
