import { type AwsAccess, type AwsEndpoint, AwsError, callAws, publicEndpoint } from './aws-call';
import { type Destination, destinationOf } from './destination';
import { logLine, type WriteLine } from './log';
import { LogBatch, type LogEvent } from './log-batch';
import { metricsForm, type Outcome } from './metrics';
import type { Redact } from './redaction';

/**
 * How long the delivery may hold an answer back, in milliseconds: many times what a call within a region takes, even with a log stream
 * to create, and little compared with the 30 s that CloudFormation waits for READ, of which the handlers' calls take up to 24 s.
 */
const LONGEST_DELIVERY_MS = 2_000;
/** An answer of AWS is quoted up to this length. */
const LONGEST_QUOTE = 500;

/** What a delivery needs of the world. */
export interface DeliverySurroundings {
  /** Lambda's own log, which gets every line whether it is delivered or not. */
  readonly write: WriteLine;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls `then` after a time, unless the returned function is called before. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
  /** Where AWS is; absent: its public endpoints. */
  readonly awsEndpoint?: AwsEndpoint;
}

/** The log of one invocation on its way. */
export interface Delivery {
  /** Takes a line, which holds no secret any more. */
  readonly write: WriteLine;
  /** Delivers; it never throws, and ends within the longest time that a delivery may take. */
  readonly end: (outcome: Outcome) => Promise<void>;
}

/** Opens the delivery of an invocation's log and metrics; without a logging configuration it costs nothing and calls nobody. */
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

/** By AWS's code, the network's (ECONNREFUSED), or the class. */
function explained(error: unknown): { readonly outcome: string; readonly message: string } {
  const { code, name, message } = Object(error) as Partial<Record<'code' | 'name' | 'message', unknown>>;
  return { outcome: String(code ?? name), message: String(message) };
}

/** One call, unless the log stream or its group is missing: they are made when they are needed, so that looking costs no call. */
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

/** Passes on every error but AWS's of this code. */
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
