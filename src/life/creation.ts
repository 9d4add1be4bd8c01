import { secondsUntil } from '../failure/clock';
import type { Failure } from '../failure/failure';
import type { Order } from './order';
import { nextDelaySeconds } from './polling';
import type { ImageCloud, ImageRef, Making, Source } from './port';
import type { RemovalMemory } from './removal';
import type { StepRuntime } from './step';

/** What a creation remembers between two steps. */
export interface CreationMemory {
  readonly startedAt: number;
  readonly deadline: number;
  /** Since when the creation may have been running: pushed on while it waits in the queue, so that its pace can be told. */
  readonly copyingSince: number;
  /** Whether the image has been seen: before that its absence means nothing, afterwards that somebody removed it. */
  readonly seen: boolean;
  /** Since when an image that was seen is missing; absent while it is there. */
  readonly missingSince?: number;
  /** The start was refused for a reason that passes, and is to be repeated. */
  readonly pending?: true;
  /** While it is pending: when an attempt failed that may have started the image, and how. */
  readonly lost?: { readonly at: number; readonly message: string };
  /** The ID of an image that is called by its request, once it is known. */
  readonly id?: string;
  /** How far the job was that makes it when the cloud last told it, in percent. */
  readonly percent?: number;
  /** Set once the image has failed: why, and how far the clean-up is. */
  readonly failure?: { readonly code: Failure['code']; readonly message: string };
  readonly removal?: RemovalMemory;
}

/** Why a creation fails; kept while what it left is cleaned up. */
export type Reason = NonNullable<CreationMemory['failure']>;

/** A creation that is under way. */
export interface Creation extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly ref: ImageRef;
  readonly order: Order;
  /** From what it is made and where, for messages. */
  readonly route: string;
}

/** Whether, as far as is known, no start of the image was accepted. */
export function isUnstarted({ pending, lost }: CreationMemory): boolean {
  return pending === true && lost === undefined;
}

/** The memory of an image that was just started; `timeoutSeconds` is the longest time that it may take. */
export function begin(timeoutSeconds: number, now: number): CreationMemory {
  return { startedAt: now, copyingSince: now, deadline: now + timeoutSeconds * 1000, seen: false };
}

/** The first poll of an image: not before progress can be expected. */
export function firstDelaySeconds(memory: CreationMemory): number {
  return nextDelaySeconds({
    elapsedSeconds: 0,
    progress: {},
    secondsToDeadline: secondsUntil(memory.deadline, memory.startedAt),
  });
}

/** From what an image is made and where, for messages. */
export function routeOf({ where }: Making, source: Source, regionId: string): string {
  return `${source.said} ${where} ${regionId}`;
}
