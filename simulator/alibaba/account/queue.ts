import type { Behaviour } from './behaviour';

/** Copies take half an hour of simulated time, and AWS's contract tests wait for them in real time. */
export const CONTRACT_TEST_SPEED = 600;
/** The start of a queue that `queueOf` opens for each copy. */
export const CLOSED_QUEUE = { copiesPerRegion: 0 } as const satisfies Partial<Behaviour>;

/** Long enough for a handler to see that a copy waits. */
const QUEUED_MS = 12_000;
/** How long the queue lets copies start. The contract tests make one copy at a time. */
const OPEN_MS = 5_000;

/**
 * The queue for AWS's contract tests: a copy starts at once or, in one region, late.
 *
 * @returns a function that must receive each call
 */
export function queueOf(queuedRegionId: string, behave: (change: Pick<Behaviour, 'copiesPerRegion'>) => void) {
  const after = (milliseconds: number, copiesPerRegion: number): void => {
    setTimeout(() => behave({ copiesPerRegion }), milliseconds).unref();
  };
  return ({ action, parameters }: { action: string; parameters: Readonly<Record<string, string>> }): void => {
    if (action !== 'CopyImage') return;
    const wait = parameters.DestinationRegionId === queuedRegionId ? QUEUED_MS : 0;
    after(wait, 5);
    after(wait + OPEN_MS, 0);
  };
}
