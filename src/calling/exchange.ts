import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { readAnswer } from '../../untrusted/body';

/** A request without its destination. */
export interface RawRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: there is none. */
  readonly body: string;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends a request and reads its answer, whatever its status: at most `most` bytes of it. `way`: how the connection is made.
 *
 * No agent, so no kept connection: a server closes it while Lambda sleeps, and the next invocation's call would fail on it.
 *
 * @throws BodyTooLong, the error of the network, or the signal's AbortError.
 */
export async function exchange(
  url: URL,
  { method, headers, body }: RawRequest,
  {
    most,
    signal,
    way = {},
  }: { readonly most: number; readonly signal: AbortSignal; readonly way?: https.RequestOptions },
): Promise<RawAnswer> {
  const { request } = url.protocol === 'http:' ? http : https;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { ...way, method, headers, signal }, resolve)
      .on('error', reject)
      .end(body);
  });
  const text = (await readAnswer(response, most)).toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/** What the header Retry-After asks for, in milliseconds; a date says nothing here, since the clocks may differ. */
export function retryAfterOf({ 'retry-after': value }: RawAnswer['headers']): number | undefined {
  return value !== undefined && /^\d{1,4}$/.test(value) && Number(value) > 0 ? Number(value) * 1_000 : undefined;
}

/** A text as JSON; `undefined` if it is none, such as what a front answers in place of the service. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
