/** The time that the simulated cloud lives in. */
export interface SimulatorClock {
  /** Simulated time, in milliseconds since 1970. */
  now(): number;
  /** Turns the clock forward by so many simulated milliseconds. */
  advance(ms: number): void;
  /** Simulated seconds per real second; 0 is a clock that moves only when it is turned. */
  readonly speed: number;
}

/** How a clock runs. Every value has a default. */
export interface ClockOptions {
  /** Simulated seconds per real second, default 1. */
  readonly speed?: number;
  /** Simulated time at the start, in milliseconds since 1970; default: now. */
  readonly startAt?: number;
  /** The real time in milliseconds, default `Date.now`. */
  readonly now?: () => number;
}

/** A clock that shows `startAt` + real time passed × `speed` + what it was advanced by. */
export function createClock({ speed = 1, now = Date.now, startAt = now() }: ClockOptions = {}): SimulatorClock {
  if (!(speed >= 0) || !Number.isFinite(speed)) throw new RangeError(`speed ${speed} is not a finite number from 0`);
  const startedAt = now();
  let advanced = 0;
  return {
    speed,
    now: () => Math.floor(startAt + (now() - startedAt) * speed + advanced),
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock cannot be advanced by ${ms} ms`);
      advanced += ms;
    },
  };
}
