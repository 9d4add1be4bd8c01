import { isJsonObject, type Json, type JsonObject, parseJson } from '../json';

/** A call of a handler to a cloud, from its log. */
export interface CloudCall {
  readonly operation: string;
  readonly action: string;
  readonly regionId?: string;
  /** `ok`, or another outcome. */
  readonly outcome: string;
  readonly requestId?: string;
}

/** An invocation of a handler, from its log. */
export interface HandlerCall {
  readonly operation: string;
  readonly status: string;
}

/** What the handlers' log contains about calls. */
export type LogEntry = ({ readonly kind: 'invocation' } & HandlerCall) | ({ readonly kind: 'call' } & CloudCall);

/** The same with the name of the cloud. */
export type RecordedEntry = LogEntry & { readonly cloud: string };

/** What a line of the handlers' log contains about calls; `undefined` if it contains nothing about them. */
export function readLogLine(line: string): LogEntry | undefined {
  const entry = parseObject(line);
  const text = (key: string): string | undefined => {
    const value: Json | undefined = entry[key];
    return typeof value === 'string' ? value : undefined;
  };
  const [operation, action, status] = [text('operation'), text('action'), text('status')];
  if (operation === undefined) return undefined;
  if (action !== undefined) {
    const [regionId, requestId] = [text('regionId'), text('requestId')];
    return { kind: 'call', operation, action, regionId, outcome: text('outcome') ?? '', requestId };
  }
  return status === undefined ? undefined : { kind: 'invocation', operation, status };
}

/** The handlers write JSON. Any other line contains nothing about calls. */
function parseObject(line: string): JsonObject {
  if (!line.startsWith('{')) return {};
  try {
    const value = parseJson(line);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The calls of one operation in one cloud. */
export interface OperationCalls {
  readonly cloud: string;
  readonly operation: string;
  readonly invocations: number;
  readonly failed: number;
  /** How often each action was called, the most frequent first. */
  readonly actions: readonly (readonly [action: string, count: number])[];
}

/** The calls by cloud and operation, in the order in which the clouds and operations first occurred. */
export function countCalls(entries: readonly RecordedEntry[]): OperationCalls[] {
  return [...new Set(entries.map(({ cloud }) => cloud))].flatMap((cloud) =>
    countOperations(
      cloud,
      entries.filter((entry) => entry.cloud === cloud),
    ),
  );
}

function countOperations(cloud: string, entries: readonly LogEntry[]): OperationCalls[] {
  const operations = [...new Set(entries.map(({ operation }) => operation))];
  return operations.map((operation) => {
    const own = entries.filter((entry) => entry.operation === operation);
    const invocations = own.filter((entry) => entry.kind === 'invocation');
    const counts = new Map<string, number>();
    for (const entry of own) {
      if (entry.kind === 'call') counts.set(entry.action, (counts.get(entry.action) ?? 0) + 1);
    }
    return {
      cloud,
      operation,
      invocations: invocations.length,
      failed: invocations.filter(({ status }) => status === 'FAILED').length,
      actions: [...counts].sort(([, left], [, right]) => right - left),
    };
  });
}
