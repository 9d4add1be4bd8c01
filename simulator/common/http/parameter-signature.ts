import { createHmac } from 'node:crypto';
import { canonicalQuery, encode } from './canonical-request';
import type { Parameter } from './request';

/** APIs of the RPC style have no resource path: this is signed, whatever is in front of the query. */
const SIGNED_PATH = '/';

/**
 * The text that is signed where the signature is itself a parameter (SignatureVersion 1.0): "Request syntax and signature method V2 for RPC
 * APIs" of the vendor's documentation, which the gateways of Apsara Stack speak too.
 *
 * @param parameters all parameters of the URL and of a form body but `Signature`; those without a value belong to them
 */
export function parameterStringToSign(method: string, parameters: readonly Parameter[]): string {
  return [method, encode(SIGNED_PATH), encode(canonicalQuery(parameters))].join('&');
}

const ALGORITHMS = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' } as const;

/** A value of the parameter SignatureMethod. */
export type SignatureMethod = keyof typeof ALGORITHMS;

/** The signature of such a text, in base64; by HMAC-SHA1 if nothing else is said. */
export function signParameters(accessKeySecret: string, text: string, method: SignatureMethod = 'HMAC-SHA1'): string {
  return createHmac(ALGORITHMS[method], `${accessKeySecret}&`).update(text).digest('base64');
}
