import { oneLine, visible } from '../../untrusted/visible';
import type { StackEvent } from '../stack/state';
import { eventsText } from './lists';
import { foldText } from './table';
import { eventText } from './text';
import type { Sheet } from './view';

// The reason of a failure is long and is printed once, where the reader has not seen it yet.

/** The events with the reason of a stack's failure: those of its resources, or else that of the stack. */
export function failuresOf(events: readonly StackEvent[]): readonly StackEvent[] {
  const failures = events.filter(({ kind, status }) => kind === 'resource' && status.endsWith('_FAILED'));
  if (failures.length > 0) return failures;
  const own = events.findLast(
    ({ kind, status, reason }) =>
      kind === 'stack' && reason !== undefined && /(ROLLBACK_IN_PROGRESS|_FAILED)$/.test(status),
  );
  return own === undefined ? [] : [own];
}

/** The failure of a stack for a reader who has seen the events one by one. */
export function failureAfterEvents(text: string, events: readonly StackEvent[], sheet: Sheet): string {
  const { paint } = sheet;
  const failures = failuresOf(events).map((event) => `  ${eventText({ ...event, reason: undefined }, paint)}`);
  const head = failures.length === 0 ? [] : ['What failed; the reasons are above:', ...failures];
  return [...head, foldText(visible(text), sheet)].join('\n');
}

/** The failure of a stack for a reader who may have missed the events: all of them, then the reasons in full. */
export function failureWithEvents(text: string, events: readonly StackEvent[], sheet: Sheet): string {
  const failures = failuresOf(events);
  const shown = events.map((event) => (failures.includes(event) ? { ...event, reason: 'below' } : event));
  return [
    sheet.paint.bold('Stack events'),
    eventsText(shown, sheet),
    '',
    ...failures.map((failure) => foldText(reasonText(failure), sheet)),
    foldText(visible(text), sheet),
  ].join('\n');
}

/** The failure of a stack for a reader who has not seen the events. */
export function failureAlone(text: string, events: readonly StackEvent[]): string {
  return [...failuresOf(events).map(reasonText), visible(text)].join('\n');
}

function reasonText({ logicalId, status, reason = '' }: StackEvent): string {
  return oneLine(`${logicalId}  ${status}${reason === '' ? '' : `  ${reason}`}`);
}
