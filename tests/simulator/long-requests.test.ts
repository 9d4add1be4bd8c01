import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startAlibabaSimulator, startAwsSts } from '../../simulator/index';
import { serveFunction } from '../../tools/aws/invoke-endpoint';
import { send } from './support';

const MEBIBYTE = 1024 * 1024;
const PIECE = Buffer.alloc(65_536, 'x');
const PIECES = 3_200;

/** A server of this project, as it listens. */
interface Listening {
  readonly url: string;
  /** Requests that it has acted on. */
  readonly acted: () => number;
  close(): Promise<void>;
}

const SERVERS: Readonly<Record<string, { path?: string; mostBytes: number; start(): Promise<Listening> }>> = {
  'the simulator': {
    mostBytes: MEBIBYTE,
    async start() {
      const simulator = await startAlibabaSimulator();
      return { url: simulator.url, acted: () => simulator.calls.length, close: simulator.close };
    },
  },
  'the stand-in for AWS STS': {
    mostBytes: MEBIBYTE,
    async start() {
      const aws = await startAwsSts();
      return { url: aws.url, acted: () => aws.calls.length, close: aws.close };
    },
  },
  'the endpoint for cfn test': {
    path: '/2015-03-31/functions/TypeFunction/invocations',
    mostBytes: 6 * MEBIBYTE,
    async start() {
      const folder = mkdtempSync(path.join(tmpdir(), 'function-'));
      mkdirSync(path.join(folder, 'dist'));
      const file = path.join(folder, 'dist', 'handlers.js');
      writeFileSync(
        file,
        'exports.events = []; exports.entrypoint = async (event) => void exports.events.push(event);',
      );
      const { url, close } = await serveFunction(() => undefined, folder);
      const stop = async () => {
        await close();
        rmSync(folder, { recursive: true });
      };
      return { url, acted: () => require(file).events.length, close: stop };
    },
  },
};

/** Sends 200 MB, as far as they are taken. */
async function flood(url: string): Promise<{ status?: number; sentBytes: number }> {
  const sent = request(url, { method: 'POST', agent: false });
  const status = new Promise<number | undefined>((resolve) => {
    sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', () => resolve(undefined));
  });
  const pieces = Readable.from(Array.from({ length: PIECES }, () => PIECE));
  await pipeline(pieces, sent).catch(() => undefined);
  return { status: await status, sentBytes: sent.socket?.bytesWritten ?? 0 };
}

describe.each(Object.entries(SERVERS))('%s', (_, { path: place = '/', mostBytes, start }) => {
  let server: Listening;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.close());

  it('reads no request to its end that is too long, acts on none, and goes on', async () => {
    for (let times = 0; times < 3; times += 1) {
      const { status, sentBytes } = await flood(server.url + place);
      // Where the connection ends before the answer was read, the system gives only that to the client.
      expect([413, undefined]).toContain(status);
      expect(sentBytes).toBeLessThan((PIECES * PIECE.length) / 4);
    }
    expect(server.acted()).toBe(0);
    expect((await send(server.url, 'POST', place, {}, Buffer.from('{}'))).status).not.toBe(413);
    expect(server.acted()).toBe(1);
  });

  it('takes one that is just short enough', async () => {
    const text = (bytes: number): Buffer => Buffer.from(`"${'x'.repeat(bytes - 2)}"`);
    expect((await send(server.url, 'POST', place, {}, text(mostBytes))).status).not.toBe(413);
    expect((await send(server.url, 'POST', place, {}, text(mostBytes + 1))).status).toBe(413);
    expect(server.acted()).toBe(1);
  });
});
