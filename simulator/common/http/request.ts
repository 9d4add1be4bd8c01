import type { IncomingMessage } from 'node:http';
import { readBody } from '../../../untrusted/body';

/** One HTTP request, taken apart, before anybody has checked who sent it. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Parameters of the URL, decoded, in their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** From x-acs-action or, as in the older protocol, from Action. Empty if there is none. */
  readonly action: string;
  readonly version: string;
  /** Parameters of the action, from the URL and from a form body. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parameters that belong to the protocol and not to the action. */
const protocolParameters: ReadonlySet<string> = new Set(['Action', 'Version', 'Format']);

/** The longest body of a request, in bytes: the longest of those that the APIs take is a token of some kilobytes with a policy. */
const LONGEST_REQUEST = 1024 * 1024;

/**
 * Reads a request to its end.
 *
 * @throws BodyTooLong, or the error of the connection
 */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const body = await readBody(message, LONGEST_REQUEST);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : `${value}`]),
  );
  const [path = '/', ...search] = (message.url ?? '/').split('?');
  const query = [...new URLSearchParams(search.join('?'))];
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const sent = [...query, ...(isForm ? new URLSearchParams(body.toString('utf8')) : [])];
  const sentOnce = Object.fromEntries(sent);
  return {
    method: message.method ?? 'GET',
    path,
    query,
    headers,
    body,
    action: headers['x-acs-action'] ?? sentOnce.Action ?? '',
    version: headers['x-acs-version'] ?? sentOnce.Version ?? '',
    parameters: Object.fromEntries(sent.filter(([name]) => !protocolParameters.has(name))),
  };
}
