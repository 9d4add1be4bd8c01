import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { BodyTooLong } from '../../../untrusted/body';
import type { SimulatorClock } from '../clock';
import type { Certificate } from './certificate';
import { answerForClock } from './clock-path';
import { readRequest } from './request';
import type { Answer, Exchange, Service } from './service';

/** A running server. */
export interface RunningServer {
  readonly url: string;
  /** Closes all connections, including those that wait for an answer, and releases the port. */
  close(): Promise<void>;
}

/** How a request ends. */
type Ending = { readonly answer?: Answer; readonly how: 'send' | 'truncate' | 'reset' | 'silence' };

/** How long ECS keeps an idle connection, in seconds. */
const KEEP_ALIVE_SECONDS = 25;

/** Where a server listens, and its clock. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** With a certificate, the server accepts only HTTPS. */
  readonly certificate?: Certificate;
  /** The clock that clients can request; `undefined` if they cannot. */
  readonly clock?: SimulatorClock;
}

/**
 * Serves HTTP or HTTPS.
 *
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function serve(service: Service, { host, port, certificate, clock }: Place): Promise<RunningServer> {
  const closing = new AbortController();
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    if (clock && answerForClock(clock, message, response)) return;
    handle(service, message, response, closing.signal).catch((error: unknown) => {
      if (error instanceof BodyTooLong) refuseBody(response, error);
      else response.destroy(error instanceof Error ? error : undefined);
    });
  };
  const server = certificate
    ? createTlsServer({ key: certificate.key, cert: certificate.cert }, listener)
    : createServer(listener);
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
    url: `${certificate ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`,
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
  const exchange = service.receive(await readRequest(message));
  const wait = (ms: number) => (ms > 0 ? delay(ms, undefined, { signal }) : undefined);
  const { answer, how } = await endingOf(exchange, wait);
  await wait(service.latencyMs());
  finish(response, how, answer);
}

/** Refuses a body as servers in front of a service do: the rest is not read, so the connection cannot be used any more. */
function refuseBody(response: ServerResponse, { message }: BodyTooLong): void {
  response.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`);
}

async function endingOf(exchange: Exchange, wait: (ms: number) => Promise<void> | undefined): Promise<Ending> {
  const { fault } = exchange;
  const end = (how: Ending['how'], answer?: Answer): Ending => {
    exchange.ended(answer);
    return { how, answer };
  };
  if (!fault) return end('send', exchange.act());
  if ('acts' in fault && fault.acts) exchange.act();
  if ('error' in fault) return end('send', exchange.errorAnswer(fault.error));
  if ('respond' in fault) return end('send', exchange.plainAnswer(fault.respond));
  if ('silent' in fault) return end('silence');
  if ('truncate' in fault) return end('truncate', exchange.act());
  if ('reset' in fault) {
    if (fault.reset === 'after') exchange.act();
    return end('reset');
  }
  const { delayMs, when = 'before' } = fault;
  if (when === 'before') await wait(delayMs);
  const ending = end('send', exchange.act());
  if (when === 'after') await wait(delayMs);
  return ending;
}

function finish(response: ServerResponse, how: Ending['how'], answer: Answer | undefined): void {
  if (how === 'reset' && response.socket) reset(response.socket);
  if (!answer) return;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  if (how === 'truncate') {
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  } else {
    response.end(body);
  }
}

/** Node cannot reset a TLS connection. If it ends without the closing message of TLS, this is an error for clients too. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
