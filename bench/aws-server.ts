import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** CloudWatch Logs, CloudWatch and S3 on a local port, as far as the delivery of logs and metrics needs them. */
export interface AwsServer {
  readonly url: string;
  /** The calls since the last reset, as `service.Action`. */
  readonly calls: readonly string[];
  reset(): void;
  close(): Promise<void>;
}

interface Reply {
  readonly call: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Starts the server; every answer comes after a fixed delay. */
export async function startAwsServer(delayMs: number): Promise<AwsServer> {
  const streams = new Set<string>();
  const groups = new Set<string>();
  let calls: string[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const reply = replyTo(request, Buffer.concat(chunks).toString('utf8'), groups, streams);
    calls.push(reply.call);
    if (delayMs > 0) await pause(delayMs);
    response.writeHead(reply.status, { 'content-type': reply.type, 'x-amzn-requestid': `request-${calls.length}` });
    response.end(reply.body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get calls() {
      return calls;
    },
    reset: () => {
      calls = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function replyTo({ headers, method }: IncomingMessage, body: string, groups: Set<string>, streams: Set<string>): Reply {
  const target = headers['x-amz-target'];
  if (typeof target === 'string' && target.startsWith('Logs_')) {
    const action = target.split('.')[1] ?? '';
    return logs(action, JSON.parse(body), groups, streams);
  }
  const action = new URLSearchParams(body).get('Action');
  if (action !== null) {
    const xml = `<${action}Response><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;
    return { call: `monitoring.${action}`, status: 200, type: 'text/xml', body: xml };
  }
  // A logging role has rights on logs and metrics; the library tries a bucket all the same.
  const denied = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>r</RequestId></Error>';
  return { call: `s3.${method}`, status: 403, type: 'application/xml', body: denied };
}

function logs(
  action: string,
  request: Readonly<Record<string, string | undefined>>,
  groups: Set<string>,
  streams: Set<string>,
): Reply {
  const { logGroupName = '', logStreamName = '' } = request;
  const stream = `${logGroupName} ${logStreamName}`;
  const reply = (status: number, answer: object): Reply => ({
    call: `logs.${action}`,
    status,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify(answer),
  });
  const refuse = (type: string): Reply => reply(400, { __type: type, message: type });
  switch (action) {
    case 'DescribeLogGroups':
      return reply(200, { logGroups: [...groups].map((name) => ({ logGroupName: name })) });
    case 'DescribeLogStreams':
      return reply(200, { logStreams: [] });
    case 'CreateLogGroup':
      if (groups.has(logGroupName)) return refuse('ResourceAlreadyExistsException');
      groups.add(logGroupName);
      return reply(200, {});
    case 'CreateLogStream':
      if (!groups.has(logGroupName)) return refuse('ResourceNotFoundException');
      if (streams.has(stream)) return refuse('ResourceAlreadyExistsException');
      streams.add(stream);
      return reply(200, {});
    case 'PutLogEvents':
      return streams.has(stream) ? reply(200, { nextSequenceToken: '1' }) : refuse('ResourceNotFoundException');
    default:
      return refuse('UnknownOperationException');
  }
}
