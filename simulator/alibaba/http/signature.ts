import { createHmac } from 'node:crypto';
import { sha256 } from '../../common/http/canonical-request';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** The content of the Authorization header. */
export interface Authorization {
  readonly accessKeyId: string;
  /** Lower-case names in the order of the header. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an Authorization header of signature version 3; `undefined` if it is not one. */
export function readAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, signedHeaders, signature] = AUTHORIZATION.exec(header) ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(';'), signature };
}

/** The text to sign: the algorithm and the hash of the canonical request ("V3 request body & signature mechanism" of the documentation). */
export function stringToSign(canonical: string): string {
  return `${ALGORITHM}\n${sha256(canonical)}`;
}

/** The signature of a text with the secret of an access key, in hexadecimal digits. */
export function sign(accessKeySecret: string, text: string): string {
  return createHmac('sha256', accessKeySecret).update(text).digest('hex');
}
