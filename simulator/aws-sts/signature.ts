import { createHmac } from 'node:crypto';
import { canonicalRequest, sha256 } from '../common/http/canonical-request';
import type { HttpRequest } from '../common/http/request';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** The content of an Authorization header of Signature Version 4. */
export interface AwsAuthorization {
  readonly accessKeyId: string;
  /** Such as `20260131`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names in the order of the header. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an Authorization header; `undefined` if it is not of Signature Version 4. */
export function readAwsAuthorization(header: string): AwsAuthorization | undefined {
  const match = AUTHORIZATION.exec(header);
  if (!match) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match;
  return { accessKeyId, date, region, service, signedHeaders: names.split(';'), signature };
}

/** The correct signature of the request. */
export function awsSignature(
  request: HttpRequest,
  { date, region, service, signedHeaders }: AwsAuthorization,
  secretAccessKey: string,
): string {
  const scope = [date, region, service, 'aws4_request'];
  const canonical = sha256(canonicalRequest(request, signedHeaders));
  const text = [ALGORITHM, request.headers['x-amz-date'] ?? '', scope.join('/'), canonical].join('\n');
  const key = scope.reduce<Buffer | string>((outer, part) => hmac(outer, part), `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
