import type { OperatingSystem } from './operating-system';
import type { DiskType } from './snapshot';

/** The states of an image, in the service's own spelling. */
export const imageStatuses = ['Creating', 'Waiting', 'Available', 'UnAvailable', 'CreateFailed', 'Deprecated'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

export const imageOwners = ['self', 'system', 'others', 'marketplace'] as const;
export type ImageOwner = (typeof imageOwners)[number];

/** How the creation of an image ends: available, or failed at `failAtPercent` (0–100) of its duration, with a final status. */
export type TaskOutcome =
  | 'available'
  | { readonly failAtPercent: number; readonly status: 'CreateFailed' | 'UnAvailable' };

/** A disk of an image. `snapshotId` is empty while there is no snapshot. */
export interface Disk {
  readonly device: string;
  readonly type: DiskType;
  readonly sizeGiB: number;
  readonly snapshotId: string;
  readonly encrypted: boolean;
}

/** The device name of a disk by its position, counted from 0: `/dev/xvda`, `/dev/xvdb`, … */
export function deviceAt(index: number): string {
  return `/dev/xvd${String.fromCharCode('a'.charCodeAt(0) + index)}`;
}

/** The source of an image, by the call that creates the image. */
export type ImageSource =
  | { readonly kind: 'copy'; readonly regionId: string; readonly imageId: string }
  | { readonly kind: 'instance'; readonly instanceId: string }
  | { readonly kind: 'snapshot'; readonly snapshotId: string }
  | { readonly kind: 'mapping' };

/** The creation of an image by a call: its source and its duration. Times are in simulated milliseconds. */
export interface ImageTask {
  readonly source: ImageSource;
  durationMs: number;
  readonly outcome: TaskOutcome;
  /** Missing while the image waits. */
  startedAt?: number;
  /** When the image became Available or failed. */
  endedAt?: number;
}

/** An image as the simulator stores it. Times are in simulated milliseconds since 1970. */
export interface ImageRecord extends OperatingSystem {
  readonly regionId: string;
  readonly imageId: string;
  imageName: string;
  description: string;
  imageFamily: string;
  readonly imageVersion: string;
  status: ImageStatus;
  readonly createdAt: number;
  readonly ownerAlias: ImageOwner;
  readonly ownerId: number;
  resourceGroupId: string;
  bootMode: string;
  licenseType: string;
  nvmeSupport: string;
  imdsSupport: string;
  readonly secureBoot?: boolean;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  disks: readonly Disk[];
  readonly tags: Map<string, string>;
  readonly isCopied: boolean;
  usedByInstance: boolean;
  /** The other accounts that may use the image, with the time since when they may. */
  sharedWith: ReadonlyMap<string, number>;
  isPublic: boolean;
  /** Set by a test. It overrides what follows from status and time. */
  usable?: boolean;
  /** Missing if the image existed before the first call. */
  readonly task?: ImageTask;
  /** DescribeImages does not show the image before this time. */
  readonly visibleFrom: number;
  /** An accepted deletion or cancellation. The image disappears at this time. */
  leaving?: { readonly at: number; readonly reason: 'deleted' | 'cancelled' };
}

/** An image as a test sees it: a copy of its state at one time. */
export interface ImageView
  extends Readonly<
    Omit<ImageRecord, 'tags' | 'task' | 'leaving' | 'visibleFrom' | 'createdAt' | 'usable' | 'sharedWith'>
  > {
  readonly tags: Readonly<Record<string, string>>;
  /** In the form of answers: ISO 8601 with seconds. */
  readonly creationTime: string;
  /** The size of the system disk in GiB. */
  readonly sizeGiB: number;
  readonly disks: readonly Disk[];
  /** In the form of DescribeImages: `37%`, or missing or unreadable if the behaviour says so. */
  readonly progress?: string;
  /** The estimate of DescribeImages, in seconds. */
  readonly remainTime?: number;
  readonly usable: boolean;
  readonly isShared: boolean;
  /** The accounts with which it is shared. */
  readonly sharedWith: readonly string[];
  /** Whether DescribeImages already shows the image. */
  readonly visible: boolean;
  /** Whether the image is being deleted or cancelled. */
  readonly leaving: boolean;
  /** The source, if a call created the image. */
  readonly source?: ImageSource;
}
