import { secondsUntil } from '../failure/clock';
import { LAST_WORD_SECONDS, sayDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import { removalUnproven } from './absence';
import type { Started } from './mark';
import { isPlaceholder, sayImage } from './placeholder';
import { missingDelaySeconds, nextDelaySeconds } from './polling';
import type { ImageCloud, ImageRef, Progress, RemovalScope, Source } from './port';
import { type Step, type StepRuntime, waitAfter, waitALittle } from './step';

export interface RemovalOptions extends RemovalScope {
  /** The snapshots that the request knows: they remain to be deleted when the image is gone. */
  readonly knownSnapshotIds?: readonly string[];
  /** The source and the name of the image, as the request knows them. */
  readonly source?: Source;
  readonly name?: string;
  /** How the image was started, if this operation has started it with a mark. */
  readonly started?: Started;
  /** This operation has created the image from `source`. */
  readonly made?: true;
  /** The ID of an image that is identified by its request, if the request knows the ID. */
  readonly id?: string;
  /** The cloud has accepted no start of the image, as far as is known. */
  readonly unstarted?: boolean;
  /** Only the start of the image is known: the image may be too new for the cloud to find it. */
  readonly mayBeYoung?: boolean;
  /** In seconds, from when something can be removed: the wait for a creation that cannot be cancelled is not included. */
  readonly timeoutSeconds: number;
  /** The latest time at which a removal that is part of another operation gives up, in milliseconds since 1970. */
  readonly endsAt?: number;
  /** An image that turns out to be finished when it is cancelled is not deleted at once: the caller may want to check it again. */
  readonly spareFinished?: boolean;
}

/** What a removal remembers between two steps. */
export interface RemovalMemory {
  readonly startedAt: number;
  readonly deadline: number;
  /** How often the handlers have waited a little; the delays grow with it. */
  readonly looks: number;
  /** Whether the image has been seen. If it is missing before that, this means nothing: a new image may not be visible yet. */
  readonly seen: boolean;
  /** The image is gone, and only `snapshotIds` are left. */
  readonly imageGone: boolean;
  /** The snapshots, read while the image existed. Nothing shows them afterwards. */
  readonly snapshotIds: readonly string[];
  readonly uncancellable: boolean;
  /** The removal that the cloud accepted. Only after that does an empty list mean that the image is gone. */
  readonly accepted?: 'cancel' | 'delete';
  /** Since when the list does not show the image, although no call says that it is gone. */
  readonly missingSince?: number;
  /** The ID of an image that is identified by its request, once its tag has led to it. */
  readonly id?: string;
}

/** How long an image may stay invisible after its start was accepted, in seconds. Undocumented; other clients wait for minutes. */
export const INVISIBLE_SECONDS = 600;

/** A removal that is under way. */
export interface Removal extends StepRuntime {
  readonly cloud: ImageCloud;
  readonly ref: ImageRef;
  readonly options: RemovalOptions;
}

/** The memory of a removal that starts now. `seenWith`: if the image was seen, the snapshots that its creation made. */
export function beginRemoval(options: RemovalOptions, now: number, seenWith?: readonly string[]): RemovalMemory {
  return {
    startedAt: now,
    deadline: now + options.timeoutSeconds * 1000,
    looks: 0,
    seen: seenWith !== undefined,
    imageGone: false,
    snapshotIds: seenWith && options.remains ? seenWith : [],
    uncancellable: false,
  };
}

/** The deadline if the whole time-out begins now or `laterSeconds` later, within what CloudFormation allows. */
export function deadlineFromNow(removal: Removal, memory: RemovalMemory, laterSeconds = 0): number {
  const { options, now } = removal;
  return Math.min(lastWordOf(removal, memory), now() + (laterSeconds + options.timeoutSeconds) * 1000);
}

/** When a removal gives up, whatever it waits for, in milliseconds since 1970. */
export function lastWordOf({ options }: Removal, { startedAt }: RemovalMemory): number {
  return options.endsAt ?? startedAt + LAST_WORD_SECONDS * 1000;
}

/**
 * Waits for a creation that can be neither cancelled nor deleted now. This is not the user's fault, so the time-out does not limit it.
 * `reason`: why the removal failed if it cannot wait any longer.
 */
export function waitForCreation(
  removal: Removal,
  memory: RemovalMemory,
  progress: Progress,
  message: string,
  reason = `it cannot be cancelled and is still ${removal.cloud.making.being}`,
): Step<RemovalMemory> {
  const end = lastWordOf(removal, memory);
  const now = removal.now();
  const secondsToDeadline = secondsUntil(end, now);
  if (secondsToDeadline === 0) {
    const seconds = secondsUntil(end, memory.startedAt);
    throw timedOut(removal, reason, seconds);
  }
  const elapsedSeconds = (now - memory.startedAt) / 1000;
  const delaySeconds = nextDelaySeconds({ elapsedSeconds, progress, secondsToDeadline });
  // The time until the next poll belongs to the creation. After that poll the removal has its whole time-out, whatever the poll finds.
  const remembered = { ...memory, deadline: deadlineFromNow(removal, memory, delaySeconds) };
  return { kind: 'wait', memory: remembered, delaySeconds, message, snapshotIds: memory.snapshotIds };
}

/** Waits a little. When the time is over, it throws `reason` or a time-out. */
export function wait(removal: Removal, memory: RemovalMemory, message: string, reason?: Failure): Step<RemovalMemory> {
  const step = reason
    ? waitAfter(reason, memory, removal, message)
    : waitALittle(memory, removal.now, message, () => timedOut(removal, 'it is still there'));
  return { ...step, snapshotIds: memory.snapshotIds };
}

/** How long to search at least for an image that the list does not show, in seconds, however near the deadline is. */
const LEAST_MISSING_SECONDS = 120;

/**
 * Polls again for an image that the list does not show although no call says that it is gone. A list may lag behind, and services have
 * answered queries without permission with an empty list.
 *
 * @throws Failure NotStabilized when the time is over: the list alone does not prove that the image is gone.
 */
export function pollForMissing(removal: Removal, memory: RemovalMemory): Step<RemovalMemory> {
  const { ref } = removal;
  const now = removal.now();
  // A clock may be set back between two steps.
  const missingSince = Math.min(memory.missingSince ?? now, now);
  const until = Math.max(memory.deadline, missingSince + LEAST_MISSING_SECONDS * 1000);
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

/** Whether an image that was started may still be too new to be shown, for `patience` seconds from the start of the removal. */
export function mayAppear({ now }: Removal, { startedAt, deadline }: RemovalMemory, patience: number): boolean {
  return secondsUntil(Math.min(startedAt + patience * 1000, deadline), now()) > 0;
}

/**
 * Polls for an image that may have been started; nothing else is known about it. `hidden`: the cloud may not show it before it is finished.
 * As nobody knows how long that takes, the delays grow.
 */
export function pollForYoung(removal: Removal, memory: RemovalMemory, hidden = false): Step<RemovalMemory> {
  const { cloud, ref, now } = removal;
  const message = `searching for ${cloud.making.aNoun} that may have been started in ${ref.regionId}`;
  const step = wait(removal, memory, message);
  if (!hidden || step.kind === 'done') return step;
  const elapsedSeconds = (now() - memory.startedAt) / 1000;
  const secondsToDeadline = secondsUntil(memory.deadline, now());
  return { ...step, delaySeconds: nextDelaySeconds({ elapsedSeconds, progress: {}, secondsToDeadline }) };
}

/**
 * Whether an image that the list does not show is gone because its removal was accepted. A cloud may accept the deletion of an image that
 * does not exist, so a new image that was never seen may still appear.
 */
export function isGone(removal: Removal, memory: RemovalMemory): boolean {
  if (memory.seen) return memory.accepted !== undefined;
  const patience = removal.options.mayBeYoung ? INVISIBLE_SECONDS : 0;
  return memory.accepted === 'delete' && !mayAppear(removal, memory, patience);
}

/** The deadline when the deletion of an image that was never seen is accepted. It leaves time for the image to appear. */
export function deadlineUnseen({ options, now }: Removal, { startedAt, deadline, accepted }: RemovalMemory): number {
  if (accepted) return deadline;
  const until = options.mayBeYoung ? startedAt + INVISIBLE_SECONDS * 1000 : now() + LEAST_MISSING_SECONDS * 1000;
  return Math.max(deadline, until);
}

/** `seconds`: how long the removal was tried; by default, the time-out. */
function timedOut({ ref, options }: Removal, why: string, seconds = options.timeoutSeconds): Failure {
  // A console does not show the job, so the reader needs the name of its image.
  const name = isPlaceholder(ref) ? options.name : undefined;
  return new Failure(
    'NotStabilized',
    `${capital(sayImage(ref))}${name === undefined ? '' : ` (${name})`} in ${ref.regionId} could not be removed within ${sayDuration(seconds)}: ${why}. Delete the stack again.`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether snapshots are to be removed that are unknown as long as the image is not shown. */
export function losesSnapshots({ cloud, options }: Removal, { seen }: RemovalMemory): boolean {
  return !seen && options.remains && cloud.remains !== undefined && !options.knownSnapshotIds?.length;
}

/** The failure for an image that the cloud does not remove while something runs that needs it. The last argument is the cloud's answer. */
export function inUse({ id, regionId }: ImageRef, { facts }: ImageCloud, { answer }: Failure): Failure {
  const { action, vendorCode, requestId = 'unknown' } = answer;
  return new Failure(
    'ResourceConflict',
    `Image ${id} in ${regionId} is in use by a running operation, so ${facts.service} does not delete it: ${action} failed with ${vendorCode} (request id ${requestId}). Delete the stack again when that operation has finished.`,
    answer,
  );
}
