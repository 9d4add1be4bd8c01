import { isoSeconds } from '../../common/time';
import type { Behaviour } from './behaviour';
import type { ImageRecord, ImageView } from './image';
import { progressAt } from './progress';

/** The view of an image at a time (simulated milliseconds). */
export function viewOf(image: ImageRecord, now: number, behaviour: Readonly<Behaviour>): ImageView {
  const { tags, task, leaving, visibleFrom, createdAt, usable, sharedWith, ...rest } = image;
  const progress = progressAt(image, now, behaviour);
  return {
    ...rest,
    tags: Object.fromEntries(tags),
    creationTime: isoSeconds(createdAt),
    sizeGiB: image.disks[0]?.sizeGiB ?? 0,
    progress: progress.text,
    remainTime: progress.remainSeconds,
    usable: isUsable(image, now, behaviour),
    isShared: sharedWith.size > 0,
    sharedWith: [...sharedWith.keys()],
    visible: visibleFrom <= now,
    leaving: leaving !== undefined,
    source: task?.source,
  };
}

function isUsable(image: ImageRecord, now: number, behaviour: Readonly<Behaviour>): boolean {
  if (image.usable !== undefined) return image.usable;
  if (image.status === 'Creating') return behaviour.usable === 'whileCreating';
  if (image.status !== 'Available' && image.status !== 'Deprecated') return false;
  return now >= (image.task?.endedAt ?? 0) + behaviour.usableDelaySeconds * 1000;
}
