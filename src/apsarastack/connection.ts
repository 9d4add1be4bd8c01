import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { LONGEST_ANSWER } from '../alibaba/ecs-calls';
import { exchange, type RawAnswer } from '../calling/exchange';
import { field } from '../calling/told';
import type { GatewayRequest } from './requests';

/** How to connect to a gateway. */
export interface Connecting {
  /** The certificates that are trusted instead of the public ones, in PEM. */
  readonly ca?: string;
  /** Accept any certificate of the gateway. */
  readonly skipVerify: boolean;
  /** The URL of a proxy that supports CONNECT, with user and password if it needs them. */
  readonly proxy?: string;
}

/**
 * An unreachable proxy, or one that does not connect: nothing was sent to the gateway. The message begins with its status or Node's code.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  constructor(
    readonly code: 'ProxyRefused' | 'ProxyUnreachable',
    why: string,
    options?: ErrorOptions,
  ) {
    super(`${why}: the proxy`, options);
  }
}

/**
 * Sends a request to a base URL and reads its answer, whatever its status.
 *
 * @throws ProxyError, BodyTooLong, the error of the network, or the signal's AbortError.
 */
export async function post(
  base: string,
  { query, headers, body }: GatewayRequest,
  connecting: Connecting,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const url = new URL(query === '' ? `${base}/` : `${base}/?${query}`);
  const trust = { rejectUnauthorized: !connecting.skipVerify, ...(connecting.ca && { ca: connecting.ca }) };
  const { proxy } = connecting;
  const connection = proxy === undefined ? { agent: false } : await through(proxy, url, trust, signal);
  const way = { ...connection, ...(url.protocol === 'http:' ? {} : trust) };
  return exchange(url, { method: 'POST', headers, body }, { most: LONGEST_ANSWER, signal, way });
}

/** A connection to the host of `url` through a proxy. The proxy cannot read what is sent over TLS. */
async function through(proxy: string, url: URL, trust: tls.ConnectionOptions, signal: AbortSignal) {
  const socket = await tunnel(new URL(proxy), url, trust, signal);
  if (url.protocol === 'http:') return { createConnection: () => socket };
  const host = hostOf(url);
  return {
    createConnection: () => tls.connect({ ...trust, socket, host, ...(isIP(host) ? {} : { servername: host }) }),
  };
}

/** @throws ProxyError or the signal's AbortError. */
function tunnel(proxy: URL, target: URL, { ca }: tls.ConnectionOptions, signal: AbortSignal): Promise<Socket> {
  const isPlain = proxy.protocol === 'http:';
  const authority = `${target.hostname}:${target.port || (target.protocol === 'http:' ? 80 : 443)}`;
  const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent);
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const options = {
    host: hostOf(proxy),
    port: proxy.port || (isPlain ? 80 : 443),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...(user && { 'proxy-authorization': `Basic ${basic}` }) },
    signal,
    // The proxy may belong to the network and have a public certificate, or may be in the private cloud.
    ...(ca && !isPlain && { ca: [...tls.rootCertificates, String(ca)] }),
  };
  return new Promise((resolve, reject) => {
    (isPlain ? http : https)
      .request(options)
      .on('connect', ({ statusCode }, socket, head) => {
        if (statusCode === undefined || statusCode >= 300) {
          socket.destroy();
          reject(new ProxyError('ProxyRefused', `HTTP ${statusCode}`));
          return;
        }
        // The proxy's answer may already contain the first bytes of the tunnel.
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      })
      .on('error', (cause) => reject(new ProxyError('ProxyUnreachable', String(field(cause, 'code')), { cause })))
      .end();
  });
}

/** A URL has brackets around an IPv6 address, a connection does not. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
