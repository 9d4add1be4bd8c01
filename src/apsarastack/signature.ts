import { createHmac } from 'node:crypto';
import { percentEncoded } from '../calling/percent-encoding';

/** The values of the parameter `SignatureMethod`. Every gateway accepts the first one. */
export const SIGNATURE_METHODS = ['HMAC-SHA1', 'HMAC-SHA256'] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

/** The names of their hashes in Node.js. */
const HASHES: Readonly<Record<SignatureMethod, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

/** The parameters of a request by name, including those without a value. */
export type Parameters = Readonly<Record<string, string>>;

/** The path that is signed, whatever the endpoint's path (both Terraform providers; the vendor's "signature method V2 for RPC APIs"). */
const SIGNED_PATH = '/';

/** Parameters in the form of a query or form body, sorted by name. */
export function encodedParameters(parameters: Parameters): string {
  const names = Object.keys(parameters).sort();
  return names.map((name) => `${percentEncoded(name)}=${percentEncoded(parameters[name] ?? '')}`).join('&');
}

/** The text to sign. `parameters`: all parameters of the query and form except `Signature`. */
export function stringToSign(httpMethod: string, parameters: Parameters): string {
  return [httpMethod, percentEncoded(SIGNED_PATH), percentEncoded(encodedParameters(parameters))].join('&');
}

/**
 * The value of the parameter `Signature` of a request, by SignatureVersion 1.0, in base64. The secret is the key of the hash and is never
 * sent.
 */
export function signatureOf(
  httpMethod: string,
  parameters: Parameters,
  { secret, method }: { readonly secret: string; readonly method: SignatureMethod },
): string {
  return createHmac(HASHES[method], `${secret}&`).update(stringToSign(httpMethod, parameters)).digest('base64');
}
