import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BodyTooLong, readBody } from '../../untrusted/body';
import { rootProject } from '../projects';

/** A Lambda handler as the Node runtime calls it. */
type LambdaHandler = (event: unknown, context: object) => Promise<unknown>;

/** The exports for the functions of `template.yml`. */
const HANDLERS: Readonly<Record<string, string>> = { TypeFunction: 'entrypoint', TestEntrypoint: 'testEntrypoint' };

/** The longest event of a synchronous invocation, in bytes ("Lambda quotas": 6 MB). */
const LONGEST_EVENT = 6 * 1024 * 1024;

export interface InvokeEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves Lambda's Invoke API (`POST /2015-03-31/functions/<name>/invocations`) for the deployable tree. `dist/handlers.js` of `folder` is
 * loaded as by Lambda, by its path and the name of its export. Log lines of the handlers go to `log`.
 */
export async function serveFunction(
  log: (line: string) => void,
  folder = rootProject().functionFolder,
): Promise<InvokeEndpoint> {
  const module: Record<string, LambdaHandler> = require(path.join(folder, 'dist', 'handlers.js'));
  const write = console.log;
  console.log = (line: unknown) => log(String(line));

  const server = createServer(async (request, response) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1] ?? '';
    const handler = module[HANDLERS[name] ?? ''];
    if (!handler) return send(response, 404, { Message: `Function not found: ${name}` });
    const body = await readBody(request, LONGEST_EVENT).catch((error: unknown) => {
      if (error instanceof BodyTooLong) return error;
      throw error;
    });
    if (body instanceof BodyTooLong) {
      return send(response, 413, { Message: body.message }, { connection: 'close' });
    }
    const event = JSON.parse(body.toString('utf8'));
    send(response, 200, await handler(event, { awsRequestId: 'local', functionVersion: '$LATEST' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        console.log = write;
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
