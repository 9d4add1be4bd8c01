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

/** Seconds from `now` until `deadline` (both in milliseconds), never below 0. */
export function secondsUntil(deadline: number, now: number): number {
  return Math.max(0, (deadline - now) / 1000);
}
