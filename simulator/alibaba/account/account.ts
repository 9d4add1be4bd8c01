import type { Behaviour } from './behaviour';
import { IdSource } from './ids';
import type { ImageRecord, SnapshotRecord } from './image';
import { Kms } from './kms';

/** The account that makes all the calls and owns the images of owner `self`. */
export const ACCOUNT_ID = 1234567890123456;

/** A ClientToken that a CopyImage request has used up, what that made, or why it was refused. */
export interface UsedToken {
  readonly fingerprint: string;
  readonly outcome: { readonly imageId: string } | { readonly refusal: Error };
  readonly at: number;
}

/** Everything that exists in the simulated account. Holds no rules: those are in `life.ts` and the operations. */
export class Account {
  readonly ids = new IdSource();
  readonly kms = new Kms();
  readonly snapshots = new Map<string, SnapshotRecord>();
  readonly clientTokens = new Map<string, UsedToken>();
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
      ({ task }) =>
        task?.endedAt === undefined &&
        task?.source.imageId === source.imageId &&
        task.source.regionId === source.regionId,
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
