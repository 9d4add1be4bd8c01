import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { BodyTooLong } from '../../../untrusted/body';
import type { Answer, AnswerContext } from '../../alibaba/http/answer';
import type { FaultEffect, FaultError, FaultResponse } from './faults';
import { readRequest, type WireRequest } from './request';

/** The port between HTTP and the simulated service. */
export interface Service {
  /** The API that the request is for, as it stands in the answer's advice. */
  product(request: WireRequest): string;
  /** The fault that the request meets, if any. */
  fault(request: WireRequest): FaultEffect | undefined;
  /** An injected error in the protocol of the service. */
  errorAnswer(context: AnswerContext, error: FaultError): Answer;
  /** An injected answer of any content, with the headers of the service. */
  plainAnswer(
    context: AnswerContext,
    status: number,
    body: string,
    extras: Pick<FaultResponse, 'contentType' | 'headers'>,
  ): Answer;
  /** Does what the request asks for and answers it. */
  act(request: WireRequest, context: AnswerContext): Answer;
  /** Told once per request how it ends, before that is sent; undefined: the client gets no answer. */
  answered(request: WireRequest, context: AnswerContext, answer: Answer | undefined): void;
  /** Real milliseconds that every answer takes. */
  latencyMs(): number;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Cuts all connections, also those that wait for an answer, and frees the port. */
  close(): Promise<void>;
}

/** How a request ends. */
type Ending = { readonly answer?: Answer; readonly how: 'send' | 'truncate' | 'reset' | 'silence' };

/** Seconds that the real service keeps an idle connection. */
const KEEP_ALIVE_SECONDS = 25;

/**
 * Serves HTTP.
 *
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function serve(service: Service, host: string, port: number): Promise<RunningServer> {
  const closing = new AbortController();
  const server = createServer((message, response) => {
    handle(service, message, response, closing.signal).catch((error: unknown) => {
      if (error instanceof BodyTooLong) refuseBody(response, error);
      else response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_SECONDS * 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  service: Service,
  message: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const request = await readRequest(message);
  const context: AnswerContext = {
    action: request.action,
    requestId: randomUUID().toUpperCase(),
    host: request.headers.host ?? '',
    product: service.product(request),
  };
  const wait = (ms: number) => (ms > 0 ? delay(ms, undefined, { signal }) : undefined);
  const { answer, how } = await endingOf(service, request, context, wait);
  await wait(service.latencyMs());
  finish(response, how, answer);
}

/** As servers in front of a service do: the rest of the request is not read, so that the connection is of no use any more. */
function refuseBody(response: ServerResponse, { message }: BodyTooLong): void {
  response.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`);
}

async function endingOf(
  service: Service,
  request: WireRequest,
  context: AnswerContext,
  wait: (ms: number) => Promise<void> | undefined,
): Promise<Ending> {
  const act = () => service.act(request, context);
  const end = (how: Ending['how'], answer?: Answer): Ending => {
    service.answered(request, context, answer);
    return { how, answer };
  };
  const fault = service.fault(request);
  if (!fault) return end('send', act());
  if ('acts' in fault && fault.acts) act();
  if ('error' in fault) return end('send', service.errorAnswer(context, fault.error));
  if ('respond' in fault) {
    const { status, body, ...extras } = fault.respond;
    return end('send', service.plainAnswer(context, status, body, extras));
  }
  if ('silent' in fault) return end('silence');
  if ('truncate' in fault) return end('truncate', act());
  if ('reset' in fault) {
    if (fault.reset === 'after') act();
    return end('reset');
  }
  const { delayMs, when = 'before' } = fault;
  if (when === 'before') await wait(delayMs);
  const ending = end('send', act());
  if (when === 'after') await wait(delayMs);
  return ending;
}

function finish(response: ServerResponse, how: Ending['how'], answer: Answer | undefined): void {
  if (how === 'reset') response.socket?.resetAndDestroy();
  if (!answer) return;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  if (how === 'truncate') {
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  } else {
    response.end(body);
  }
}
