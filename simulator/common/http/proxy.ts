import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate';

/** What a proxy does with requests. A change applies from the next request on. */
export interface ProxyBehaviour {
  /** The users that it serves: only those with this user name and password, or everybody if `undefined`. */
  users: { readonly user: string; readonly password: string } | undefined;
  /** Whether it lets requests through, or answers 403 because of a rule. */
  rule: 'allows' | 'refuses';
  /** Whether it can reach the hosts behind it. If not, it answers 502. */
  reach: 'connected' | 'cutOff';
}

/** A request that a proxy received. */
export interface ProxyCall {
  /** CONNECT for a tunnel. With any other method, it is the complete request itself. */
  readonly method: string;
  /** Host and port. */
  readonly target: string;
  /** The user name that the client sent, if any. */
  readonly user: string | undefined;
  /** The status of the proxy's answer: 200 for a tunnel that was opened. */
  readonly status: number;
}

/** A forward proxy: it supports tunnels with CONNECT, and unencrypted requests with a complete URL. */
export interface ForwardProxy {
  /** Such as `http://127.0.0.1:3128`, without user and password. */
  readonly url: string;
  /** Every request until now, in the order of their answers. */
  readonly calls: readonly ProxyCall[];
  behave(change: Partial<ProxyBehaviour>): void;
  /** Stops listening and closes all connections. From then on it is unreachable. */
  close(): Promise<void>;
}

/** How a proxy starts. Every value has a default. */
export interface ProxyOptions {
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free port. */
  readonly port?: number;
  /** With a certificate, clients use TLS also for the connection to the proxy. */
  readonly certificate?: Certificate;
  readonly behaviour?: Partial<ProxyBehaviour>;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  502: 'Bad Gateway',
};

/** The parts of a running proxy. */
interface Parts {
  readonly behaviour: ProxyBehaviour;
  readonly calls: ProxyCall[];
  /** Both ends of every tunnel. */
  readonly open: Set<Duplex>;
}

/**
 * Starts a proxy.
 *
 * @throws the error of listening, such as EADDRINUSE
 */
export async function startProxy({
  host = '127.0.0.1',
  port = 0,
  certificate,
  ...options
}: ProxyOptions = {}): Promise<ForwardProxy> {
  const behaviour: ProxyBehaviour = { users: undefined, rule: 'allows', reach: 'connected', ...options.behaviour };
  const parts: Parts = { behaviour, calls: [], open: new Set() };
  const listener = (message: IncomingMessage, response: ServerResponse): void => forward(message, response, parts);
  const server = certificate
    ? createTlsServer({ key: certificate.key, cert: certificate.cert }, listener)
    : createServer(listener);
  server.on('connect', (message: IncomingMessage, client: Duplex, head: Buffer) => {
    hold(client, parts);
    tunnel(message, { client, head }, parts);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://${host}:${actualPort}`,
    calls: parts.calls,
    behave: (change) => void Object.assign(behaviour, change),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const each of parts.open) each.destroy();
      }),
  };
}

interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status and text with which a request is refused at once; `undefined` if it is not refused. */
function refusal(
  { headers }: IncomingMessage,
  target: URL | undefined,
  { users, rule, reach }: Readonly<ProxyBehaviour>,
): Refusal | undefined {
  const said = credentialsOf(headers);
  if (users && !(said?.user === users.user && said.password === users.password)) {
    return { status: 407, headers: { 'proxy-authenticate': 'Basic realm="proxy"' } };
  }
  if (rule === 'refuses') return { status: 403 };
  if (!target) return { status: 400 };
  return reach === 'cutOff' ? { status: 502 } : undefined;
}

/** Opens a connection through which a client communicates with a host, mostly over TLS. */
function tunnel(message: IncomingMessage, { client, head }: { client: Duplex; head: Buffer }, parts: Parts): void {
  const url = `http://${message.url}`;
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const end = (status: number, headers: Readonly<Record<string, string>> = {}): void => {
    note(message, status, parts);
    const lines = Object.entries({ ...headers, 'content-length': '0' }).map(([name, value]) => `${name}: ${value}`);
    client.end([`HTTP/1.1 ${status} ${REASONS[status]}`, ...lines, '', ''].join('\r\n'));
  };
  const refused = refusal(message, target, parts.behaviour);
  if (refused || !target) {
    end(refused?.status ?? 400, refused?.headers);
    return;
  }
  const upstream = connect(Number(target.port || 80), target.hostname.replace(/^\[|\]$/g, ''));
  upstream.once('error', () => end(502));
  upstream.once('connect', () => {
    upstream.removeAllListeners('error');
    hold(upstream, parts);
    note(message, 200, parts);
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.write(head);
    upstream.on('close', () => client.destroy()).pipe(client);
    client.on('close', () => upstream.destroy()).pipe(upstream);
  });
}

/** Forwards an unencrypted request, and its answer. */
function forward(message: IncomingMessage, response: ServerResponse, parts: Parts): void {
  const { url = '' } = message;
  const target = /^http:/i.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  const end = (status: number, headers: Readonly<Record<string, string>> = {}): void => {
    note(message, status, parts);
    response.writeHead(status, REASONS[status], headers).end();
  };
  const refused = refusal(message, target, parts.behaviour);
  if (refused || !target) {
    end(refused?.status ?? 400, refused?.headers);
    return;
  }
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = message.headers;
  const upstream = httpRequest(target, { method: message.method, headers, agent: false }, (answer) => {
    const { statusCode = 502 } = answer;
    note(message, statusCode, parts);
    response.writeHead(statusCode, answer.headers);
    answer.on('error', () => response.destroy()).pipe(response);
  });
  upstream.on('error', () => (response.headersSent ? response.destroy() : end(502)));
  message.pipe(upstream);
}

function note({ method = '', url = '', headers }: IncomingMessage, status: number, { calls }: Parts): void {
  const target = method === 'CONNECT' || !URL.canParse(url) ? url : new URL(url).host;
  calls.push({ method, target, user: credentialsOf(headers)?.user, status });
}

function credentialsOf(headers: IncomingMessage['headers']): { user: string; password: string } | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { user, password: password.join(':') };
}

/** Keeps one end of a tunnel until it is closed. */
function hold(stream: Duplex, { open }: Parts): void {
  open.add(stream);
  stream.on('error', () => stream.destroy()).on('close', () => open.delete(stream));
}
