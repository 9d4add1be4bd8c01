import { randomUUID } from 'node:crypto';

/** The time in the simulated cloud. */
export interface SimulatorClock {
  /** The simulated time, in milliseconds since 1970. */
  now(): number;
  /** Moves the clock forward by `ms` simulated milliseconds. */
  advance(ms: number): void;
  /**
   * Makes the clock no faster than real time until the returned function is called once. So code that works during that time has as much
   * time as in production, whatever the speed is.
   */
  hold(): () => void;
  /** Simulated seconds per real second. A clock with 0 moves only by `advance`. */
  readonly speed: number;
  /** Identifies this clock. */
  readonly id: string;
}

/** How a clock runs. Every value has a default. */
export interface ClockOptions {
  /** Simulated seconds per real second; by default 1. */
  readonly speed?: number;
  /** The simulated time at the start, in milliseconds since 1970; by default, the current time. */
  readonly startAt?: number;
  /** The real time in milliseconds; by default `Date.now`. */
  readonly now?: () => number;
}

/** A clock that shows `startAt` + elapsed real time × `speed` (at most × 1 while it is held) + the time it was moved forward by. */
export function createClock({ speed = 1, now = Date.now, startAt = now() }: ClockOptions = {}): SimulatorClock {
  if (!(speed >= 0) || !Number.isFinite(speed)) throw new RangeError(`speed ${speed} is not a finite number from 0`);
  let shown = startAt;
  let seen = now();
  let holders = 0;
  const look = (): number => {
    const real = now();
    shown += (real - seen) * (holders > 0 ? Math.min(speed, 1) : speed);
    seen = real;
    return shown;
  };
  return {
    speed,
    id: randomUUID(),
    now: () => Math.floor(look()),
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock cannot be advanced by ${ms} ms`);
      shown += ms;
    },
    hold() {
      look();
      holders += 1;
      return () => {
        look();
        holders -= 1;
      };
    },
  };
}
