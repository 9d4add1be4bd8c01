import { secondsUntil } from '../failure/clock';
import { LAST_WORD_SECONDS, sayDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import { removalUnproven } from './absence';
import type { Started } from './mark';
import { missingDelaySeconds, nextDelaySeconds } from './polling';
import type { ImageCloud, ImageRef, Progress, RemovalScope, Source } from './port';
import { type Step, type StepRuntime, waitAfter, waitALittle } from './step';
import { isUnnamed, sayImage } from './unnamed';

export interface RemovalOptions {
  /** Even if instances were created from the image. */
  readonly force: boolean;
  /** Also delete the snapshots that the creation made. */
  readonly snapshots: boolean;
  /** The snapshots that the request knows: what remains to delete when the image is gone. */
  readonly knownSnapshotIds?: readonly string[];
  /** The source and the name of the image, as the request knows them. */
  readonly source?: Source;
  readonly name?: string;
  /** How the image was started, where this operation has started it by a mark. */
  readonly started?: Started;
  /** This operation has made the image from that source. */
  readonly made?: true;
  /** The ID of an image that is called by its request, as the request knows it. */
  readonly id?: string;
  /** As far as is known, no start of the image was accepted. */
  readonly unstarted?: boolean;
  /** Only the start of the image is known: the image may be too young for the cloud to find. */
  readonly mayBeYoung?: boolean;
  /** When there is something that can be removed: the wait for a creation that cannot be cancelled continues beyond it. */
  readonly timeoutSeconds: number;
  /** When a removal that is part of another operation gives up at the latest, in milliseconds since 1970. */
  readonly endsAt?: number;
  /** An image that is finished when its creation is to be cancelled is not deleted at once: the caller may want to look at it again. */
  readonly spareFinished?: boolean;
}

/** What a removal remembers between two steps. */
export interface RemovalMemory {
  readonly startedAt: number;
  readonly deadline: number;
  readonly looks: number;
  /** Whether the image has been seen: before that its absence means nothing, a new image may not be visible yet. */
  readonly seen: boolean;
  /** The image is gone; what is left are these snapshots. */
  readonly imageGone: boolean;
  /** Read while the image existed: nothing shows them afterwards. */
  readonly snapshotIds: readonly string[];
  readonly uncancellable: boolean;
  /** The removal that the cloud accepted: only after that does an empty list mean that the image is gone. */
  readonly accepted?: 'cancel' | 'delete';
  /** Since when the list does not show an image although no call says that it is gone. */
  readonly missingSince?: number;
  /** The ID of an image that is called by its request, once its tag has led to it. */
  readonly id?: string;
}

/** How long an image that the cloud accepted may stay invisible, in seconds; undocumented, other clients wait for minutes. */
export const INVISIBLE_SECONDS = 600;

/** A removal that is under way. */
export interface Removal extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly ref: ImageRef;
  readonly options: RemovalOptions;
}

/** What the call that removes the image may destroy. */
export function scopeOf({ force, snapshots }: RemovalOptions): RemovalScope {
  return { force, remains: snapshots };
}

/** The memory of a removal that starts now; `seenWith`: the snapshots of its making that the image was seen with, if it was seen. */
export function beginRemoval(options: RemovalOptions, now: number, seenWith?: readonly string[]): RemovalMemory {
  return {
    startedAt: now,
    deadline: now + options.timeoutSeconds * 1000,
    looks: 0,
    seen: seenWith !== undefined,
    imageGone: false,
    snapshotIds: seenWith && options.snapshots ? seenWith : [],
    uncancellable: false,
  };
}

/** The whole time-out from now on, or from so many seconds later, within what CloudFormation allows. */
export function deadlineFromNow(removal: Removal, memory: RemovalMemory, laterSeconds = 0): number {
  const { options, now } = removal;
  return Math.min(lastWordOf(removal, memory), now() + (laterSeconds + options.timeoutSeconds) * 1000);
}

/** When a removal gives up, whatever it waits for. */
function lastWordOf({ options }: Removal, { startedAt }: RemovalMemory): number {
  return options.endsAt ?? startedAt + LAST_WORD_SECONDS * 1000;
}

/** Waits for something that a creation does in its own time; that it can be neither cancelled nor deleted now is not the user's fault. */
export function waitForCreation(
  removal: Removal,
  memory: RemovalMemory,
  progress: Progress,
  message: string,
): Step<RemovalMemory> {
  const end = lastWordOf(removal, memory);
  const now = removal.now();
  const secondsToDeadline = secondsUntil(end, now);
  if (secondsToDeadline === 0) {
    const seconds = secondsUntil(end, memory.startedAt);
    throw timedOut(removal, `it cannot be cancelled and is still ${removal.cloud.making.being}`, seconds);
  }
  const elapsedSeconds = (now - memory.startedAt) / 1000;
  const delaySeconds = nextDelaySeconds({ elapsedSeconds, progress, secondsToDeadline });
  // The time until the next look is the creation's: the removal has its whole time-out after it, whatever that look finds.
  const remembered = { ...memory, deadline: deadlineFromNow(removal, memory, delaySeconds) };
  return { kind: 'wait', memory: remembered, delaySeconds, message, snapshotIds: memory.snapshotIds };
}

/** Waits a little, or gives up with `reason` when the time is over. */
export function wait(removal: Removal, memory: RemovalMemory, message: string, reason?: Failure): Step<RemovalMemory> {
  const step = reason
    ? waitAfter(reason, memory, removal, message)
    : waitALittle(memory, removal.now, message, () => timedOut(removal, 'it is still there'));
  return { ...step, snapshotIds: memory.snapshotIds };
}

/** How long an image that the list does not show is looked for at least, in seconds, however near the deadline is. */
const LOOK_AGAIN_SECONDS = 120;

/**
 * Looks again for an image that the list does not show although no call says that it is gone: a list may lag behind, and services have
 * answered queries without permission with an empty one.
 *
 * @throws Failure NotStabilized when the time is over: the list alone does not prove it.
 */
export function lookAgain(removal: Removal, memory: RemovalMemory): Step<RemovalMemory> {
  const { ref } = removal;
  const now = removal.now();
  // A clock may be set back between two steps.
  const missingSince = Math.min(memory.missingSince ?? now, now);
  const until = Math.max(memory.deadline, missingSince + LOOK_AGAIN_SECONDS * 1000);
  const secondsLeft = secondsUntil(until, now);
  const image = sayImage({ id: memory.id ?? ref.id });
  if (secondsLeft === 0) throw removalUnproven(image, ref.regionId, removal.cloud.facts);
  return {
    kind: 'wait',
    memory: { ...memory, missingSince },
    delaySeconds: missingDelaySeconds((now - missingSince) / 1000, secondsLeft),
    message: `the list does not show ${image}, but nothing confirms that it is gone: checking again`,
    snapshotIds: memory.snapshotIds,
  };
}

/** Whether an image that was started may still be too young to be shown, for `patience` seconds from the first look. */
export function mayAppear({ now }: Removal, { startedAt, deadline }: RemovalMemory, patience: number): boolean {
  return secondsUntil(Math.min(startedAt + patience * 1000, deadline), now()) > 0;
}

/**
 * Looks for an image of which nothing is known but that it may have been started. `hidden`: it may not be shown before it is finished,
 * which takes as long as it takes, so that the delays grow.
 */
export function lookForYoung(removal: Removal, memory: RemovalMemory, hidden = false): Step<RemovalMemory> {
  const { cloud, ref, now } = removal;
  const message = `looking for ${cloud.making.aNoun} that may have been started in ${ref.regionId}`;
  const step = wait(removal, memory, message);
  if (!hidden || step.kind === 'done') return step;
  const elapsedSeconds = (now() - memory.startedAt) / 1000;
  const secondsToDeadline = secondsUntil(memory.deadline, now());
  return { ...step, delaySeconds: nextDelaySeconds({ elapsedSeconds, progress: {}, secondsToDeadline }) };
}

/**
 * Whether an image that the list does not show is gone because its removal was accepted. A cloud may accept the deletion of one that does
 * not exist, so a young one that was never seen may still appear.
 */
export function isGone(removal: Removal, memory: RemovalMemory): boolean {
  if (memory.seen) return memory.accepted !== undefined;
  const patience = removal.options.mayBeYoung ? INVISIBLE_SECONDS : 0;
  return memory.accepted === 'delete' && !mayAppear(removal, memory, patience);
}

/** The deadline of a removal whose image was never seen when its deletion is accepted: there is time to see whether it appears. */
export function deadlineUnseen({ options, now }: Removal, { startedAt, deadline, accepted }: RemovalMemory): number {
  if (accepted) return deadline;
  const until = options.mayBeYoung ? startedAt + INVISIBLE_SECONDS * 1000 : now() + LOOK_AGAIN_SECONDS * 1000;
  return Math.max(deadline, until);
}

/** `seconds`: how long it was tried; default: the time-out. */
function timedOut({ ref, options }: Removal, why: string, seconds = options.timeoutSeconds): Failure {
  // A console does not show the job, so the reader needs the name of its image.
  const name = isUnnamed(ref) ? options.name : undefined;
  return new Failure(
    'NotStabilized',
    `${capital(sayImage(ref))}${name === undefined ? '' : ` (${name})`} in ${ref.regionId} could not be removed within ${sayDuration(seconds)}: ${why}. Delete the stack again.`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
