import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Properties } from '../support/stage';

/** An entry of a log stream. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** A request that came, with its body as an object. */
export interface AwsCall {
  readonly service: 'logs' | 'monitoring';
  readonly action: string;
  readonly request: Properties;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a call is answered instead of as AWS does it. */
export interface Trouble {
  readonly status?: number;
  readonly body?: string;
  /** Milliseconds on the test's clock; `Infinity` never answers. */
  readonly delay?: number;
  /** Cuts the connection, before anything is answered or within the answer. */
  readonly cut?: 'at once' | 'in the body';
}

/** What the stand-in needs of the test's time. */
export interface Time {
  after(milliseconds: number, then: () => void): () => void;
  /** Says that nothing more will happen before the time of the next thing due. */
  idle(): void;
}

/** The key that signs, and the region that the requests are for. */
export interface Expected {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

/** What the services go by: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html and aws-query-protocol.html. */
const CONTENT_TYPES: Readonly<Record<AwsCall['service'], string>> = {
  logs: 'application/x-amz-json-1.1',
  monitoring: 'application/x-www-form-urlencoded; charset=utf-8',
};

/** CloudWatch Logs and CloudWatch on a loopback port: the calls that the delivery makes, with their refusals and limits. */
export class AwsStandIn {
  readonly calls: AwsCall[] = [];
  /** What every request has to be signed with. */
  expected: Expected;
  /** Decides how a call is answered; `undefined` answers as AWS does. */
  trouble: (call: AwsCall) => Trouble | undefined = () => undefined;
  readonly #groups = new Map<string, Map<string, LogEvent[]>>();
  readonly #server = createServer((request, response) => this.#take(request, response));

  constructor(
    expected: Expected,
    private readonly time: Time,
  ) {
    this.expected = expected;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Connections that are open now. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  createStream(group: string, stream: string): void {
    const streams = this.#groups.get(group) ?? new Map<string, LogEvent[]>();
    this.#groups.set(group, streams.set(stream, []));
  }

  createGroup(group: string): void {
    this.#groups.set(group, new Map());
  }

  /** The names of all log streams, with their groups. */
  streams(): string[] {
    return [...this.#groups].flatMap(([group, streams]) => [...streams.keys()].map((stream) => `${group} ${stream}`));
  }

  /** Everything that was taken, of all streams. */
  events(): LogEvent[] {
    return [...this.#groups.values()].flatMap((streams) => [...streams.values()].flat());
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = toCall(request.headers, Buffer.concat(chunks).toString());
    this.calls.push(call);
    const trouble = this.trouble(call);
    const answer = (): void => {
      if (trouble?.cut === 'at once') return void response.destroy();
      const { status, body } = { ...this.#answer(request, call), ...trouble };
      response.writeHead(status, { 'content-length': Buffer.byteLength(body) + (trouble?.cut ? 1 : 0) });
      response.write(body, () => (trouble?.cut ? response.destroy() : response.end()));
    };
    if (trouble?.delay === undefined) return answer();
    const cancel =
      trouble.delay === Number.POSITIVE_INFINITY ? () => undefined : this.time.after(trouble.delay, answer);
    response.on('close', cancel);
    this.time.idle();
  }

  #answer(request: IncomingMessage, call: AwsCall): { status: number; body: string } {
    const problem = signatureProblem(request, call, this.expected);
    if (problem) return refusal('InvalidSignatureException', problem);
    const contentType = call.headers['content-type'];
    if (contentType !== CONTENT_TYPES[call.service]) return refusal('UnknownOperationException', `${contentType}`);
    return call.service === 'logs' ? this.#answerLogs(call) : { status: 200, body: '<PutMetricDataResponse/>' };
  }

  #answerLogs({ action, request }: AwsCall): { status: number; body: string } {
    const { logGroupName, logStreamName, logEvents } = request;
    const streams = this.#groups.get(String(logGroupName));
    if (action === 'CreateLogGroup') {
      if (streams) return refusal('ResourceAlreadyExistsException', 'The specified log group already exists');
      this.createGroup(String(logGroupName));
      return { status: 200, body: '' };
    }
    if (!streams) return refusal('ResourceNotFoundException', 'The specified log group does not exist.');
    const stream = streams.get(String(logStreamName));
    if (action === 'CreateLogStream') {
      if (stream) return refusal('ResourceAlreadyExistsException', 'The specified log stream already exists');
      streams.set(String(logStreamName), []);
      return { status: 200, body: '' };
    }
    if (!stream) return refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
    const events = logEvents as LogEvent[];
    const problem = brokenLimit(events);
    if (problem) return refusal('InvalidParameterException', problem);
    stream.push(...events);
    return { status: 200, body: '{"nextSequenceToken":"1"}' };
  }
}

function refusal(code: string, message: string): { status: number; body: string } {
  return { status: 400, body: JSON.stringify({ __type: code, message }) };
}

/** The constraints of PutLogEvents in its API reference, with the 256 KiB that an event may have in every region. */
function brokenLimit(events: readonly LogEvent[]): string | undefined {
  const sizes = events.map(({ message }) => Buffer.byteLength(message) + 26);
  if (events.length < 1 || events.length > 10_000) return `${events.length} events`;
  if (sizes.reduce((sum, size) => sum + size) > 1_048_576) return 'Upload too large';
  if (sizes.some((size) => size === 26 || size > 262_144)) return 'a message is empty or too long';
  const ordered = events.every(({ timestamp }, index) => timestamp >= (events[index - 1]?.timestamp ?? 0));
  return ordered ? undefined : 'Log events in a single PutLogEvents request must be in chronological order.';
}

function toCall(headers: IncomingHttpHeaders, body: string): AwsCall {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    return { service: 'logs', action: target.replace('Logs_20140328.', ''), request: JSON.parse(body), headers, body };
  }
  const request = unflattened(new URLSearchParams(body));
  return { service: 'monitoring', action: String(request.Action), request, headers, body };
}

/** A request of the query protocol as an object: `A.member.1.B=c` is `{A: [{B: 'c'}]}`. */
function unflattened(form: URLSearchParams): Properties {
  const root: Properties = {};
  for (const [name, value] of form) {
    const keys = name.replace(/\.member\.(\d+)/g, (_, position) => `.#${Number(position) - 1}`).split('.');
    keys.reduce<Properties>((inner, key, index) => {
      const next = keys[index + 1];
      const plain = key.replace('#', '');
      inner[plain] ??= next === undefined ? value : next.startsWith('#') ? [] : {};
      return inner[plain] as Properties;
    }, root);
  }
  return root;
}

/** Checks a request against AWS's description of Signature Version 4, and the headers that CloudWatch wants signed. */
function signatureProblem(
  request: IncomingMessage,
  { service, body }: AwsCall,
  expected: Expected,
): string | undefined {
  const { method, url, headers } = request;
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const [, key, date = '', region = '', name = '', names = '', signature] =
    pattern.exec(headers.authorization ?? '') ?? [];
  if (key !== expected.accessKeyId) return 'not the key, or no Authorization of the right form';
  if (region !== expected.region || name !== service) return `signed for ${name} in ${region}`;
  if (headers['x-amz-security-token'] !== expected.sessionToken) return 'not the session token';
  const time = String(headers['x-amz-date']);
  if (!/^\d{8}T\d{6}Z$/.test(time) || !time.startsWith(date)) return `the time is ${time}`;
  const signed = names.split(';');
  const wanted = Object.keys(headers).filter((header) => /^(host|content-type|x-amz-.*)$/.test(header));
  if (signed.join() !== wanted.sort().join()) return `signed ${names}, not ${wanted}`;
  const canonical = [
    `${method}\n${url}\n`,
    ...signed.map((header) => `${header}:${headers[header]}`),
    `\n${names}\n${createHash('sha256').update(body).digest('hex')}`,
  ].join('\n');
  const scope = `${date}/${region}/${name}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`;
  let signing: Buffer = Buffer.from(`AWS4${expected.secretAccessKey}`);
  for (const part of scope.split('/')) signing = createHmac('sha256', signing).update(part).digest();
  return createHmac('sha256', signing).update(text).digest('hex') === signature ? undefined : 'not the signature';
}
