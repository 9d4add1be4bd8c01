import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

/** A door before the simulator: who comes to it waits until it is let through. */
export class Gate {
  readonly #waiting: (() => Promise<void>)[] = [];
  #arrived: (() => void) | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(target: string): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('the gate has no port');
    const gate = new Gate(server, `http://127.0.0.1:${address.port}`);
    server.on('request', (message, response) => {
      gate.#waiting.push(() => forward(target, message, response));
      gate.#arrived?.();
    });
    return gate;
  }

  /** Lets one request through, once it has come, and waits for its answer; `false` if none comes before `over`. */
  async pass(over: Promise<unknown>): Promise<boolean> {
    if (this.#waiting.length === 0) {
      const arrived = new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
      await Promise.race([arrived, over]);
    }
    const pass = this.#waiting.shift();
    await pass?.();
    return pass !== undefined;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Hands a request on as it is, its signed `host` too, and its answer back. */
function forward(target: string, message: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, headers, url = '/' } = message;
    const passed = request(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
      response.on('finish', resolve);
    });
    passed.on('error', reject);
    message.pipe(passed);
  });
}
