/** The time in milliseconds since 1970. It is passed in so that tests control it. */
export type Now = () => number;

/** Seconds from `now` until `deadline` (both in milliseconds), never below 0. */
export function secondsUntil(deadline: number, now: number): number {
  return Math.max(0, (deadline - now) / 1000);
}

/** Time and random numbers. They are passed in so that tests control them. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `then` after that time, unless the returned function is called first. */
  after(milliseconds: number, then: () => void): () => void;
  /** At least 0 and less than 1. */
  random(): number;
}

export const systemRuntime: Runtime = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
