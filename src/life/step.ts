import { type Now, type Runtime, secondsUntil } from '../failure/clock';
import type { Failure } from '../failure/failure';
import { shortDelaySeconds, throttledDelaySeconds } from './polling';
import type { Image } from './port';

/** One short step of an operation: the operation is done, or it continues after a delay with what it has to remember. */
export type Step<Memory> = { readonly kind: 'done'; readonly image?: Image } | Waiting<Memory>;

/** A step after which the operation continues. */
export interface Waiting<Memory> {
  readonly kind: 'wait';
  readonly memory: Memory;
  readonly delaySeconds: number;
  readonly message: string;
  /** The snapshots that are being removed. If this operation fails, the next one has to know them. */
  readonly snapshotIds?: readonly string[];
}

/**
 * A memory whose deadline is at most `seconds` after its start. Version 0.1.0 gave an operation up to 12 h. An operation that was running
 * when the type was updated may return with such a deadline.
 */
export function endingWithin<Memory extends { readonly startedAt: number; readonly deadline: number }>(
  seconds: number,
  memory: Memory,
): Memory {
  return { ...memory, deadline: Math.min(memory.deadline, memory.startedAt + seconds * 1000) };
}

/** The clock and the random numbers that a step needs. */
export type StepRuntime = Pick<Runtime, 'now' | 'random'>;

/** Waits after a failure that may be temporary. When the time is over, it throws that failure. */
export function waitAfter<Memory extends { readonly deadline: number; readonly looks: number }>(
  failure: Failure,
  memory: Memory,
  { now, random }: StepRuntime,
  message: string,
): Step<Memory> & { readonly kind: 'wait' } {
  const step = waitALittle(memory, now, message, () => failure);
  if (failure.code !== 'Throttling') return step;
  return { ...step, delaySeconds: throttledDelaySeconds(random, secondsUntil(memory.deadline, now())) };
}

/** Waits a little for something that takes seconds. When the time is over, it throws `reason`. */
export function waitALittle<Memory extends { readonly deadline: number; readonly looks: number }>(
  memory: Memory,
  now: Now,
  message: string,
  reason: () => Failure,
): Waiting<Memory> {
  const secondsLeft = secondsUntil(memory.deadline, now());
  if (secondsLeft === 0) throw reason();
  const delaySeconds = shortDelaySeconds(memory.looks, secondsLeft);
  return { kind: 'wait', memory: { ...memory, looks: memory.looks + 1 }, delaySeconds, message };
}
