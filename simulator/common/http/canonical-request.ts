import { createHash } from 'node:crypto';
import type { HttpRequest, Parameter } from './request';

/**
 * The text whose hash is signed in AWS's Signature Version 4 and in signatures that are similar to it: Alibaba Cloud's version 3 and Huawei
 * Cloud's SDK-HMAC-SHA256.
 */
export function canonicalRequest(
  request: HttpRequest,
  signedHeaders: readonly string[],
  bodyHash: string = sha256(request.body),
): string {
  const query = canonicalQuery(request.query);
  const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  return [request.method, request.path, query, headers, signedHeaders.join(';'), bodyHash].join('\n');
}

/** Parameters in the form that every signature uses: encoded, and sorted by name. */
export function canonicalQuery(parameters: readonly Parameter[]): string {
  return parameters
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** SHA-256 in hexadecimal digits. */
export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Percent-encoding by RFC 3986. encodeURIComponent leaves five characters unencoded. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
