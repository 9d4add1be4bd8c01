import { randomUUID } from 'node:crypto';

/** The time that the simulated cloud lives in. */
export interface SimulatorClock {
  /** Simulated time, in milliseconds since 1970. */
  now(): number;
  /** Turns the clock forward by so many simulated milliseconds. */
  advance(ms: number): void;
  /**
   * Lets no more than real time pass until the returned function is called, once: whoever works meanwhile has as long as in production,
   * whatever the speed is.
   */
  hold(): () => void;
  /** Simulated seconds per real second; 0 is a clock that moves only when it is turned. */
  readonly speed: number;
  /** Tells this clock from every other. */
  readonly id: string;
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

/** A clock that shows `startAt` + real time passed × `speed`, or at most × 1 while it was held, + what it was advanced by. */
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
