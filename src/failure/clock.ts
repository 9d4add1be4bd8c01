/** What the adapter needs of the world; handed in, so that tests own time and chance. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `then` after a time, unless the returned function is called before. */
  after(milliseconds: number, then: () => void): () => void;
  /** From 0 to below 1. */
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
