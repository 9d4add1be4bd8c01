import type { Disk, ImageRecord } from './account';
import type { Behaviour } from './behaviour';
import { progressAt } from './progress';

/** An image as a test sees it: a copy of its state at one moment. */
export interface ImageView
  extends Readonly<Omit<ImageRecord, 'tags' | 'copy' | 'leaving' | 'visibleFrom' | 'createdAt' | 'usable'>> {
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601 with seconds, as on the wire. */
  readonly creationTime: string;
  /** Size of the system disk in GiB. */
  readonly sizeGiB: number;
  readonly disks: readonly Disk[];
  /** As DescribeImages tells it: `37%`, missing or unreadable by the behaviour's choice. */
  readonly progress?: string;
  /** Seconds, as DescribeImages estimates them. */
  readonly remainTime?: number;
  readonly usable: boolean;
  /** Whether DescribeImages shows the image already. */
  readonly visible: boolean;
  /** Whether a deletion or a cancellation is under way. */
  readonly leaving: boolean;
  /** Where a copy comes from. */
  readonly source?: { readonly regionId: string; readonly imageId: string };
}

/** The view of an image at a moment (simulated milliseconds). */
export function viewOf(image: ImageRecord, now: number, behaviour: Readonly<Behaviour>): ImageView {
  const { tags, copy, leaving, visibleFrom, createdAt, usable, ...rest } = image;
  const progress = progressAt(image, now, behaviour);
  return {
    ...rest,
    tags: Object.fromEntries(tags),
    creationTime: wireTime(createdAt),
    sizeGiB: image.disks[0]?.sizeGiB ?? 0,
    progress: progress.text,
    remainTime: progress.remainSeconds,
    usable: isUsable(image, now, behaviour),
    visible: visibleFrom <= now,
    leaving: leaving !== undefined,
    source: copy?.source,
  };
}

/** Milliseconds since 1970 as the service writes a time. */
function wireTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function isUsable(image: ImageRecord, now: number, behaviour: Readonly<Behaviour>): boolean {
  if (image.usable !== undefined) return image.usable;
  if (image.status === 'Creating') return behaviour.usable === 'whileCreating';
  if (image.status !== 'Available' && image.status !== 'Deprecated') return false;
  return now >= (image.copy?.endedAt ?? 0) + behaviour.usableDelaySeconds * 1000;
}
