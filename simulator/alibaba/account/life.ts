import type { Cloud, ImageRecord } from './account';

/**
 * Lets everything happen that is due by `now`, in order of time, so that the outcome does not depend on how often it
 * is called: copies end, images disappear, and each copy that ends lets the next one in its queue start.
 */
export function settle(cloud: Cloud, now: number): void {
  for (let next = nextChange(cloud, now); next; next = nextChange(cloud, now)) {
    const { image, at } = next;
    if (image.leaving) leave(cloud, image);
    else endCopy(cloud, image, at);
    startWaitingCopies(cloud, at);
  }
  startWaitingCopies(cloud, now);
}

/** Puts an accepted copy at the end of the queue; it starts at once if there is room. */
export function acceptCopy(cloud: Cloud, image: ImageRecord, now: number): void {
  cloud.add(image);
  cloud.changing.add(image);
  startWaitingCopies(cloud, now);
}

/** Begins to remove an image; it disappears `seconds` later. Its snapshots stay, unless it is an unfinished copy. */
export function beginLeaving(cloud: Cloud, image: ImageRecord, at: number, reason: 'deleted' | 'cancelled'): void {
  image.leaving = { at, reason };
  cloud.changing.add(image);
}

/** Removes an image at once; what an unfinished copy leaves behind is the behaviour's choice. */
export function leave(cloud: Cloud, image: ImageRecord): void {
  const unfinished = isUnfinishedCopy(image);
  cloud.remove(image);
  if (!unfinished || cloud.behaviour.cancelledCopyKeepsSnapshots) return;
  for (const { snapshotId } of image.disks) cloud.snapshots.delete(snapshotId);
}

/** Ends a copy now in a status that it will not leave by itself. One that waited and becomes Available has run for a moment. */
export function endCopyAs(
  cloud: Cloud,
  image: ImageRecord,
  status: 'Available' | 'CreateFailed' | 'UnAvailable',
  at: number,
): void {
  if (status === 'Available') {
    begin(cloud, image, at);
    if (cloud.behaviour.copiesInUse) image.usedByInstance = true;
  }
  image.status = status;
  if (image.copy) image.copy.endedAt = at;
  if (!image.leaving) cloud.changing.delete(image);
}

/** Whether the image is a copy that waits or runs. */
export function isUnfinishedCopy(image: ImageRecord): boolean {
  return image.copy !== undefined && image.copy.endedAt === undefined;
}

function nextChange(cloud: Cloud, now: number): { image: ImageRecord; at: number } | undefined {
  let next: { image: ImageRecord; at: number } | undefined;
  for (const image of cloud.changing) {
    const at = changesAt(image);
    if (at <= now && (!next || at < next.at)) next = { image, at };
  }
  return next;
}

function changesAt({ leaving, copy }: ImageRecord): number {
  if (leaving) return leaving.at;
  if (copy?.startedAt === undefined) return Number.POSITIVE_INFINITY;
  const share = copy.outcome === 'available' ? 1 : copy.outcome.failAtPercent / 100;
  return copy.startedAt + copy.durationMs * share;
}

function endCopy(cloud: Cloud, image: ImageRecord, at: number): void {
  const outcome = image.copy?.outcome ?? 'available';
  endCopyAs(cloud, image, outcome === 'available' ? 'Available' : outcome.status, at);
}

function startWaitingCopies(cloud: Cloud, at: number): void {
  const running = new Map<string, number>();
  const count = (image: ImageRecord, by: number) => {
    const regionId = countedIn(cloud, image);
    const total = (running.get(regionId) ?? 0) + by;
    running.set(regionId, total);
    return total;
  };
  for (const image of cloud.changing) {
    if (isUnfinishedCopy(image) && image.status === 'Creating') count(image, 1);
  }
  for (const image of cloud.changing) {
    if (!image.copy || image.status !== 'Waiting' || image.leaving) continue;
    if (count(image, 0) >= cloud.behaviour.copiesPerRegion) continue;
    count(image, 1);
    begin(cloud, image, at);
  }
}

/** Lets a copy run that waits. */
function begin(cloud: Cloud, image: ImageRecord, at: number): void {
  if (!image.copy || image.copy.startedAt !== undefined) return;
  image.status = 'Creating';
  image.copy.startedAt = at;
  cloud.takeSnapshots(image, { madeByCopy: true });
}

function countedIn(cloud: Cloud, image: ImageRecord): string {
  return cloud.behaviour.copiesCountedIn === 'source' ? (image.copy?.source.regionId ?? '') : image.regionId;
}
