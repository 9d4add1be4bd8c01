import { createHmac } from 'node:crypto';
import { canonicalQuery, encode } from './canonical-request';
import type { Parameter } from './request';

/** The path that is signed, whatever path is in front of the query: APIs of the RPC style have no resource path. */
const SIGNED_PATH = '/';

/**
 * The text to sign if the signature is itself a parameter (SignatureVersion 1.0): "Request syntax and signature method V2 for RPC APIs" of
 * the vendor's documentation. The gateways of Apsara Stack use it, too.
 *
 * @param parameters all parameters of the URL and of a form body except `Signature`, including those without a value
 */
export function parameterStringToSign(method: string, parameters: readonly Parameter[]): string {
  return [method, encode(SIGNED_PATH), encode(canonicalQuery(parameters))].join('&');
}

const ALGORITHMS = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' } as const;

/** A value of the parameter SignatureMethod. */
export type SignatureMethod = keyof typeof ALGORITHMS;

/** The signature of such a text, in base64; by default with HMAC-SHA1. */
export function signParameters(accessKeySecret: string, text: string, method: SignatureMethod = 'HMAC-SHA1'): string {
  return createHmac(ALGORITHMS[method], `${accessKeySecret}&`).update(text).digest('base64');
}
