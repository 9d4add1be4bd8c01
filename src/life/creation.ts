import { secondsUntil } from '../failure/clock';
import type { Failure } from '../failure/failure';
import type { Order } from './order';
import { nextDelaySeconds } from './polling';
import type { ImageCloud, ImageRef, Making, Source } from './port';
import type { RemovalMemory } from './removal';
import type { StepRuntime } from './step';
import type { Converged } from './updating';

/** What became of a usable image of a creation. */
export interface Finishing extends Converged {
  /** A call has said that the image does not exist. */
  readonly refused?: Failure;
}

/** What a creation remembers between two steps. */
export interface CreationMemory {
  readonly startedAt: number;
  readonly deadline: number;
  /** When the creation may have begun to run. It moves on while the image is queued, so that the pace can be computed. */
  readonly copyingSince: number;
  /** Whether the image has been seen. Before that, its absence means nothing; afterwards, it means that somebody removed the image. */
  readonly seen: boolean;
  /** Since when polls do not show the image, whether or not an earlier one did. Absent while the cloud shows it. */
  readonly missingSince?: number;
  /** The start was refused for a temporary reason and will be repeated. */
  readonly pending?: true;
  /** While the start is pending: when an attempt failed that may have started the image, and its message. */
  readonly lost?: { readonly at: number; readonly message: string };
  /** The ID of an image that is identified by its request, once the ID is known. */
  readonly id?: string;
  /** The last known progress of the job that creates the image, in percent. */
  readonly percent?: number;
  /**
   * Set once the image has failed: the reason. `lastPoll`: a sentence about the poll after a time-out, if that failed. `removal` says how
   * far the clean-up is.
   */
  readonly failure?: { readonly code: Failure['code']; readonly message: string; readonly lastPoll?: string };
  readonly removal?: RemovalMemory;
}

/** Why a creation fails. It is kept until the clean-up ends. */
export type Reason = NonNullable<CreationMemory['failure']>;

/** A creation that is under way. */
export interface Creation extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly ref: ImageRef;
  readonly order: Order;
  /** The source and the region of the image, for messages. */
  readonly route: string;
}

/** Whether the cloud has accepted no start of the image, as far as is known. */
export function isUnstarted({ pending, lost }: CreationMemory): boolean {
  return pending === true && lost === undefined;
}

/** The memory of an image that was just started. `timeoutSeconds`: the longest time that it may take. */
export function begin(timeoutSeconds: number, now: number): CreationMemory {
  return { startedAt: now, copyingSince: now, deadline: now + timeoutSeconds * 1000, seen: false };
}

/** The delay before the first poll, in seconds: no progress can be expected earlier. */
export function firstDelaySeconds(memory: CreationMemory): number {
  return nextDelaySeconds({
    elapsedSeconds: 0,
    progress: {},
    secondsToDeadline: secondsUntil(memory.deadline, memory.startedAt),
  });
}

/** The source and the region of an image, for messages. */
export function routeOf({ where }: Making, source: Source, regionId: string): string {
  return `${source.said} ${where} ${regionId}`;
}
