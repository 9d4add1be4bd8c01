import { randomUUID } from 'node:crypto';
import {
  parameterStringToSign,
  type SignatureMethod,
  signParameters,
} from '../../simulator/common/http/parameter-signature';
import type { AlibabaSimulator } from '../../simulator/index';
import { type RawAnswer, type RawOptions, send, withoutUndefined } from './support';

/** What of a request in the older protocol is not as usual. Parameters that are undefined are left out. */
export interface V1Options extends Pick<RawOptions, 'method' | 'path' | 'form' | 'key'> {
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether all parameters stand in the form body. */
  readonly inBody?: boolean;
  /** Default HMAC-SHA1; what is signed with, whatever `common` says. */
  readonly signatureMethod?: SignatureMethod;
  /** Put over the common parameters. */
  readonly common?: Readonly<Record<string, string | undefined>>;
  /** Put over all parameters after signing. */
  readonly afterSigning?: Readonly<Record<string, string | undefined>>;
  /** Sent instead of the form that was signed. */
  readonly formAfterSigning?: Readonly<Record<string, string>>;
}

/** Sends one request of signature version 1, without Format unless `common` has one; what `form` has is in a form body. */
export async function v1(
  simulator: Pick<AlibabaSimulator, 'url' | 'accessKey'>,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  options: V1Options = {},
): Promise<RawAnswer> {
  const { method = 'POST', path = '/', form = {}, headers = {}, signatureMethod = 'HMAC-SHA1' } = options;
  const key: NonNullable<RawOptions['key']> = options.key ?? simulator.accessKey;
  const common: Readonly<Record<string, string | undefined>> = {
    Action: action,
    Version: '2014-05-26',
    AccessKeyId: key.AccessKeyId,
    SecurityToken: key.SecurityToken,
    SignatureMethod: signatureMethod,
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...options.common,
  };
  const query = withoutUndefined({ ...common, ...parameters });
  const text = parameterStringToSign(method, Object.entries({ ...query, ...form }));
  const Signature = signParameters(key.AccessKeySecret, text, signatureMethod);
  const sent = withoutUndefined({ ...query, Signature, ...options.afterSigning });
  const formSent = { ...(options.formAfterSigning ?? form), ...(options.inBody && sent) };
  const body = Buffer.from(`${new URLSearchParams(formSent)}`);
  const type: Record<string, string> =
    body.length > 0 ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } : {};
  const target = options.inBody ? path : `${path}?${new URLSearchParams(sent)}`;
  return send(simulator.url, method, target, { ...type, ...headers }, body);
}
