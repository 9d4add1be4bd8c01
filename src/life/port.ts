const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a value can be an image ID. Every ID that comes through the port has this form. */
export function isImageId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/**
 * The most snapshots that an operation remembers. An image has at most 17: of the system disk and 16 others (CreateImage,
 * DiskDeviceMapping). Version 0.1.0 remembered up to 100, and what it began goes on.
 */
export const MOST_SNAPSHOTS = 100;

/** Whether a value can be the snapshots of an image, as they come through the port and as an operation remembers them. */
export function areSnapshotIds(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.length <= MOST_SNAPSHOTS && values.every(isSnapshotId);
}

/** Whether a value can be a snapshot ID. */
export function isSnapshotId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** Where an image is and what it is called there: all that is needed to find it again. */
export interface ImageRef {
  readonly regionId: string;
  readonly imageId: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The states of a copy, the same for every cloud; `Image.status` keeps the cloud's own word. */
export type ImageState = 'queued' | 'copying' | 'available' | 'deprecated' | 'failed' | 'unknown';

/** How far a running copy is. Absent fields: the cloud does not say, or says something unreadable. */
export interface CopyProgress {
  /** 0 to 100. */
  readonly percent?: number;
  /** The cloud's own estimate, in seconds. */
  readonly secondsLeft?: number;
}

/** What does not change while an image stays as it is. */
export interface ImageFacts {
  readonly creationTime?: string;
  /** Of the system disk. */
  readonly sizeGiB?: number;
  readonly osType?: string;
  readonly osName?: string;
  readonly platform?: string;
  readonly architecture?: string;
  readonly bootMode?: string;
  readonly imageVersion?: string;
  readonly ownerId?: string;
  readonly supportsCloudInit?: boolean;
  readonly supportsIoOptimized?: boolean;
}

export interface Image {
  readonly ref: ImageRef;
  readonly state: ImageState;
  /** The cloud's own word for the state. */
  readonly status: string;
  /** `false`: the state says available, but no instance can be made of the image yet. */
  readonly usable?: boolean;
  /** Whether a copy operation made it. */
  readonly copied: boolean;
  readonly progress: CopyProgress;
  readonly name?: string;
  readonly description?: string;
  readonly family?: string;
  readonly resourceGroupId?: string;
  readonly encrypted?: boolean;
  readonly tags: readonly Tag[];
  /** The snapshots that the image rests on, the system disk's first. */
  readonly snapshotIds: readonly string[];
  readonly facts: ImageFacts;
}

/** What a copy shall be made of and become. */
export interface CopySpec {
  readonly source: ImageRef;
  readonly destinationRegionId: string;
  readonly name: string;
  readonly description?: string;
  /** Absent is a third state: the account's default decides. */
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  readonly resourceGroupId?: string;
  readonly tags: readonly Tag[];
  /** The same token with the same spec never makes a second copy. */
  readonly token: string;
  /** Another mark that the copy of this request may carry. */
  readonly formerMark?: string;
}

/** The attributes that can be changed in place; an empty string clears, an absent field keeps. */
export interface AttributeChange {
  readonly name?: string;
  readonly description?: string;
  readonly family?: string;
}

export interface ImagePage {
  readonly images: readonly Image[];
  /** Whether a further page may hold more. */
  readonly more: boolean;
}

/** How a request to cancel was taken. `finished`: nothing is being copied any more. `refused`: this copy cannot be cancelled. */
export type CancelOutcome = 'accepted' | 'finished' | 'refused' | 'absent';
/** `copying`: the image is being copied, or is itself the source of a running copy. */
export type DeleteOutcome = 'accepted' | 'absent' | 'copying';
/** `busy`: not now, but soon. */
export type SnapshotOutcome = 'deleted' | 'busy';

/**
 * What an image copy needs of a cloud. Every method makes one API call (repeated within the invocation where that is safe)
 * and throws `Failure`; outcomes that the life of a copy has an answer to come back as values.
 */
export interface ImageCloud {
  /** Starts the copy. */
  startCopy(spec: CopySpec): Promise<ImageRef>;
  /**
   * The image in whatever state, or `undefined` if the list does not show it, which is no proof that it does not exist. `asked`: an empty
   * answer may be asked for a second time, a moment later.
   */
  find(ref: ImageRef, asked?: 'once' | 'twice'): Promise<Image | undefined>;
  /** The images of exactly this name, in whatever state. An empty answer is asked for twice. */
  findByName(regionId: string, name: string): Promise<readonly Image[]>;
  /** The images with this tag, in whatever state. */
  findByTag(regionId: string, tag: Tag): Promise<readonly Image[]>;
  /** A page of the account's own images, copies or not; `page` counts from 1. */
  list(regionId: string, page: number): Promise<ImagePage>;
  cancelCopy(ref: ImageRef): Promise<CancelOutcome>;
  changeAttributes(ref: ImageRef, change: AttributeChange): Promise<void>;
  moveToResourceGroup(ref: ImageRef, resourceGroupId: string): Promise<void>;
  setTags(ref: ImageRef, tags: readonly Tag[]): Promise<void>;
  removeTags(ref: ImageRef, keys: readonly string[]): Promise<void>;
  /** `force`: even if instances were created from the image. */
  deleteImage(ref: ImageRef, force: boolean): Promise<DeleteOutcome>;
  deleteSnapshot(regionId: string, snapshotId: string): Promise<SnapshotOutcome>;
}
