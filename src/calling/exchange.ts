import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { readAnswer } from '../../untrusted/body';

/** A request without its destination. */
export interface RawRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty if there is none. */
  readonly body: string;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends a request and reads its answer, whatever its status, up to `most` bytes. `way`: options of the connection.
 *
 * The common agent would keep connections: servers close them while Lambda is frozen, and the call of the next invocation would fail. An
 * agent of any kind ignores a `createConnection` in `way`.
 *
 * @throws BodyTooLong, the error of the network, or the signal's AbortError.
 */
export async function exchange(
  url: URL,
  { method, headers, body }: RawRequest,
  {
    most,
    signal,
    way = { agent: false },
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

/** The delay in the header Retry-After, in milliseconds. A date is ignored, because the clocks may differ. */
export function retryAfterOf({ 'retry-after': value }: RawAnswer['headers']): number | undefined {
  return value !== undefined && /^\d{1,4}$/.test(value) && Number(value) > 0 ? Number(value) * 1_000 : undefined;
}

/** A text as JSON; `undefined` if it is not valid JSON, such as the answer of a proxy in front of the service. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
