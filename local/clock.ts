import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Time as the stack sees it: real, or sped up together with an embedded simulator. */
export interface Clock {
  /** Milliseconds since 1970, in the time of the cloud. */
  now(): number;
  /** Waits so many milliseconds of the cloud's time; returns early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What a worker needs to follow a sped-up clock: at `realStart` (real milliseconds) it was `startAt` in the cloud. */
export interface ClockSettings {
  readonly startAt: number;
  readonly realStart: number;
  readonly speed: number;
}

/** A clock that shows the time of `now` and lets `speed` seconds pass in one real second. */
export function createClock(now: () => number, speed: number): Clock {
  return {
    now,
    async sleep(milliseconds, signal) {
      // Every resource of a stack waits with the same signal; Node warns of more than ten.
      if (signal) setMaxListeners(0, signal);
      try {
        await wait(milliseconds / speed, undefined, { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
