import type { EcsError } from '../api/errors';
import type { Behaviour, CopyOutcome } from './behaviour';
import { IdSource } from './ids';
import { Kms } from './kms';

/** States of an image, in the service's own spelling. */
export const imageStatuses = ['Creating', 'Waiting', 'Available', 'UnAvailable', 'CreateFailed', 'Deprecated'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

export const imageOwners = ['self', 'system', 'others', 'marketplace'] as const;
export type ImageOwner = (typeof imageOwners)[number];

/** The account that makes all the calls and owns the images of owner `self`. */
export const ACCOUNT_ID = 1234567890123456;

/** One disk of an image. `snapshotId` is empty as long as there is no snapshot. */
export interface Disk {
  readonly device: string;
  readonly type: 'system' | 'data';
  readonly sizeGiB: number;
  readonly snapshotId: string;
  readonly encrypted: boolean;
}

/** What makes an image a copy: where it comes from, and how long it takes. Times in simulated milliseconds. */
export interface CopyTask {
  readonly source: { readonly regionId: string; readonly imageId: string };
  readonly durationMs: number;
  readonly outcome: CopyOutcome;
  /** Missing while the copy waits. */
  startedAt?: number;
  /** When it became Available or failed. */
  endedAt?: number;
}

/** One image as the simulator keeps it. Times in simulated milliseconds since 1970. */
export interface ImageRecord {
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
  readonly platform: string;
  readonly osType: 'linux' | 'windows';
  readonly osName: string;
  readonly architecture: string;
  bootMode: string;
  licenseType: string;
  nvmeSupport: string;
  imdsSupport: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  disks: readonly Disk[];
  readonly tags: Map<string, string>;
  readonly isCopied: boolean;
  usedByInstance: boolean;
  isShared: boolean;
  isPublic: boolean;
  /** Set by a test: overrules what follows from status and time. */
  usable?: boolean;
  readonly copy?: CopyTask;
  /** Before this time DescribeImages does not show the image. */
  readonly visibleFrom: number;
  /** An accepted deletion or cancellation: the image disappears at this time. */
  leaving?: { readonly at: number; readonly reason: 'deleted' | 'cancelled' };
}

/** One snapshot. `lockedBy` is the code with which DeleteSnapshot is refused. */
export interface SnapshotRecord {
  readonly regionId: string;
  readonly snapshotId: string;
  readonly imageId: string;
  readonly sizeGiB: number;
  readonly encrypted: boolean;
  readonly madeByCopy: boolean;
  lockedBy?: string;
}

/** A CopyImage call that used its ClientToken up, and what it made or why it was refused. */
export interface RememberedCall {
  readonly fingerprint: string;
  readonly outcome: { readonly imageId: string } | { readonly refusal: EcsError };
  readonly at: number;
}

/** Everything that exists in the simulated account. Holds no rules: those are in `life.ts` and the actions. */
export class Cloud {
  readonly ids = new IdSource();
  readonly kms = new Kms();
  readonly snapshots = new Map<string, SnapshotRecord>();
  readonly clientTokens = new Map<string, RememberedCall>();
  /** Images that time will change: copies that wait or run, images on their way out. In order of their calls. */
  readonly changing = new Set<ImageRecord>();
  private readonly imagesByRegion = new Map<string, Map<string, ImageRecord>>();
  private readonly imagesByName = new Map<string, ImageRecord>();

  /** The first is the account's default group. */
  private readonly resourceGroups: Set<string>;

  constructor(
    readonly behaviour: Behaviour,
    resourceGroups: readonly string[],
  ) {
    this.resourceGroups = new Set(resourceGroups);
  }

  get defaultResourceGroup(): string {
    const [first = ''] = this.resourceGroups;
    return first;
  }

  hasResourceGroup(resourceGroupId: string): boolean {
    return this.resourceGroups.has(resourceGroupId);
  }

  addResourceGroup(resourceGroupId: string): void {
    this.resourceGroups.add(resourceGroupId);
  }

  image(regionId: string, imageId: string): ImageRecord | undefined {
    return this.imagesByRegion.get(regionId)?.get(imageId);
  }

  /** The images of a region, oldest first. */
  images(regionId: string): ImageRecord[] {
    return [...(this.imagesByRegion.get(regionId)?.values() ?? [])];
  }

  allImages(): ImageRecord[] {
    return [...this.imagesByRegion.values()].flatMap((images) => [...images.values()]);
  }

  add(image: ImageRecord): void {
    const images = this.imagesByRegion.get(image.regionId) ?? new Map<string, ImageRecord>();
    this.imagesByRegion.set(image.regionId, images.set(image.imageId, image));
    if (image.ownerAlias === 'self') this.imagesByName.set(nameKey(image.regionId, image.imageName), image);
  }

  remove(image: ImageRecord): void {
    this.imagesByRegion.get(image.regionId)?.delete(image.imageId);
    this.freeName(image);
    this.changing.delete(image);
  }

  rename(image: ImageRecord, imageName: string): void {
    this.freeName(image);
    image.imageName = imageName;
    this.imagesByName.set(nameKey(image.regionId, imageName), image);
  }

  /** Whether another image of the account has the name: names are unique in a region (CopyImage documentation). */
  nameIsTaken(regionId: string, imageName: string, except?: ImageRecord): boolean {
    const owner = this.imagesByName.get(nameKey(regionId, imageName));
    return owner !== undefined && owner !== except;
  }

  /** Unfinished copies of an image. */
  copiesOf(source: ImageRecord): ImageRecord[] {
    return [...this.changing].filter(
      ({ copy }) =>
        copy?.endedAt === undefined &&
        copy?.source.imageId === source.imageId &&
        copy.source.regionId === source.regionId,
    );
  }

  /** Gives each disk of the image a snapshot of its own, as CopyImage does in the destination region. */
  takeSnapshots(image: ImageRecord, { madeByCopy }: { madeByCopy: boolean }): void {
    image.disks = image.disks.map((disk) => {
      const snapshotId = this.ids.next('s', image.regionId);
      const { regionId, imageId } = image;
      const { sizeGiB, encrypted } = disk;
      this.snapshots.set(snapshotId, { regionId, snapshotId, imageId, sizeGiB, encrypted, madeByCopy });
      return { ...disk, snapshotId };
    });
  }

  /** An image that is not the account's own may have the name of one that is. */
  private freeName(image: ImageRecord): void {
    const key = nameKey(image.regionId, image.imageName);
    if (this.imagesByName.get(key) === image) this.imagesByName.delete(key);
  }
}

const nameKey = (regionId: string, imageName: string): string => `${regionId}/${imageName}`;
