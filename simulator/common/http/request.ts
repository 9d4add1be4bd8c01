import type { IncomingMessage } from 'node:http';
import { readBody } from '../../../untrusted/body';

/** A parameter as it was sent, decoded. */
export type Parameter = readonly [name: string, value: string];

/** One HTTP request, taken apart, before anybody has checked who sent it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Parameters of the URL in their order. */
  readonly query: readonly Parameter[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The longest body of a request, in bytes: the longest of those that the APIs take is a token of some kilobytes with a policy. */
const LONGEST_REQUEST = 1024 * 1024;

/**
 * Reads a request to its end.
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
 * Takes the target of a request apart. A client that takes this server for its proxy (`HTTP_PROXY`) sends a whole URL, and the host in
 * that counts, whatever the header says (RFC 9112, section 3.2.2).
 */
function readTarget(target: string): { readonly host?: string; readonly path: string; readonly search: string } {
  if (/^https?:/i.test(target) && URL.canParse(target)) {
    const { host, pathname, search } = new URL(target);
    return { host, path: pathname, search: search.slice(1) };
  }
  const [path = '/', ...search] = target.split('?');
  return { path, search: search.join('?') };
}
