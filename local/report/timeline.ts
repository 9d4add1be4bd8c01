import type { StackEvent } from '../stack/state';
import { applyEvent, emptyView, parseProgress, type ResourceLine } from '../view/model';

/** A message of a handler, with its time. */
export interface Message {
  /** In milliseconds since 1970, in the cloud's time. */
  readonly at: number;
  readonly text: string;
}

/** An operation on a resource. */
export interface Span {
  /** CloudFormation's name of the operation: CREATE, UPDATE, DELETE. */
  readonly action: string;
  /** Its last status. */
  readonly status: string;
  /** In milliseconds since 1970, in the cloud's time. */
  readonly start: number;
  /** The end or, if there is none, the last known time. */
  readonly end: number;
  /** Its progress with times, as shares of 1. */
  readonly progress: readonly { readonly at: number; readonly share: number }[];
  readonly messages: readonly Message[];
}

/** The operations on a resource. */
export interface Row {
  readonly label: string;
  /** The name of the resource's type. */
  readonly type: string;
  readonly identifier?: string;
  /** The final status. If it failed and was rolled back, this is the failure. */
  readonly status: string;
  readonly spans: readonly Span[];
}

/** The operations on all resources, in one row each. */
export interface Timeline {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
}

/** The timeline of a stack's events, oldest first. */
export function timelineOf(events: readonly StackEvent[]): Timeline {
  const times = events.map(({ timestamp }) => Date.parse(timestamp));
  const rows = new Map<string, Row>();
  let view = emptyView('');
  for (const event of events) {
    const next = applyEvent(view, event);
    const changed = [...next.resources].find(([key, line]) => view.resources.get(key) !== line);
    if (changed !== undefined) {
      const [key, line] = changed;
      rows.set(key, withEvent(rows.get(key), line, event));
    }
    view = next;
  }
  return { start: Math.min(...times), end: Math.max(...times), rows: [...rows.values()] };
}

function withEvent(row: Row | undefined, line: ResourceLine, event: StackEvent): Row {
  const at = Date.parse(event.timestamp);
  const { status, reason = '' } = event;
  const spans = [...(row?.spans ?? [])];
  const last = spans.at(-1);
  const goesOn = last?.status.endsWith('_IN_PROGRESS') === true && actionOf(status) === last.action;
  // If another operation replaces an unfinished one, the first ends when the second begins.
  if (last !== undefined && !goesOn && last.status.endsWith('_IN_PROGRESS')) spans.splice(-1, 1, { ...last, end: at });
  const span: Span =
    goesOn && last !== undefined
      ? last
      : { action: actionOf(status), status, start: at, end: at, progress: [], messages: [] };
  const share = event.kind === 'progress' ? parseProgress(reason) : undefined;
  const isDone = status.endsWith('_COMPLETE') && span.progress.length > 0;
  const points = share === undefined ? (isDone ? [{ at, share: 1 }] : []) : [{ at, share }];
  const grown: Span = {
    ...span,
    status,
    end: at,
    progress: [...span.progress, ...points],
    // The reason of a failure is shown elsewhere.
    messages: reason === '' || status.endsWith('_FAILED') ? span.messages : [...span.messages, { at, text: reason }],
  };
  spans.splice(goesOn ? -1 : spans.length, 1, grown);
  return {
    label: line.label,
    type: event.type,
    identifier: line.identifier ?? row?.identifier,
    status: line.status,
    spans,
  };
}

function actionOf(status: string): string {
  return status.replace(/_.*/, '');
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  ...[SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR],
];
const MOST_TICKS = 6;

/** Round times on the axis of a timeline with this duration in milliseconds, from 0 on. */
export function ticksOf(duration: number): number[] {
  const step = STEPS.find((candidate) => duration / candidate <= MOST_TICKS) ?? duration;
  const count = step > 0 ? Math.floor(duration / step) + 1 : 1;
  return Array.from({ length: count }, (_, index) => index * step);
}
