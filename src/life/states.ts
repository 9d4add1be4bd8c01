import type { ImageState } from './port';

/** What a state means to an operation. */
interface Meaning {
  /** While an image is created: wait, finish, or clean up. */
  readonly creating: 'wait' | 'done' | 'clean-up';
  /** While an image is removed: cancel the creation first, or delete at once. */
  readonly removing: 'cancel' | 'delete';
}

/** In an unknown state the handlers wait until the deadline and do not report a failure, because vendors add states (`Waiting` in 2021). */
export const STATES: Readonly<Record<ImageState, Meaning>> = {
  queued: { creating: 'wait', removing: 'cancel' },
  creating: { creating: 'wait', removing: 'cancel' },
  unknown: { creating: 'wait', removing: 'delete' },
  available: { creating: 'done', removing: 'delete' },
  deprecated: { creating: 'done', removing: 'delete' },
  failed: { creating: 'clean-up', removing: 'delete' },
};

/** Whether an image in this state is still being created, so that its attributes cannot be changed yet. */
export function isUnfinished(state: ImageState): boolean {
  return STATES[state].removing === 'cancel';
}
