import { createHash, createHmac } from 'node:crypto';
import { percentEncoded } from '../calling/percent-encoding';
import type { AccessKey } from '../keys/access-key';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** The parameters of a URL, decoded. A name may occur several times. */
export type Query = readonly (readonly [name: string, value: string])[];

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** The encoded path as in the URL, including the path of the endpoint. */
  readonly path: string;
  readonly query: Query;
  /** All headers that are sent, by lower-case name, including `host`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty if there is none. */
  readonly body: string;
}

/** Parameters in the form for a URL and for the text to sign: encoded, sorted by name and then by value. */
export function encodedQuery(query: Query): string {
  return query
    .toSorted(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The names of the signed headers, in order. The vendor's clients leave out names with an underscore, because gateways drop them. */
function signedNames(headers: UnsignedRequest['headers']): string[] {
  return Object.keys(headers)
    .filter((name) => !name.includes('_'))
    .sort();
}

/**
 * The text whose hash is signed (the vendor's "API Signing Guide" and `signer.py` of its Python SDK 3.1.219). The signed path ends in a
 * slash, even if the path that is sent does not.
 */
export function canonicalRequest({ method, path, query, headers, body }: UnsignedRequest): string {
  const names = signedNames(headers);
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const signedPath = path.endsWith('/') ? path : `${path}/`;
  return [method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)].join('\n');
}

/**
 * The headers that send a request signed with SDK-HMAC-SHA256: the headers of the request, the time (`time` in milliseconds since 1970),
 * the security token of a temporary key, and the signature. The secret is the key of the hash and is never sent.
 */
export function signedHeaders(request: UnsignedRequest, key: AccessKey, time: number): Record<string, string> {
  const date = new Date(time).toISOString().replace(/[:-]|\.\d+/g, '');
  const headers = {
    ...request.headers,
    'x-sdk-date': date,
    ...(key.securityToken !== undefined && { 'x-security-token': key.securityToken }),
  };
  const text = [ALGORITHM, date, sha256(canonicalRequest({ ...request, headers }))].join('\n');
  const signature = createHmac('sha256', key.accessKeySecret).update(text).digest('hex');
  const names = signedNames(headers).join(';');
  return {
    ...headers,
    authorization: `${ALGORITHM} Access=${key.accessKeyId}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
