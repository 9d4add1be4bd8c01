import type { Account } from './account';
import type { ImageRecord } from './image';

/**
 * Lets everything happen that is due by `now`, in order of time, so that the outcome does not depend on how often it
 * is called: copies end, images disappear, and each copy that ends lets the next one in its queue start.
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

/** Puts an accepted copy at the end of the queue; it starts at once if there is room. */
export function acceptCopy(account: Account, image: ImageRecord, now: number): void {
  account.add(image);
  account.changing.add(image);
  startWaitingCopies(account, now);
}

/** Begins to remove an image; it disappears `seconds` later. Its snapshots stay, unless it is an unfinished copy. */
export function beginLeaving(account: Account, image: ImageRecord, at: number, reason: 'deleted' | 'cancelled'): void {
  image.leaving = { at, reason };
  account.changing.add(image);
}

/** Removes an image at once; what an unfinished copy leaves behind is the behaviour's choice. */
export function leave(account: Account, image: ImageRecord): void {
  const unfinished = isUnfinishedCopy(image);
  account.remove(image);
  if (!unfinished || account.behaviour.cancelledCopyKeepsSnapshots) return;
  for (const { snapshotId } of image.disks) account.snapshots.delete(snapshotId);
}

/** Ends the making of an image in a status that it will not leave by itself. A copy that waited and becomes Available has run for a moment. */
export function endTaskAs(
  account: Account,
  image: ImageRecord,
  status: 'Available' | 'CreateFailed' | 'UnAvailable',
  at: number,
): void {
  if (status === 'Available') {
    begin(account, image, at);
    if (account.behaviour.copiesInUse) image.usedByInstance = true;
  }
  image.status = status;
  if (image.task) image.task.endedAt = at;
  if (!image.leaving) account.changing.delete(image);
}

export function isCopy({ task }: ImageRecord): boolean {
  return task?.source.kind === 'copy';
}

/** Whether the image is still being made, or waits for that. */
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

/** Lets a copy run that waits. */
function begin(account: Account, image: ImageRecord, at: number): void {
  if (!image.task || image.task.startedAt !== undefined) return;
  image.status = 'Creating';
  image.task.startedAt = at;
  account.takeSnapshots(image, { madeByCopy: true });
}

function countedIn(account: Account, image: ImageRecord): string {
  return account.behaviour.copiesCountedIn === 'source' ? (image.task?.source.regionId ?? '') : image.regionId;
}
