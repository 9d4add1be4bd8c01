import type { HttpRequest } from '../../common/http/request';
import { type RpcRequest, readRpcRequest } from '../../common/http/rpc-request';
import { readAuthorization } from './signature';

/** The format of an answer. */
export type Format = 'JSON' | 'XML';

/** A request to ECS or STS. `parameters` are those of the action. */
export interface AlibabaRequest extends RpcRequest {
  /** The common parameters of the older protocol, by their names in "Common parameters" of the documentation. */
  readonly common: Readonly<Partial<Record<CommonName, string>>>;
  /** The format of the answer. The default is XML in the older protocol, and JSON in the newer one, because its clients expect it. */
  readonly format: Format;
}

/** The common parameters in addition to Action and Version. */
const COMMON_NAMES = [
  'Format',
  'AccessKeyId',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureType',
  'SignatureVersion',
  'Timestamp',
] as const;

export type CommonName = (typeof COMMON_NAMES)[number];

const commonNames: ReadonlySet<string> = new Set(COMMON_NAMES);

/** Reads a request to ECS or STS. Action and version are in its headers or, in the older protocol, in its parameters. */
export function readAlibabaRequest(message: HttpRequest): AlibabaRequest {
  const { headers } = message;
  const request = readRpcRequest(message);
  const parameters = Object.entries(request.parameters);
  const common: AlibabaRequest['common'] = Object.fromEntries(parameters.filter(([name]) => commonNames.has(name)));
  return {
    ...request,
    action: headers['x-acs-action'] ?? request.action,
    version: headers['x-acs-version'] ?? request.version,
    parameters: Object.fromEntries(parameters.filter(([name]) => !commonNames.has(name))),
    common,
    format: formatNamed(common.Format) ?? formatAccepted(headers.accept) ?? (isOlder(message, common) ? 'XML' : 'JSON'),
  };
}

/** The access key that a request names with its signature, whether the signature is correct or not; empty if it names none. */
export function namedKey(request: AlibabaRequest): string {
  const named = isSignedInHeaders(request)
    ? readAuthorization(request.headers.authorization ?? '')?.accessKeyId
    : request.common.AccessKeyId;
  return named ?? '';
}

/** Whether a request uses the newer protocol, whose signature is in a header. */
export function isSignedInHeaders({ headers }: HttpRequest): boolean {
  return headers.authorization !== undefined;
}

/** The format with a name; `undefined` if there is none. */
export function formatNamed(text = ''): Format | undefined {
  const name = text.toUpperCase();
  return name === 'JSON' || name === 'XML' ? name : undefined;
}

function formatAccepted(accept = ''): Format | undefined {
  return formatNamed(/^\s*(?:application|text)\/(json|xml)\b/i.exec(accept)?.[1]);
}

/** The older protocol uses parameters. Some of its clients also send the action in a header. */
function isOlder(message: HttpRequest, common: AlibabaRequest['common']): boolean {
  if (isSignedInHeaders(message)) return false;
  return message.headers['x-acs-action'] === undefined || common.Signature !== undefined;
}
