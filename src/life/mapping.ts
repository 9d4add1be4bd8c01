import type { Image, ImageState } from './port';

/** The form of a status, which is used in messages and stored in what an operation remembers. */
const STATUS = /^\w{1,40}$/;

/** The cloud's own word for a state; `unknown` if it does not have the form of one. */
export function wordOf(status: string): string {
  return STATUS.test(status) ? status : 'unknown';
}

/** The state that a cloud calls `status`; `unknown` if the table of its states does not have it. */
export function stateCalled(status: string, states: Readonly<Record<string, ImageState>>): ImageState {
  return Object.hasOwn(states, status) ? (states[status] ?? 'unknown') : 'unknown';
}

/** How a cloud shows a property in an entry of its list of images. Absent if it is not read from there. */
interface Shown<Entry> {
  readonly shown?: (entry: Entry) => unknown;
}

/** The properties that an entry of a list shows. The values null and empty count as absent. */
export function shownIn<Entry>(entry: Entry, properties: Readonly<Record<string, Shown<Entry>>>): Image['shown'] {
  const shown = Object.entries(properties).map(([name, property]) => [name, property.shown?.(entry)] as const);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
