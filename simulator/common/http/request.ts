import type { IncomingMessage } from 'node:http';
import { readBody } from '../../../untrusted/body';

/** A parameter as it was sent, decoded. */
export type Parameter = readonly [name: string, value: string];

/** An HTTP request in its parts, before the sender is checked. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** The parameters of the URL in their order. */
  readonly query: readonly Parameter[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The longest body of a request, in bytes. The longest valid body contains a token of some kilobytes and a policy. */
const LONGEST_REQUEST = 1024 * 1024;

/**
 * Reads a complete request.
 *
 * @throws BodyTooLong, or the error of the connection
 */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const body = await readBody(message, LONGEST_REQUEST);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : `${value}`]),
  );
  const { host, path, search } = readTarget(message.url ?? '/');
  const query = [...new URLSearchParams(search)];
  return { method: message.method ?? 'GET', path, query, headers: { ...headers, ...(host && { host }) }, body };
}

/**
 * The parts of a request's target. A client that uses this server as its proxy (`HTTP_PROXY`) sends a complete URL. The host in that URL
 * counts, whatever the header says (RFC 9112, section 3.2.2).
 */
function readTarget(target: string): { readonly host?: string; readonly path: string; readonly search: string } {
  if (/^https?:/i.test(target) && URL.canParse(target)) {
    const { host, pathname, search } = new URL(target);
    return { host, path: pathname, search: search.slice(1) };
  }
  const [path = '/', ...search] = target.split('?');
  return { path, search: search.join('?') };
}
