import { type AwsAccess, type AwsEndpoint, AwsError, callAws, publicEndpoint } from './aws-call';
import { type Destination, destinationOf } from './destination';
import { logLine, type WriteLine } from './log';
import { LogBatch, type LogEvent } from './log-batch';
import { metricsForm, type Outcome } from './metrics';
import type { Redact } from './redaction';

/**
 * How long the delivery may delay an answer, in milliseconds. A call within a region is many times faster, even if it has to create a log
 * stream. Compared with the 30 s that CloudFormation waits for READ, it is short: the calls of the handlers take up to 24 s.
 */
const LONGEST_DELIVERY_MS = 2_000;
/** The longest quotation of an answer of AWS, in characters. */
const LONGEST_QUOTE = 500;

/** What a delivery needs. */
export interface DeliverySurroundings {
  /** Lambda's own log. It gets every line, delivered or not. */
  readonly write: WriteLine;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** Calls `then` after that time, unless the returned function is called first. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
  /** The endpoints of AWS; by default, the public ones. */
  readonly awsEndpoint?: AwsEndpoint;
}

/** The log of one invocation while it is collected and delivered. */
export interface Delivery {
  /** Adds a line, from which secrets were removed. */
  readonly write: WriteLine;
  /** Delivers the log and the metrics. It never throws, and ends within the longest time for a delivery. */
  readonly end: (outcome: Outcome) => Promise<void>;
}

/** Starts the delivery of an invocation's log and metrics. Without a logging configuration it makes no calls. */
export function openDelivery(
  event: unknown,
  typeName: string,
  surroundings: DeliverySurroundings,
  redact: Redact,
): Delivery {
  const { write, now } = surroundings;
  const destination = destinationOf(event, typeName);
  if (!destination) return { write, end: async () => undefined };
  const batch = new LogBatch();
  return {
    write: (line) => {
      write(line);
      batch.add(line, now());
    },
    end: (outcome) => deliver(destination, batch.events(), outcome, surroundings, redact),
  };
}

async function deliver(
  destination: Destination,
  events: readonly LogEvent[],
  outcome: Outcome,
  { write, now, after, awsEndpoint = publicEndpoint }: DeliverySurroundings,
  redact: Redact,
): Promise<void> {
  const limit = new AbortController();
  const started = now();
  const { credentials } = destination;
  const access: AwsAccess = { credentials, endpoint: awsEndpoint, now, signal: limit.signal };
  const reportFailure = (delivery: string) => (error: unknown) => {
    const { outcome: failure, message } = limit.signal.aborted
      ? { outcome: 'TimedOut', message: `not delivered within ${LONGEST_DELIVERY_MS} ms` }
      : explained(error);
    const quoted = redact(message).slice(0, LONGEST_QUOTE);
    write(redact(logLine({ delivery, outcome: failure, message: quoted, milliseconds: now() - started })));
  };
  const cancelLimit = after(LONGEST_DELIVERY_MS, () => limit.abort());
  await Promise.all([
    putLogEvents(destination, events, access).catch(reportFailure('log')),
    putMetricData(destination, outcome, access).catch(reportFailure('metrics')),
  ]);
  cancelLimit();
}

/** AWS's code, the network's code (such as ECONNREFUSED) or the error class, and the message. */
function explained(error: unknown): { readonly outcome: string; readonly message: string } {
  const { code, name, message } = Object(error) as Partial<Record<'code' | 'name' | 'message', unknown>>;
  return { outcome: String(code ?? name), message: String(message) };
}

/** Makes one call, unless the log stream or its group is missing. They are created only then, so that no call has to check for them. */
async function putLogEvents(
  { region, logGroupName, logStreamName }: Destination,
  logEvents: readonly LogEvent[],
  access: AwsAccess,
): Promise<void> {
  if (logEvents.length === 0) return;
  const call = (action: string, request: object): Promise<string> => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${action}` };
    return callAws({ service: 'logs', region, headers, body: JSON.stringify(request) }, access);
  };
  const put = async (): Promise<void> => {
    const answer = await call('PutLogEvents', { logGroupName, logStreamName, logEvents });
    if (/"rejectedLogEventsInfo"\s*:\s*\{/.test(answer)) throw new AwsError('RejectedLogEvents', answer);
  };
  const createGroup = () => call('CreateLogGroup', { logGroupName }).catch(unless('ResourceAlreadyExistsException'));
  const createStream = () =>
    call('CreateLogStream', { logGroupName, logStreamName }).catch(unless('ResourceAlreadyExistsException'));

  try {
    await put();
  } catch (error) {
    unless(MISSING)(error);
    try {
      await createStream();
    } catch (streamError) {
      unless(MISSING)(streamError);
      await createGroup();
      await createStream();
    }
    await put();
  }
}

const MISSING = 'ResourceNotFoundException';

/** Throws every error again except AWS's error with this code. */
function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof AwsError) || error.code !== code) throw error;
  };
}

async function putMetricData(
  { region, resourceType }: Destination,
  outcome: Outcome,
  access: AwsAccess,
): Promise<void> {
  if (!outcome.action) return;
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const body = metricsForm(resourceType, outcome.action, outcome);
  await callAws({ service: 'monitoring', region, headers, body }, access);
}
