import type { StackEvent } from '../stack/state';

/** One resource in the live view. */
export interface ResourceLine {
  readonly label: string;
  readonly identifier?: string;
  readonly status: string;
  readonly message: string;
  /** 0 to 1, if the handler's last message had a percentage. */
  readonly progress?: number;
  /** Milliseconds since 1970, in the cloud's time. */
  readonly startedAt: number;
  /** Milliseconds since 1970, if it has ended. */
  readonly endedAt?: number;
}

/** The content of the live view. */
export interface ViewModel {
  readonly stackName: string;
  readonly status: string;
  readonly startedAt?: number;
  readonly resources: ReadonlyMap<string, ResourceLine>;
  /** The resources that failed in this operation of the stack, in the state at that time, by logical ID. */
  readonly failures: ReadonlyMap<string, ResourceLine>;
  /** The events so far, oldest first, without progress messages. */
  readonly events: readonly StackEvent[];
}

/** How many of the last events are kept for the view. */
const KEPT_EVENTS = 50;

/** The statuses with which an operation on a stack begins that a user asked for. */
const BEGINNING = /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/;

/** The view before the first event. */
export function emptyView(stackName: string): ViewModel {
  return { stackName, status: '', resources: new Map(), failures: new Map(), events: [] };
}

/** The view after an event. */
export function applyEvent(view: ViewModel, event: StackEvent): ViewModel {
  const at = Date.parse(event.timestamp);
  const startedAt = view.startedAt ?? at;
  const events = event.kind === 'progress' ? view.events : [...view.events, event].slice(-KEPT_EVENTS);
  if (event.kind === 'stack') {
    const failures = BEGINNING.test(event.status) ? new Map() : view.failures;
    return { ...view, startedAt, events, failures, status: event.status };
  }
  const { logicalId, status } = event;
  const key = lineKey(view, event);
  const line = applyToLine(key, view.resources.get(key), event, at);
  const failure = view.failures.get(logicalId);
  // A completed rollback of a failed resource does not change that its operation failed.
  const isTakenBack = failure !== undefined && /_(COMPLETE|SKIPPED)$/.test(status);
  const resources = new Map(view.resources).set(key, isTakenBack ? { ...failure, label: key } : line);
  const isFirst = failure === undefined && status.endsWith('_FAILED') && !status.startsWith('DELETE_');
  const failures = isFirst ? new Map(view.failures).set(logicalId, line) : view.failures;
  return { ...view, startedAt, events, resources, failures };
}

/** The percentage in a handler's message as a number from 0 to 1; `undefined` if there is none. */
export function parseProgress(message: string): number | undefined {
  const percent = Number(/(\d{1,3}(?:\.\d+)?)\s?%/.exec(message)?.[1]);
  return percent >= 0 && percent <= 100 ? percent / 100 : undefined;
}

/** The remaining time in a handler's message, such as `about 3 min left`; `undefined` if it has none. */
export function parseTimeLeft(message: string): string | undefined {
  return /\babout \d[\w ]* left\b/.exec(message)?.[0];
}

/** During a replacement two resources have the same name, and the old one gets its own line. */
function lineKey(view: ViewModel, { logicalId, identifier, status }: StackEvent): string {
  const own = view.resources.get(logicalId);
  const isAnother = own?.identifier !== undefined && identifier !== undefined && own.identifier !== identifier;
  return isAnother && status.startsWith('DELETE_') ? `${logicalId} (${identifier})` : logicalId;
}

function applyToLine(label: string, line: ResourceLine | undefined, event: StackEvent, at: number): ResourceLine {
  const { status, identifier, reason = '' } = event;
  const isRunning = status.endsWith('_IN_PROGRESS');
  const goesOn = line !== undefined && isRunning && line.status === status;
  return {
    label,
    identifier: identifier ?? (goesOn ? line.identifier : undefined),
    status,
    message: reason,
    progress: isRunning ? (parseProgress(reason) ?? (goesOn ? line.progress : undefined)) : undefined,
    startedAt: goesOn ? line.startedAt : line !== undefined && !isRunning ? line.startedAt : at,
    endedAt: isRunning ? undefined : at,
  };
}
