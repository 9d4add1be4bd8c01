import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { WireFormat } from './subject';

/** How a flood comes. */
export type Framing = 'chunked' | 'content-length' | 'gzip';

/** What comes, and how. */
export interface FloodOptions {
  readonly status: number;
  readonly framing: Framing;
  readonly bytes: number;
}

/** A flood that is over. */
export interface Flooded {
  /** Bytes that were handed over to the system. */
  readonly sentBytes: number;
  /** Whether the client ended the connection before everything was sent. */
  readonly cut: boolean;
}

const PIECE = Buffer.alloc(65_536, 'x');

/** How an answer begins that is a list, and one that is an error: within a text that goes on. */
export type Beginnings = Pick<WireFormat, 'list' | 'error'>;

/** A whole answer of the service, but for its length. */
function* answerOf({ status, bytes }: FloodOptions, { list, error }: Beginnings): Generator<Buffer | string> {
  yield status < 400 ? list : error;
  for (let left = bytes; left > 0; left -= PIECE.length) yield PIECE.subarray(0, left);
  yield '"}';
}

/** A server whose every answer is longer than anybody can want it. */
export class Flood {
  readonly #floods: Promise<Flooded>[] = [];
  #options: FloodOptions = { status: 200, framing: 'chunked', bytes: 0 };
  #zipped = Buffer.alloc(0);
  readonly #server = createServer((request, response) => {
    request.resume().on('end', () => this.#floods.push(this.#flood(response)));
  });

  constructor(private readonly beginnings: Beginnings) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What comes from now on. */
  begin(options: FloodOptions): void {
    this.#options = options;
    if (options.framing === 'gzip') this.#zipped = gzipSync(Buffer.concat([...this.#answer()].map(Buffer.from)));
  }

  /** All that came since the last time, when it is over. */
  over(): Promise<Flooded[]> {
    return Promise.all(this.#floods.splice(0));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(): Generator<Buffer | string> {
    return answerOf(this.#options, this.beginnings);
  }

  async #flood(response: ServerResponse): Promise<Flooded> {
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    const { status, framing } = this.#options;
    const length = [...this.#answer()].reduce((sum, part) => sum + part.length, 0);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(framing === 'content-length' && { 'content-length': length }),
      ...(framing === 'gzip' && { 'content-encoding': 'gzip' }),
    });
    const pieces = framing === 'gzip' ? [this.#zipped] : this.#answer();
    const cut = await pipeline(Readable.from(pieces), response).then(
      () => false,
      () => true,
    );
    return { sentBytes: (socket?.bytesWritten ?? 0) - before, cut };
  }
}
