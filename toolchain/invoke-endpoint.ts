import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ROOT } from './environment';

/** A Lambda handler as the Node runtime calls it. */
type LambdaHandler = (event: unknown, context: object) => Promise<unknown>;

/** What Lambda calls the functions of `template.yml`. */
const HANDLERS: Readonly<Record<string, string>> = { TypeFunction: 'entrypoint', TestEntrypoint: 'testEntrypoint' };

export interface InvokeEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves Lambda's Invoke API (`POST /2015-03-31/functions/<name>/invocations`) for the deployable tree: `dist/handlers.js` of `folder`
 * loaded as Lambda loads it, by its path and the name of its export. Log lines of the handlers go to `log`.
 */
export async function serveFunction(
  log: (line: string) => void,
  folder = path.join(ROOT, 'build', 'TypeFunction'),
): Promise<InvokeEndpoint> {
  const module: Record<string, LambdaHandler> = require(path.join(folder, 'dist', 'handlers.js'));
  const write = console.log;
  console.log = (line: unknown) => log(String(line));

  const server = createServer(async (request, response) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1] ?? '';
    const handler = module[HANDLERS[name] ?? ''];
    if (!handler) {
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ Message: `Function not found: ${name}` }));
      return;
    }
    const answer = await handler(JSON.parse(await textOf(request)), {
      awsRequestId: 'local',
      functionVersion: '$LATEST',
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
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

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
