import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Time as the stack sees it: real, or sped up together with simulators. */
export interface Clock {
  /** Milliseconds since 1970, in the time of the cloud. */
  now(): number;
  /** Waits so many milliseconds of the cloud's time; returns early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock that the function's `Date` follows. */
export interface FunctionClock {
  /** Lets time pass at its real pace, until it is released: so handlers have the same real time for their calls whatever the speed is. */
  hold(): Promise<HeldClock>;
}

/** A clock that shows real seconds. */
export interface HeldClock {
  /** What it showed when it was held: milliseconds since 1970, in the time of the cloud. */
  readonly now: number;
  /** To be called once. */
  release(): void;
}

/** The highest speed: where a day passes in some seconds, a timer that is late is late by hours. */
export const FASTEST = 10_000;

/** A clock that shows the time of `now`, in which about `speed` seconds pass in one real second. */
export function createClock(now: () => number, speed: number): Clock {
  return {
    now,
    async sleep(milliseconds, signal) {
      // Every resource of a stack waits with the same signal; Node warns of more than ten.
      if (signal) setMaxListeners(0, signal);
      const end = now() + milliseconds;
      try {
        // Time may pass more slowly in between, so one wait may not be enough.
        for (let left = milliseconds; left > 0; left = end - now()) await wait(left / speed, undefined, { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
