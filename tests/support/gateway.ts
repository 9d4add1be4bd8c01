import http, { type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Certificate } from '../../simulator/common/http/certificate';
import { parameterStringToSign, signParameters } from '../../simulator/common/http/parameter-signature';

/** A request as a gateway got it. */
export interface Got {
  readonly path: string;
  readonly query: string;
  readonly form: string;
  readonly headers: IncomingHttpHeaders;
  /** Of query and form. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it is signed with this secret, by HMAC-SHA1. */
  isSignedWith(secret: string): boolean;
}

/** What a gateway answers; a function may answer later or not at all. */
export type Reply =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | ((response: ServerResponse) => void);

/** A server that answers one reply after the other, and the last one again. */
export class Gateway {
  readonly got: Got[] = [];
  /** How many connections were opened to it. */
  connections = 0;
  readonly #replies: Reply[] = [];
  #last: Reply = { body: { RequestId: 'r-default' } };

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {}

  static async open(certificate?: Certificate): Promise<Gateway> {
    const answer = (request: IncomingMessage, response: ServerResponse) => gateway.#answer(request, response);
    const server = certificate ? https.createServer(certificate, answer) : http.createServer(answer);
    const gateway = new Gateway(server, certificate ? 'https' : 'http');
    server.on('connection', () => {
      gateway.connections += 1;
    });
    await listening(server);
    return gateway;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${portOf(this.server)}`;
  }

  reply(...replies: readonly Reply[]): void {
    this.#replies.push(...replies);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.got.push(await gotOf(request));
    const reply = this.#replies.shift() ?? this.#last;
    this.#last = reply;
    if (typeof reply === 'function') return reply(response);
    const { status = 200, body, headers = {} } = reply;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}

async function gotOf(request: IncomingMessage): Promise<Got> {
  const form = (await buffer(request)).toString('utf8');
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const pairs = [...new URLSearchParams(query), ...new URLSearchParams(form)];
  return {
    path,
    query,
    form,
    headers: request.headers,
    parameters: Object.fromEntries(pairs),
    isSignedWith: (secret) => {
      const signed = pairs.filter(([name]) => name !== 'Signature');
      const signature = signParameters(secret, parameterStringToSign(request.method ?? '', signed));
      return pairs.some(([name, value]) => name === 'Signature' && value === signature);
    },
  };
}

/** A proxy that connects, or refuses with a status. For it alone, names that end with .example are this machine. */
export class ConnectProxy {
  /** What it was asked to connect to, with the header that says for whom. */
  readonly asked: { readonly to: string; readonly authorization?: string }[] = [];

  private constructor(
    private readonly server: Server,
    private readonly scheme: string,
  ) {}

  static async open(refusal?: number, certificate?: Certificate): Promise<ConnectProxy> {
    const server = certificate ? https.createServer(certificate) : http.createServer();
    const proxy = new ConnectProxy(server, certificate ? 'https' : 'http');
    server.on('connect', (request: IncomingMessage, client: net.Socket) => {
      proxy.asked.push({ to: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      if (refusal !== undefined) {
        client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 2\r\n\r\nno`);
        return;
      }
      const [host = '', port] = (request.url ?? '').split(':');
      const target = net.connect(Number(port), host.endsWith('.example') ? '127.0.0.1' : host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        target.pipe(client).pipe(target);
      });
      for (const socket of [client, target]) socket.on('error', () => target.destroy());
    });
    await listening(server);
    return proxy;
  }

  url(credentials = ''): string {
    return `${this.scheme}://${credentials}127.0.0.1:${portOf(this.server)}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Lets a server listen on this machine, and returns its port. */
export function listening(server: net.Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))));
}

function portOf(server: net.Server): number {
  return (server.address() as AddressInfo).port;
}
