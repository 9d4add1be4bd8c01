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
  const [path = '/', ...search] = (message.url ?? '/').split('?');
  const query = [...new URLSearchParams(search.join('?'))];
  return { method: message.method ?? 'GET', path, query, headers, body };
}
