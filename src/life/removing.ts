import { Failure, mayGoOn, mayPass } from '../failure/failure';
import { jobUntold, notFound, nothingShown, removedUnseen, soughtTooShort } from './absence';
import { removeDoublesOf, sayImages } from './doubles';
import { MOST_SNAPSHOTS } from './ids';
import { locate, refuseNamesake, searchRegion } from './locate';
import { isNamedByRequest, isOfJob, isPlaceholder } from './placeholder';
import { SHORTEST_DELAY_SECONDS } from './polling';
import type { CancelOutcome, Image, ImageCloud, ImageRef, Source } from './port';
import {
  beginRemoval,
  deadlineFromNow,
  deadlineUnseen,
  INVISIBLE_SECONDS,
  inUse,
  isGone,
  lastWordOf,
  losesSnapshots,
  mayAppear,
  pollForMissing,
  pollForYoung,
  type Removal,
  type RemovalMemory,
  type RemovalOptions,
  wait,
  waitForCreation,
} from './removal';
import { removeSnapshots } from './snapshots';
import { STATES } from './states';
import type { Step, StepRuntime } from './step';
import { REQUEST_KEY, sourceOf, tagValue } from './tags';

/** How long to search for a new image that the cancel call does not find, in seconds. If the image is gone, a rollback waits as long. */
const YOUNG_SECONDS = 120;
/** How long a cloud may say of a creation both that it has finished and that it is running, in seconds. */
const SPARE_SECONDS = 120;

/**
 * One step of removing an image in whatever state: cancel a running creation, delete a finished image, wait until it is gone, then delete
 * its snapshots.
 *
 * @throws Failure NotFound if a removal call says at the first step that there is no such image; NotStabilized, ResourceConflict or the
 * failure that the cloud answers if the image cannot be removed.
 */
export async function removeImage(
  cloud: ImageCloud,
  ref: ImageRef,
  options: RemovalOptions,
  memory: RemovalMemory | undefined,
  { now, random }: StepRuntime,
): Promise<Step<RemovalMemory>> {
  const removal: Removal = { cloud, ref, options, now, random };
  const start = memory ?? { ...beginRemoval(options, now()), ...idBehind(ref, options) };
  try {
    return start.imageGone
      ? await removeSnapshots(removal, start)
      : await removeWhatIsThere(removal, start, memory === undefined);
  } catch (error) {
    if (!mayGoOn(error, memory === undefined)) throw error;
    // After a failed poll, the accepted removal is forgotten: the removal call can be repeated.
    return wait(removal, { ...start, accepted: undefined }, `will retry: ${error.message}`, error);
  }
}

/** The ID of the image behind a placeholder, if the request knows it. Version 0.1.0 knew no other ID for such an image. */
function idBehind(ref: ImageRef, { id }: RemovalOptions): Pick<RemovalMemory, 'id'> {
  return id !== undefined && isPlaceholder(ref) && !isPlaceholder({ id }) ? { id } : {};
}

async function removeWhatIsThere(
  removal: Removal,
  memory: RemovalMemory,
  first: boolean,
): Promise<Step<RemovalMemory>> {
  const { cloud, options } = removal;
  // A creation may have ended before it was cancelled, and the snapshots are known only if the image is seen. So one empty answer is not
  // enough.
  const tries = memory.accepted === 'cancel' || losesSnapshots(removal, memory) ? 'twice' : 'once';
  const { image, id, unknown } = await locate(cloud, removal.ref, { ...options, id: memory.id }, tries);
  if (!image && isUnfindable(removal, memory, id)) return removeUnfound(removal, memory, unknown);
  if (!image) return removeMissing(removal, id === undefined ? memory : { ...memory, id }, first);
  return removeSeen(removal, memory, image).catch((error: unknown) => {
    throw isPlaceholder(removal.ref) && !isPlaceholder(image.ref) && error instanceof Failure && !error.passing
      ? error.with(`The ${cloud.making.noun} is image ${image.ref.id} in ${image.ref.regionId}.`)
      : error;
  });
}

async function removeSeen(removal: Removal, memory: RemovalMemory, image: Image): Promise<Step<RemovalMemory>> {
  const { cloud, options } = removal;
  const { ref } = image;
  const ofImage: Removal = { ...removal, ref };

  const snapshotIds = [
    ...new Set([
      ...memory.snapshotIds,
      ...(options.remains ? cloud.making.snapshotsOf(image, made(removal, image)) : []),
    ]),
  ]
    // Each poll may show other snapshots. More than the memory can store would end the deletion.
    .slice(0, MOST_SNAPSHOTS);
  const seen: RemovalMemory = {
    ...sinceItCan(ofImage, memory, image),
    seen: true,
    snapshotIds,
    // The image exists: the removal accepted before has not removed it, and must be accepted again.
    accepted: undefined,
    missingSince: undefined,
    ...(isPlaceholder(removal.ref) && { id: ref.id }),
  };
  // Remember the snapshots before anything is removed: if an invocation deletes the image and is lost, its repetition cannot see them.
  if (snapshotIds.length > memory.snapshotIds.length)
    return wait(ofImage, seen, `about to delete image ${ref.id} and its snapshots ${snapshotIds.join(', ')}`);
  if (STATES[image.state].removing === 'cancel') return cancel(ofImage, seen, image);
  const doubles = await removeDoublesOf(cloud, image);
  if (doubles.length > 0) {
    const earlier = `${sayImages(doubles)}, which an earlier attempt made`;
    const reason = `${earlier}, cannot be cancelled and has to be deleted first`;
    return waitForCreation(ofImage, seen, {}, `removing ${earlier}`, reason);
  }
  return deleteFinished(ofImage, seen, image);
}

/**
 * The source of an image that was certainly created from it, whatever its tags say: this operation made the image, its request or job
 * identifies it, or its name or age proves it. It is also certain if the image has the mark of a request but no tag that names a source.
 */
function made({ cloud, ref, options }: Removal, image: Image): Source | undefined {
  const { tags } = image;
  const marked = Boolean(tagValue(tags, REQUEST_KEY)) && sourceOf(tags) === undefined;
  const begun = cloud.facts.start.by === 'name' && isNamedByRequest(image);
  return options.made || isPlaceholder(ref) || begun || marked ? options.source : undefined;
}

/** The time-out begins when there is something to remove: the image is visible and, if its creation could not be cancelled, finished. */
function sinceItCan(removal: Removal, memory: RemovalMemory, image: Image): RemovalMemory {
  if (!memory.seen) return { ...memory, looks: 0, deadline: deadlineFromNow(removal, memory) };
  const justEnded = memory.uncancellable && memory.looks === 0 && STATES[image.state].removing !== 'cancel';
  return justEnded ? { ...memory, deadline: deadlineFromNow(removal, memory) } : memory;
}

/**
 * The step if the list does not show the image. The image is gone if a removal was accepted before. If not, a removal call is made, because
 * it says whether the image exists. An empty list alone proves nothing.
 */
async function removeMissing(removal: Removal, memory: RemovalMemory, first: boolean): Promise<Step<RemovalMemory>> {
  if (isGone(removal, memory)) return memory.seen ? removeSnapshots(removal, memory) : removeUnseen(removal, memory);
  const ref = { ...removal.ref, id: memory.id ?? removal.ref.id };
  const what = `the ${removal.cloud.making.noun} ${ref.id}`;
  const cancelled = await stop(removal.cloud, ref);
  if (cancelled === 'accepted') return wait(removal, { ...memory, accepted: 'cancel' }, `cancelling ${what}`);
  if (cancelled === 'absent') return removeAbsent(removal, memory, first);
  if (cancelled === 'finished') return pollForMissing(removal, memory);
  // If an image is deleted before it was seen, its snapshots remain and nothing shows them any more.
  const patience = removal.options.mayBeYoung && !memory.seen ? YOUNG_SECONDS : 0;
  if (mayAppear(removal, memory, patience)) return pollForYoung(removal, memory);
  const { cloud, options } = removal;
  const mayForget = memory.accepted === undefined && losesSnapshots(removal, memory);
  const existence = mayForget ? await cloud.existenceOf?.(ref, options) : undefined;
  if (existence === 'exists') return pollForMissing(removal, memory);
  const deleted = await cloud.remove(ref, options);
  if (deleted === 'accepted') {
    const deadline = deadlineUnseen(removal, memory);
    return wait(removal, { ...memory, accepted: 'delete', deadline }, `deleting ${what}`);
  }
  // The same call says now that there is no image. If there had been none before, it would have said so then.
  if (deleted === 'absent' && existence === 'removed') throw removedUnseen(ref, cloud);
  return deleted === 'absent' ? removeAbsent(removal, memory, first) : pollForMissing(removal, memory);
}

/** Whether the image cannot be found and no accepted removal explains that. Without an ID no call can say anything about it. */
function isUnfindable(removal: Removal, memory: RemovalMemory, id = memory.id): boolean {
  return !isGone(removal, memory) && isPlaceholder({ id: id ?? removal.ref.id });
}

/** The step if a call has said that there is no such image. A call may also say this of an image that was accepted a moment ago. */
async function removeAbsent(removal: Removal, memory: RemovalMemory, first: boolean): Promise<Step<RemovalMemory>> {
  if (memory.seen) return removeSnapshots(removal, memory);
  const { ref, options } = removal;
  const patience = options.mayBeYoung && !memory.accepted ? YOUNG_SECONDS : 0;
  if (mayAppear(removal, memory, patience)) return pollForYoung(removal, memory);
  const step = await removeUnseen(removal, memory);
  if (step.kind === 'done' && first) throw notFound(ref);
  return step;
}

/**
 * Ends the removal of an image that no list has shown. If the cloud could not be asked beforehand whether the image exists, an accepted
 * deletion may have removed it.
 */
async function removeUnseen(removal: Removal, memory: RemovalMemory): Promise<Step<RemovalMemory>> {
  const { cloud, ref } = removal;
  if (cloud.facts.acceptsAnyRemoval && memory.accepted && !removal.options.made)
    throw notFound({ ...ref, id: memory.id ?? ref.id });
  const blind = memory.accepted === 'delete' && cloud.existenceOf === undefined;
  if (blind && losesSnapshots(removal, memory)) throw removedUnseen(ref, cloud);
  return removeRemains(removal, memory);
}

/**
 * The step if no image has the mark of the request. Calls cannot be asked about an image without its ID, so a list has to be enough, but
 * only a list that is known to show images.
 */
async function removeUnfound(
  removal: Removal,
  memory: RemovalMemory,
  unknown: Failure | undefined,
): Promise<Step<RemovalMemory>> {
  const { cloud, ref, options } = removal;
  const { start } = cloud.facts;
  // If the cloud does not know the job, its image can be found only by name and source.
  const isKnown = !isOfJob(ref) || (options.name !== undefined && options.source !== undefined);
  const hidden = start.by === 'mark' && isKnown;
  const hiddenSeconds = hidden && options.unstarted ? start.refusedSeconds : hidden && start.hiddenSeconds;
  const patience = hiddenSeconds || INVISIBLE_SECONDS;
  // This applies even if the time-out is shorter, because no list can show the image earlier.
  const shownBy = memory.startedAt + patience * 1000;
  const deadline = Math.min(lastWordOf(removal, memory), Math.max(memory.deadline, shownBy));
  const patient = { ...memory, deadline };
  if (mayAppear(removal, patient, patience)) return pollForYoung(removal, patient, hidden);
  const { own, conclusive } = await searchRegion(cloud, ref, options.source);
  if (own) return removeSeen(removal, memory, own);
  if (!options.unstarted) await refuseNamesake(cloud, ref, options);
  if (!isKnown) throw jobUntold({ ...ref, id: memory.id ?? ref.id }, cloud, unknown);
  if (deadline < shownBy) throw soughtTooShort(ref, options.name, cloud);
  if (memory.seen) return removeSnapshots(removal, memory);
  if (conclusive || options.unstarted) return removeRemains(removal, memory);
  throw nothingShown(ref.regionId, cloud);
}

/** Removes the snapshots that an earlier DELETE may have left if it failed after the image was gone. */
function removeRemains(removal: Removal, memory: RemovalMemory): Promise<Step<RemovalMemory>> {
  const { remains, knownSnapshotIds = [] } = removal.options;
  return removeSnapshots(removal, { ...memory, snapshotIds: remains ? knownSnapshotIds : [] });
}

/** Stops a running creation, if the cloud can do this. */
async function stop(cloud: ImageCloud, ref: ImageRef): Promise<CancelOutcome> {
  return cloud.cancel ? cloud.cancel(ref) : 'refused';
}

async function cancel(removal: Removal, memory: RemovalMemory, image: Image): Promise<Step<RemovalMemory>> {
  const { cloud, ref, options, now } = removal;
  const what = `the ${cloud.making.noun} ${ref.id}`;
  const outcome = memory.uncancellable ? 'refused' : await stop(cloud, ref);
  if (outcome === 'finished' && options.spareFinished && now() < memory.startedAt + SPARE_SECONDS * 1000) {
    return {
      kind: 'wait',
      memory,
      delaySeconds: SHORTEST_DELAY_SECONDS,
      message: `${what} has finished`,
      snapshotIds: memory.snapshotIds,
    };
  }
  if (outcome === 'finished') return deleteFinished(removal, memory, image);
  if (outcome === 'accepted' || outcome === 'absent') {
    const accepted = outcome === 'accepted' ? 'cancel' : undefined;
    return wait(removal, { ...memory, accepted }, `cancelling ${what}`);
  }

  return waitForCreation(
    removal,
    { ...memory, uncancellable: true, looks: 0 },
    image.progress,
    `${what} cannot be cancelled: waiting until it has finished, then deleting it`,
  );
}

async function deleteFinished(removal: Removal, memory: RemovalMemory, image: Image): Promise<Step<RemovalMemory>> {
  const { cloud, ref, options } = removal;
  const outcome = isOfJob(ref) ? 'absent' : await cloud.remove(ref, options);
  const refusal = typeof outcome === 'object' ? outcome.inUse : undefined;
  if (refusal && image.state === 'queued') {
    const message = `the ${cloud.making.noun} ${ref.id} waits for others to finish and cannot be cancelled yet: waiting until it starts, then cancelling it`;
    return waitForCreation(removal, memory, {}, message);
  }
  if (refusal) {
    if (image.state !== 'available' && image.state !== 'deprecated') await stop(cloud, ref);
    return wait(
      removal,
      memory,
      `image ${ref.id} is in use by a running operation: waiting until that operation has finished`,
      inUse(ref, cloud, refusal),
    );
  }
  if (outcome === 'accepted' && (await mayExist(removal)))
    return wait(removal, { ...memory, accepted: 'delete' }, `deleting image ${ref.id}`);
  return removeSnapshots(removal, memory);
}

/** Whether the image may still exist. A failed poll says nothing, and must not end the removal that has just begun. */
async function mayExist({ cloud, ref }: Removal): Promise<boolean> {
  try {
    return (await cloud.find(ref)) !== undefined;
  } catch (error) {
    if (mayPass(error)) return true;
    throw error;
  }
}
