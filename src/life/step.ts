import type { Image } from './port';

/** One short step of an operation: it is done, or it goes on after a delay with what it has to remember. */
export type Step<Memory> =
  | { readonly kind: 'done'; readonly image?: Image }
  | {
      readonly kind: 'wait';
      readonly memory: Memory;
      readonly delaySeconds: number;
      readonly message: string;
      /** The snapshots that are being removed: if this operation fails, the next one has to know them. */
      readonly snapshotIds?: readonly string[];
    };

/** Milliseconds since 1970; handed in, so that tests own the time. */
export type Now = () => number;

/**
 * A memory whose deadline is at most `seconds` after its start. Version 0.1.0 gave an operation up to 12 h, and one that was running
 * when the type was updated comes back with such a deadline.
 */
export function endingWithin<Memory extends { readonly startedAt: number; readonly deadline: number }>(
  seconds: number,
  memory: Memory,
): Memory {
  return { ...memory, deadline: Math.min(memory.deadline, memory.startedAt + seconds * 1000) };
}

/** Seconds from `now` until `deadline` (both in milliseconds), never below 0. */
export function secondsUntil(deadline: number, now: number): number {
  return Math.max(0, (deadline - now) / 1000);
}
