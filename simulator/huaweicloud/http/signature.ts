import { createHmac } from 'node:crypto';
import { canonicalRequest, encode, sha256 } from '../../common/http/canonical-request';
import type { HttpRequest } from '../../common/http/request';

const ALGORITHM = 'SDK-HMAC-SHA256';
const AUTHORIZATION = /^SDK-HMAC-SHA256 Access=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
/** Means that the body is not signed. The vendor's SDK uses it if the body is not JSON. */
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** The content of the Authorization header. */
export interface Authorization {
  readonly accessKey: string;
  /** Lower-case names in the order of the header. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an Authorization header; `undefined` if it is not one of SDK-HMAC-SHA256. */
export function readAuthorization(header: string): Authorization | undefined {
  const [, accessKey, names, signature] = AUTHORIZATION.exec(header) ?? [];
  if (accessKey === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKey, signedHeaders: names.toLowerCase().split(';'), signature };
}

/**
 * The text whose hash is signed ("API Signing Guide", and `signer.py` of the vendor's Python SDK): every part of the path is encoded, the
 * path ends in a slash, the query is sorted by name and then by value.
 */
export function huaweiCanonicalRequest(request: HttpRequest, signedHeaders: readonly string[]): string {
  const path = `${request.path.split('/').map(encodePart).join('/')}/`.replace(/\/\/$/, '/');
  const query = request.query.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  const claimed = request.headers['x-sdk-content-sha256'];
  const bodyHash = request.body.length > 0 && claimed !== undefined ? claimed : sha256(request.body);
  return canonicalRequest({ ...request, path, query }, signedHeaders, bodyHash);
}

/** The correct signature of a request. It uses the secret itself, without a derived key. */
export function signatureOf(request: HttpRequest, signedHeaders: readonly string[], secretKey: string): string {
  const canonical = sha256(huaweiCanonicalRequest(request, signedHeaders));
  const text = [ALGORITHM, request.headers['x-sdk-date'] ?? '', canonical].join('\n');
  return createHmac('sha256', secretKey).update(text).digest('hex');
}

/** Whether the body has the hash that the request names. */
export function isBodyAsClaimed({ headers, body }: HttpRequest): boolean {
  const claimed = headers['x-sdk-content-sha256'];
  return claimed === undefined || claimed === UNSIGNED || claimed === sha256(body);
}

function encodePart(part: string): string {
  try {
    return encode(decodeURIComponent(part));
  } catch {
    return part;
  }
}
