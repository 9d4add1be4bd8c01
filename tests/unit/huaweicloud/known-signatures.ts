import { readAuthorization, signatureOf } from '../../../simulator/huaweicloud/http/signature';
import type * as signer from '../../../src/huaweicloud/signature';

export const SECRET = 'SKEXAMPLE';
export const KEY = { accessKeyId: 'AKEXAMPLE', accessKeySecret: SECRET };
export const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
export const HEADERS = {
  'content-type': 'application/json',
  host: 'ims.cn-north-4.myhuaweicloud.com',
  'x-project-id': '0123456789abcdef0123456789abcdef',
};
export const IMAGE = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';

/** Requests whose signatures the vendor's Python SDK and two other implementations agree on. */
export const LIST: signer.UnsignedRequest = {
  method: 'GET',
  path: '/v2/cloudimages',
  query: [
    ['name', 'a b~*/中'],
    ['id', IMAGE],
  ],
  headers: HEADERS,
  body: '',
};
export const COPY: signer.UnsignedRequest = {
  method: 'POST',
  path: `/v1/cloudimages/${IMAGE}/copy`,
  query: [],
  headers: HEADERS,
  body: '{"name":"镜像 a","description":""}',
};
export const LIST_SIGNATURE = '94e50b63dc8a0adcea73b8739c082a60dec2139d8a599fb1dfc5dc8575e121b0';
export const COPY_SIGNATURE = '815b7db587d35aebba6d47adf94c284cd3881029ec41b1a21f577f564e5a1cb2';

export const signatureIn = ({ authorization = '' }: Record<string, string>) =>
  readAuthorization(authorization)?.signature;

/** The signature that the simulator, which shares no code with the signer, wants of what is sent. */
export function wantedOf(request: signer.UnsignedRequest, headers: Record<string, string>, secret = SECRET) {
  const { signedHeaders } = readAuthorization(headers.authorization ?? '') ?? { signedHeaders: [] };
  const sent = { ...request, headers, body: Buffer.from(request.body) };
  return { names: signedHeaders, signature: signatureOf(sent, signedHeaders, secret) };
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
export function isRight({ signedHeaders }: Pick<typeof signer, 'signedHeaders'>): boolean {
  const headers = signedHeaders(ODD, { ...KEY, securityToken: 'T' }, TIME);
  const { names, signature } = wantedOf(ODD, headers);
  return (
    signatureIn(signedHeaders(LIST, KEY, TIME)) === LIST_SIGNATURE &&
    signatureIn(signedHeaders(COPY, KEY, TIME)) === COPY_SIGNATURE &&
    signatureIn(headers) === signature &&
    names.join(';') === 'host;x-b;x-sdk-date;x-security-token'
  );
}
