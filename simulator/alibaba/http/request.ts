import type { HttpRequest } from '../../common/http/request';
import { type RpcRequest, readRpcRequest } from '../../common/http/rpc-request';
import { readAuthorization } from './signature';

/** How an answer is written. */
export type Format = 'JSON' | 'XML';

/** A request to ECS or STS. Its `parameters` are those of the action. */
export interface AlibabaRequest extends RpcRequest {
  /** What the older protocol says in parameters, by their names in "Common parameters" of the documentation. */
  readonly common: Readonly<Partial<Record<CommonName, string>>>;
  /** What the answer has to be written in; by default XML in the older protocol, and JSON in the newer one, whose clients expect it. */
  readonly format: Format;
}

/** In addition to Action and Version. */
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

/** Reads a request to ECS or STS: its headers name action and version or, as in the older protocol, its parameters do. */
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

/** The access key that a request names next to its signature, whether it holds it or not; empty if it names none. */
export function namedKey(request: AlibabaRequest): string {
  const named = isSignedInHeaders(request)
    ? readAuthorization(request.headers.authorization ?? '')?.accessKeyId
    : request.common.AccessKeyId;
  return named ?? '';
}

/** Whether a request is in the newer protocol, whose signature is in a header. */
export function isSignedInHeaders({ headers }: HttpRequest): boolean {
  return headers.authorization !== undefined;
}

/** The format that a text names; undefined if it names none. */
export function formatNamed(text = ''): Format | undefined {
  const name = text.toUpperCase();
  return name === 'JSON' || name === 'XML' ? name : undefined;
}

function formatAccepted(accept = ''): Format | undefined {
  return formatNamed(/^\s*(?:application|text)\/(json|xml)\b/i.exec(accept)?.[1]);
}

/** The older protocol is in parameters; some of its clients name the action in a header too. */
function isOlder(message: HttpRequest, common: AlibabaRequest['common']): boolean {
  if (isSignedInHeaders(message)) return false;
  return message.headers['x-acs-action'] === undefined || common.Signature !== undefined;
}
