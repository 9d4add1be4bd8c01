import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** The time of the stack: real time, or faster time together with simulators. */
export interface Clock {
  /** In milliseconds since 1970, in the time of the cloud. */
  now(): number;
  /** Waits for a duration in the cloud's time. If the signal is aborted, it returns early without an error. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock that the function's `Date` follows. */
export interface FunctionClock {
  /** Makes the clock show real time until it is released, so that handlers have the same real time for their calls at every speed. */
  hold(): Promise<HeldClock>;
}

/** A clock that is held, so that it shows real time. */
export interface HeldClock {
  /** The time when it was held, in milliseconds since 1970, in the time of the cloud. */
  readonly now: number;
  /** Must be called once. */
  release(): void;
}

/** The highest speed. If a day passed in some seconds, a late timer would be late by hours. */
export const FASTEST = 10_000;

/** A clock that shows the time of `now`. About `speed` seconds pass in it per real second. */
export function createClock(now: () => number, speed: number): Clock {
  return {
    now,
    async sleep(milliseconds, signal) {
      // All resources of a stack wait with the same signal, and Node warns if there are more than ten listeners.
      if (signal) setMaxListeners(0, signal);
      const end = now() + milliseconds;
      try {
        // Time may pass more slowly while the clock is held, so one wait may not be enough.
        for (let left = milliseconds; left > 0; left = end - now()) await wait(left / speed, undefined, { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
