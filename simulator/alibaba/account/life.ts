import type { Account } from './account';
import type { ImageRecord, ImageStatus } from './image';
import { snapshotStatusAt } from './snapshot';

/**
 * Makes everything happen that is due until `now`, in order of time, so that the outcome does not depend on how often it is called. Copies
 * and creations end, images disappear, and each copy that ends lets the next one in its queue start.
 */
export function settle(account: Account, now: number): void {
  for (let next = nextChange(account, now); next; next = nextChange(account, now)) {
    const { image, at } = next;
    if (image.leaving) leave(account, image);
    else endTask(account, image, at);
    startWaitingCopies(account, at);
  }
  startWaitingCopies(account, now);
}

/** Adds an accepted copy to the end of the queue. It starts at once if there is room. */
export function acceptCopy(account: Account, image: ImageRecord, now: number): void {
  account.add(image);
  account.changing.add(image);
  startWaitingCopies(account, now);
}

/**
 * Begins to create an image that does not wait. If the source is an instance, each of its disks gets a snapshot.
 *
 * @param diskIds the disks of the instance, in the order of the image's disks
 */
export function acceptCreation(account: Account, image: ImageRecord, diskIds: readonly string[], now: number): void {
  account.add(image);
  account.changing.add(image);
  const { task } = image;
  if (!task) return;
  task.startedAt = now;
  if (task.source.kind !== 'instance') return;
  const { creationSnapshotName: name } = account.behaviour;
  const description = `Created by CreateImage from ${task.source.instanceId}`;
  const endsAt = now + task.durationMs;
  account.takeSnapshots(image, { madeBy: 'creation', at: now, endsAt, diskIds, name, description });
}

/** Begins to remove an image. It disappears at the time `at`. Its snapshots stay, unless it is an unfinished copy. */
export function beginLeaving(account: Account, image: ImageRecord, at: number, reason: 'deleted' | 'cancelled'): void {
  image.leaving = { at, reason };
  account.changing.add(image);
}

/** Removes an image at once. The behaviour decides what an unfinished copy leaves. The snapshots of an instance continue. */
export function leave(account: Account, image: ImageRecord): void {
  const unfinished = isUnfinishedCopy(image);
  account.remove(image);
  if (!unfinished || account.behaviour.cancelledCopyKeepsSnapshots) return;
  for (const { snapshotId } of image.disks) account.snapshots.delete(snapshotId);
}

/** Ends the creation of an image with a final status. If a waiting copy becomes Available, it has run for a moment. */
export function endTaskAs(
  account: Account,
  image: ImageRecord,
  status: 'Available' | 'CreateFailed' | 'UnAvailable',
  at: number,
): void {
  if (status === 'Available') {
    begin(account, image, at);
    if (account.behaviour.copiesInUse && isCopy(image)) image.usedByInstance = true;
  }
  endSnapshots(account, image, status, at);
  image.status = status;
  if (image.task) image.task.endedAt = at;
  if (!image.leaving) account.changing.delete(image);
}

/** Ends the snapshots that the creation of an image takes, with or without success. Snapshots that it was given are complete. */
function endSnapshots(account: Account, image: ImageRecord, status: ImageStatus, at: number): void {
  if (!isUnfinished(image)) return;
  const failed = status !== 'Available';
  for (const { snapshotId } of image.disks) {
    const snapshot = account.snapshots.get(snapshotId);
    if (!snapshot || snapshotStatusAt(snapshot, at) !== 'progressing') continue;
    snapshot.endsAt = at;
    snapshot.failed = failed;
  }
  if (failed && image.task?.source.kind === 'instance' && !account.behaviour.failedCreationKeepsSnapshots) {
    for (const { snapshotId } of image.disks) account.snapshots.delete(snapshotId);
    image.disks = image.disks.map((disk) => ({ ...disk, snapshotId: '' }));
  }
}

export function isCopy({ task }: ImageRecord): boolean {
  return task?.source.kind === 'copy';
}

/** Whether the image is still being created or waits for this. */
export function isUnfinished({ task }: ImageRecord): boolean {
  return task !== undefined && task.endedAt === undefined;
}

/** Whether the image is a copy that waits or runs. */
export function isUnfinishedCopy(image: ImageRecord): boolean {
  return isCopy(image) && isUnfinished(image);
}

function nextChange(account: Account, now: number): { image: ImageRecord; at: number } | undefined {
  let next: { image: ImageRecord; at: number } | undefined;
  for (const image of account.changing) {
    const at = changesAt(image);
    if (at <= now && (!next || at < next.at)) next = { image, at };
  }
  return next;
}

function changesAt({ leaving, task }: ImageRecord): number {
  if (leaving) return leaving.at;
  if (task?.startedAt === undefined) return Number.POSITIVE_INFINITY;
  const share = task.outcome === 'available' ? 1 : task.outcome.failAtPercent / 100;
  return task.startedAt + task.durationMs * share;
}

function endTask(account: Account, image: ImageRecord, at: number): void {
  const outcome = image.task?.outcome ?? 'available';
  endTaskAs(account, image, outcome === 'available' ? 'Available' : outcome.status, at);
}

function startWaitingCopies(account: Account, at: number): void {
  const running = new Map<string, number>();
  const count = (image: ImageRecord, by: number) => {
    const regionId = countedIn(account, image);
    const total = (running.get(regionId) ?? 0) + by;
    running.set(regionId, total);
    return total;
  };
  for (const image of account.changing) {
    if (isUnfinishedCopy(image) && image.status === 'Creating') count(image, 1);
  }
  for (const image of account.changing) {
    if (!image.task || image.status !== 'Waiting' || image.leaving) continue;
    if (count(image, 0) >= account.behaviour.copiesPerRegion) continue;
    count(image, 1);
    begin(account, image, at);
  }
}

/** Starts a waiting copy. */
function begin(account: Account, image: ImageRecord, at: number): void {
  if (!image.task || image.task.startedAt !== undefined) return;
  image.status = 'Creating';
  image.task.startedAt = at;
  account.takeSnapshots(image, { madeBy: 'copy', at, endsAt: at + image.task.durationMs });
}

function countedIn(account: Account, image: ImageRecord): string {
  const source = image.task?.source;
  return account.behaviour.copiesCountedIn === 'source' && source?.kind === 'copy' ? source.regionId : image.regionId;
}
