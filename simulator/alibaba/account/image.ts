import type { OperatingSystem } from './operating-system';
import type { DiskType } from './snapshot';

/** States of an image, in the service's own spelling. */
export const imageStatuses = ['Creating', 'Waiting', 'Available', 'UnAvailable', 'CreateFailed', 'Deprecated'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

export const imageOwners = ['self', 'system', 'others', 'marketplace'] as const;
export type ImageOwner = (typeof imageOwners)[number];

/** How the making of an image ends: well, or at `failAtPercent` (0–100) of its duration in a status that it does not leave again. */
export type TaskOutcome =
  | 'available'
  | { readonly failAtPercent: number; readonly status: 'CreateFailed' | 'UnAvailable' };

/** One disk of an image. `snapshotId` is empty as long as there is no snapshot. */
export interface Disk {
  readonly device: string;
  readonly type: DiskType;
  readonly sizeGiB: number;
  readonly snapshotId: string;
  readonly encrypted: boolean;
}

/** The device name of a disk by its place from 0: `/dev/xvda`, `/dev/xvdb`, … */
export function deviceAt(index: number): string {
  return `/dev/xvd${String.fromCharCode('a'.charCodeAt(0) + index)}`;
}

/** What an image is made from, by the call that makes it. */
export type ImageSource =
  | { readonly kind: 'copy'; readonly regionId: string; readonly imageId: string }
  | { readonly kind: 'instance'; readonly instanceId: string }
  | { readonly kind: 'snapshot'; readonly snapshotId: string }
  | { readonly kind: 'mapping' };

/** The making of an image by a call: from what, and how long it takes. Times in simulated milliseconds. */
export interface ImageTask {
  readonly source: ImageSource;
  durationMs: number;
  readonly outcome: TaskOutcome;
  /** Missing while it waits. */
  startedAt?: number;
  /** When the image became Available or failed. */
  endedAt?: number;
}

/** One image as the simulator keeps it. Times in simulated milliseconds since 1970. */
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
  /** Other accounts that may use it, with the time from which they may. */
  sharedWith: ReadonlyMap<string, number>;
  isPublic: boolean;
  /** Set by a test: overrules what follows from status and time. */
  usable?: boolean;
  /** Missing for an image that existed before the first call. */
  readonly task?: ImageTask;
  /** Before this time DescribeImages does not show the image. */
  readonly visibleFrom: number;
  /** An accepted deletion or cancellation: the image disappears at this time. */
  leaving?: { readonly at: number; readonly reason: 'deleted' | 'cancelled' };
}

/** An image as a test sees it: a copy of its state at one moment. */
export interface ImageView
  extends Readonly<
    Omit<ImageRecord, 'tags' | 'task' | 'leaving' | 'visibleFrom' | 'createdAt' | 'usable' | 'sharedWith'>
  > {
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
  readonly isShared: boolean;
  /** The accounts that it is shared with. */
  readonly sharedWith: readonly string[];
  /** Whether DescribeImages shows the image already. */
  readonly visible: boolean;
  /** Whether a deletion or a cancellation is under way. */
  readonly leaving: boolean;
  /** What a call made it from. */
  readonly source?: ImageSource;
}
