import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Time as the stack sees it: real, or sped up together with an embedded simulator. */
export interface Clock {
  /** Milliseconds since 1970, in the time of the cloud. */
  now(): number;
  /** Waits so many milliseconds of the cloud's time; returns early, without an error, when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock that the function's `Date` follows. */
export interface FunctionClock {
  /** Milliseconds since 1970, in the time of the cloud. */
  now(): number;
  /** Lets time pass at its real pace until the returned function is called. */
  hold(): () => void;
}

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

/**
 * Real time, for a clock that makes it run `speed` times as fast; slowed down by the same factor as long as somebody holds
 * it, so that the clock then shows real seconds. It gives handlers the same real time for their calls whatever the speed is.
 */
export class Pace {
  #elapsed = 0;
  #seen: number;
  #holders = 0;

  /** @param real the real time, in milliseconds. */
  constructor(
    readonly speed: number,
    private readonly real: () => number = Date.now,
  ) {
    this.#seen = real();
  }

  /** Milliseconds since the start. */
  now(): number {
    const real = this.real();
    this.#elapsed += (real - this.#seen) / (this.#holders > 0 ? this.speed : 1);
    this.#seen = real;
    return this.#elapsed;
  }

  /** @returns what lets go again; to be called once. */
  hold(): () => void {
    this.now();
    this.#holders += 1;
    return () => {
      this.now();
      this.#holders -= 1;
    };
  }
}
