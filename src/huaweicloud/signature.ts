import { createHash, createHmac } from 'node:crypto';
import { percentEncoded } from '../calling/percent-encoding';
import type { AccessKey } from '../keys/access-key';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Parameters of a URL, decoded; a name may come several times. */
export type Query = readonly (readonly [name: string, value: string])[];

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** As in the URL, encoded, the path of the endpoint included. */
  readonly path: string;
  readonly query: Query;
  /** All that are sent, by lower-case name, `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: there is none. */
  readonly body: string;
}

/** Parameters as they stand in a URL and in what is signed: encoded, sorted by name and then by value. */
export function encodedQuery(query: Query): string {
  return query
    .toSorted(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The headers that are signed, in their order. The vendor's clients leave out those with an underscore: gateways drop them. */
function signedNames(headers: UnsignedRequest['headers']): string[] {
  return Object.keys(headers)
    .filter((name) => !name.includes('_'))
    .sort();
}

/**
 * The text whose hash is signed (the vendor's "API Signing Guide" and `signer.py` of its Python SDK 3.1.219). The path that is signed ends
 * in a slash, whatever the one that is sent ends in.
 */
export function canonicalRequest({ method, path, query, headers, body }: UnsignedRequest): string {
  const names = signedNames(headers);
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const signedPath = path.endsWith('/') ? path : `${path}/`;
  return [method, signedPath, encodedQuery(query), lines, names.join(';'), sha256(body)].join('\n');
}

/**
 * The headers that send a request signed with SDK-HMAC-SHA256: those of the request, the time (in milliseconds since 1970), the security
 * token of a temporary key, and the signature. The secret is the key of the hash and comes into nothing that is sent.
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
