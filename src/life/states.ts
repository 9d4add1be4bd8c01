import type { ImageState } from './port';

/** What a state means to an operation that meets it. */
interface Meaning {
  /** While an image is made: go on waiting, take it as done, or clean up. */
  readonly creating: 'wait' | 'done' | 'clean-up';
  /** On the way out: stop the creation first, or delete at once. */
  readonly removing: 'cancel' | 'delete';
}

/** The handlers wait in an unknown state until the deadline and do not judge it a failure: vendors add states (`Waiting` in 2021). */
export const STATES: Readonly<Record<ImageState, Meaning>> = {
  queued: { creating: 'wait', removing: 'cancel' },
  copying: { creating: 'wait', removing: 'cancel' },
  unknown: { creating: 'wait', removing: 'delete' },
  available: { creating: 'done', removing: 'delete' },
  deprecated: { creating: 'done', removing: 'delete' },
  failed: { creating: 'clean-up', removing: 'delete' },
};

/** Whether an image in this state is still being made, so that its attributes cannot be changed yet. */
export function isUnfinished(state: ImageState): boolean {
  return STATES[state].removing === 'cancel';
}
