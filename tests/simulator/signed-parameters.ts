import { randomUUID } from 'node:crypto';
import { parameterStringToSign, signParameters } from '../../simulator/common/http/parameter-signature';
import type { Simulator } from '../../simulator/index';
import { type RawAnswer, type RawOptions, send, withoutUndefined } from './support';

/** What of a request in the older protocol is not as usual. Parameters that are undefined are left out. */
export interface V1Options extends Pick<RawOptions, 'method' | 'path' | 'form' | 'key'> {
  readonly headers?: Readonly<Record<string, string>>;
  /** Put over the common parameters. */
  readonly common?: Readonly<Record<string, string | undefined>>;
  /** Put over all parameters after signing. */
  readonly afterSigning?: Readonly<Record<string, string | undefined>>;
  /** Sent instead of the form that was signed. */
  readonly formAfterSigning?: Readonly<Record<string, string>>;
}

/** Sends one request of signature version 1, without Format unless `common` has one; what `form` has stands in a form body. */
export async function v1(
  simulator: Pick<Simulator, 'url' | 'accessKey'>,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  options: V1Options = {},
): Promise<RawAnswer> {
  const { method = 'POST', path = '/', form = {}, headers = {} } = options;
  const key: NonNullable<RawOptions['key']> = options.key ?? simulator.accessKey;
  const common: Readonly<Record<string, string | undefined>> = {
    Action: action,
    Version: '2014-05-26',
    AccessKeyId: key.AccessKeyId,
    SecurityToken: key.SecurityToken,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...options.common,
  };
  const query = withoutUndefined({ ...common, ...parameters });
  const text = parameterStringToSign(method, Object.entries({ ...query, ...form }));
  const Signature = signParameters(key.AccessKeySecret, text);
  const sent = withoutUndefined({ ...query, Signature, ...options.afterSigning });
  const body = Buffer.from(`${new URLSearchParams(options.formAfterSigning ?? form)}`);
  const type: Record<string, string> =
    body.length > 0 ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } : {};
  return send(simulator.url, method, `${path}?${new URLSearchParams(sent)}`, { ...type, ...headers }, body);
}
