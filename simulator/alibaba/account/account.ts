import type { Behaviour } from './behaviour';
import { IdSource } from './ids';
import type { ImageRecord } from './image';
import type { InstanceRecord } from './instance';
import { Kms } from './kms';
import { type OperatingSystem, operatingSystem } from './operating-system';
import type { Regions } from './regions';
import { type SnapshotRecord, snapshotStatusAt } from './snapshot';

/** The account that makes all calls and owns the images with owner `self`. */
export const ACCOUNT_ID = 1234567890123456;

/** A ClientToken that a CopyImage or CreateImage request has used, with the image that the request made or the reason for its refusal. */
export interface UsedToken {
  readonly fingerprint: string;
  readonly outcome: { readonly imageId: string } | { readonly refusal: Error };
  readonly at: number;
}

/** How to take the snapshots of an image. Times are in simulated milliseconds. */
export interface SnapshotTaking extends Pick<SnapshotRecord, 'madeBy' | 'endsAt'> {
  readonly at: number;
  /** The disks of the snapshots, in the order of the image's disks. Missing if they are not in the account. */
  readonly diskIds?: readonly string[];
  /** `%s` is a placeholder for the ID of the image. */
  readonly name?: string;
  readonly description?: string;
}

/** Everything that exists in the simulated account. It contains no rules: those are in `life.ts` and the operations. */
export class Account {
  readonly ids: IdSource;
  readonly kms = new Kms();
  readonly instances = new Map<string, InstanceRecord>();
  readonly snapshots = new Map<string, SnapshotRecord>();
  readonly clientTokens = new Map<string, UsedToken>();
  /** Images that will change with time: unfinished ones, and those that are being removed. They are in the order of their calls. */
  readonly changing = new Set<ImageRecord>();
  private readonly imagesByRegion = new Map<string, Map<string, ImageRecord>>();
  private readonly imagesByName = new Map<string, ImageRecord>();

  /** The first is the account's default group. */
  private readonly resourceGroups: Set<string>;

  constructor(
    readonly behaviour: Behaviour,
    readonly regions: Regions,
    resourceGroups: readonly string[],
  ) {
    this.ids = new IdSource(regions);
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

  /** Whether another image of the account has the name. Names are unique in a region (CopyImage documentation). */
  nameIsTaken(regionId: string, imageName: string, except?: ImageRecord): boolean {
    const owner = this.imagesByName.get(nameKey(regionId, imageName));
    return owner !== undefined && owner !== except;
  }

  /** Unfinished copies of an image. */
  copiesOf(source: ImageRecord): ImageRecord[] {
    return [...this.changing].filter(
      ({ task }) =>
        task?.source.kind === 'copy' &&
        task.endedAt === undefined &&
        task.source.imageId === source.imageId &&
        task.source.regionId === source.regionId,
    );
  }

  instance(regionId: string, instanceId: string): InstanceRecord | undefined {
    const instance = this.instances.get(instanceId);
    return instance?.regionId === regionId ? instance : undefined;
  }

  /** The instances of a region, oldest first. */
  instancesIn(regionId: string): InstanceRecord[] {
    return [...this.instances.values()].filter((instance) => instance.regionId === regionId);
  }

  snapshot(regionId: string, snapshotId: string): SnapshotRecord | undefined {
    const snapshot = this.snapshots.get(snapshotId);
    return snapshot?.regionId === regionId ? snapshot : undefined;
  }

  /** The snapshots of a region, oldest first. */
  snapshotsIn(regionId: string): SnapshotRecord[] {
    return [...this.snapshots.values()].filter((snapshot) => snapshot.regionId === regionId);
  }

  /** The snapshots of a disk, oldest first. */
  snapshotsOf(diskId: string): SnapshotRecord[] {
    return [...this.snapshots.values()].filter((snapshot) => snapshot.diskId === diskId);
  }

  /** Whether a snapshot of the disk is being created. */
  isBusy(diskId: string, now: number): boolean {
    return this.snapshotsOf(diskId).some((snapshot) => snapshotStatusAt(snapshot, now) === 'progressing');
  }

  /** The IDs of the snapshots that the images of a region consist of. */
  snapshotsOfImages(regionId: string): ReadonlySet<string> {
    return new Set(this.images(regionId).flatMap(({ disks }) => disks.map(({ snapshotId }) => snapshotId)));
  }

  /** Takes a snapshot of each disk of the image, as CopyImage does in the destination region and CreateImage for an instance. */
  takeSnapshots(image: ImageRecord, taking: SnapshotTaking): void {
    const { regionId, imageId, kmsKeyId, resourceGroupId } = image;
    const os: OperatingSystem = operatingSystem(image);
    const { diskIds = [], name = '', description = '', at: createdAt, endsAt, madeBy } = taking;
    image.disks = image.disks.map((disk, index) => {
      const snapshotId = this.ids.next('s', regionId);
      const { sizeGiB, encrypted, type: diskType } = disk;
      this.snapshots.set(snapshotId, {
        ...{
          regionId,
          snapshotId,
          diskId: diskIds[index] ?? '',
          diskType,
          sizeGiB,
          encrypted,
          createdAt,
          endsAt,
          madeBy,
        },
        ...{ kmsKeyId: encrypted ? kmsKeyId : '', os, resourceGroupId, description },
        ...{ snapshotName: name.replace('%s', imageId), category: 'standard', tags: new Map() },
      });
      return { ...disk, snapshotId };
    });
  }

  /** An image of another owner may have the same name as an image of the account. */
  private freeName(image: ImageRecord): void {
    const key = nameKey(image.regionId, image.imageName);
    if (this.imagesByName.get(key) === image) this.imagesByName.delete(key);
  }
}

const nameKey = (regionId: string, imageName: string): string => `${regionId}/${imageName}`;
