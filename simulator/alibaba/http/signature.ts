import { createHash, createHmac } from 'node:crypto';
import type { WireRequest } from '../../common/http/request';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** What the Authorization header says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** Lower-case names in the order of the header. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** The parts of a request that its signature covers. */
export type SignedRequest = Pick<WireRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** Reads an Authorization header of signature version 3; undefined if it is none. */
export function readAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, signedHeaders, signature] = AUTHORIZATION.exec(header) ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(';'), signature };
}

/** The text whose hash is signed ("V3 request body & signature mechanism" of the Alibaba Cloud documentation). */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const query = request.query
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  return [request.method, request.path, query, headers, signedHeaders.join(';'), sha256(request.body)].join('\n');
}

/** What is signed: the algorithm and the hash of the canonical request. */
export function stringToSign(canonical: string): string {
  return `${ALGORITHM}\n${sha256(canonical)}`;
}

/** The signature of a text with the secret of an access key, in hexadecimal digits. */
export function sign(accessKeySecret: string, text: string): string {
  return createHmac('sha256', accessKeySecret).update(text).digest('hex');
}

/** The hash that x-acs-content-sha256 has to carry: SHA-256 in hexadecimal digits. */
export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Percent-encoding of RFC 3986: encodeURIComponent leaves five characters out. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
