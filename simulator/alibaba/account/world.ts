import type { SimulatorClock } from '../../common/clock';
import type { Account } from './account';
import type { ImageRecord, ImageView, SnapshotRecord } from './image';
import type { KeyRecord } from './kms';
import { endTaskAs, isUnfinishedCopy, leave, settle } from './life';
import { addSeed, addSeedKey, type SeedImage, type SeedKey } from './seeds';
import { viewOf } from './view';

/** What the world reaches of the APIs in front of the account. */
export interface WorldApi {
  /** @throws RangeError if an action has no error of that code */
  checkCode(action: string, code: string): void;
  expireTokens(): void;
}

/**
 * The account as a test sees and changes it, past the API: what other people, other tools and bad luck do to images.
 * Every method that changes an image, a snapshot or a key throws an Error if there is none.
 */
export class World {
  constructor(
    private readonly account: Account,
    private readonly clock: SimulatorClock,
    private readonly api: WorldApi,
  ) {}

  /** The image as it is now, or undefined if there is none. Sees images that DescribeImages does not show yet. */
  image(regionId: string, imageId: string): ImageView | undefined {
    const now = this.settled();
    const image = this.account.image(regionId, imageId);
    return image && viewOf(image, now, this.account.behaviour);
  }

  /** All images of a region, oldest first. */
  images(regionId: string): ImageView[] {
    const now = this.settled();
    return this.account.images(regionId).map((image) => viewOf(image, now, this.account.behaviour));
  }

  snapshot(regionId: string, snapshotId: string): Readonly<SnapshotRecord> | undefined {
    this.settled();
    const snapshot = this.account.snapshots.get(snapshotId);
    return snapshot?.regionId === regionId ? { ...snapshot } : undefined;
  }

  addImage(seed: SeedImage): void {
    addSeed(this.account, seed, this.settled());
  }

  /** An instance was created from the image, or the last such instance is gone. */
  useByInstance(regionId: string, imageId: string, used = true): void {
    this.find(regionId, imageId).usedByInstance = used;
  }

  /** The image is shared with another account, or no longer. */
  share(regionId: string, imageId: string, shared = true): void {
    this.find(regionId, imageId).isShared = shared;
  }

  /** The image is a community image, or no longer. */
  publish(regionId: string, imageId: string, published = true): void {
    this.find(regionId, imageId).isPublic = published;
  }

  /** The finished image is taken out of use, or back. */
  deprecate(regionId: string, imageId: string, deprecated = true): void {
    this.find(regionId, imageId).status = deprecated ? 'Deprecated' : 'Available';
  }

  /** Sets tags, without the rules of TagResources; tags that are not named stay. */
  retag(regionId: string, imageId: string, tags: Readonly<Record<string, string>>): void {
    const image = this.find(regionId, imageId);
    for (const [key, value] of Object.entries(tags)) image.tags.set(key, value);
  }

  untag(regionId: string, imageId: string, keys: readonly string[]): void {
    const image = this.find(regionId, imageId);
    for (const key of keys) image.tags.delete(key);
  }

  rename(regionId: string, imageId: string, imageName: string): void {
    this.account.rename(this.find(regionId, imageId), imageName);
  }

  moveToResourceGroup(regionId: string, imageId: string, resourceGroupId: string): void {
    this.find(regionId, imageId).resourceGroupId = resourceGroupId;
  }

  describe(regionId: string, imageId: string, description: string): void {
    this.find(regionId, imageId).description = description;
  }

  /** Deletes the image at once, whatever its state; its snapshots stay, unless it is an unfinished copy. */
  remove(regionId: string, imageId: string): void {
    leave(this.account, this.find(regionId, imageId));
  }

  /** Deletes a snapshot at once, whatever was made of it. */
  removeSnapshot(regionId: string, snapshotId: string): void {
    this.account.snapshots.delete(this.findSnapshot(regionId, snapshotId).snapshotId);
  }

  /** Lets an unfinished copy fail now, or a finished one become unusable. */
  failCopy(regionId: string, imageId: string, status: 'CreateFailed' | 'UnAvailable' = 'CreateFailed'): void {
    const image = this.find(regionId, imageId);
    const endedAt = image.task?.endedAt ?? this.clock.now();
    endTaskAs(this.account, image, status, endedAt);
  }

  /** Lets an unfinished copy become Available now. */
  finishCopy(regionId: string, imageId: string): void {
    const image = this.find(regionId, imageId);
    if (!isUnfinishedCopy(image)) throw new Error(`${imageId} in ${regionId} is no unfinished copy`);
    endTaskAs(this.account, image, 'Available', this.clock.now());
  }

  /** Overrules whether the image is Usable; undefined: it follows from its status again. */
  setUsable(regionId: string, imageId: string, usable: boolean | undefined): void {
    this.find(regionId, imageId).usable = usable;
  }

  /** Lets DeleteSnapshot refuse a snapshot with the code; undefined: no longer. */
  lockSnapshot(regionId: string, snapshotId: string, code: string | undefined): void {
    if (code !== undefined) this.api.checkCode('DeleteSnapshot', code);
    this.findSnapshot(regionId, snapshotId).lockedBy = code;
  }

  addKey(seed: SeedKey): void {
    addSeedKey(this.account, seed);
  }

  /** Changes the state of a KMS key, or whether its policy lets ECS use it. */
  changeKey(regionId: string, keyId: string, change: Partial<Pick<KeyRecord, 'state' | 'usableByEcs'>>): void {
    Object.assign(this.findKey(regionId, keyId), change);
  }

  removeKey(regionId: string, keyId: string): void {
    this.account.kms.remove(regionId, this.findKey(regionId, keyId).keyId);
  }

  /** KMS is activated in the account, or not. */
  activateKms(activated = true): void {
    this.account.kms.isActivated = activated;
  }

  /** The service role AliyunECSDiskEncryptDefaultRole exists, or not. */
  authorizeEcs(authorized = true): void {
    this.account.kms.hasServiceRole = authorized;
  }

  /** Lets every security token expire now. */
  expireTokens(): void {
    this.api.expireTokens();
  }

  /** Forgets every ClientToken. */
  forgetClientTokens(): void {
    this.account.clientTokens.clear();
  }

  private settled(): number {
    const now = this.clock.now();
    settle(this.account, now);
    return now;
  }

  private find(regionId: string, imageId: string): ImageRecord {
    this.settled();
    const image = this.account.image(regionId, imageId);
    if (!image) throw new Error(`there is no image ${imageId} in ${regionId}`);
    return image;
  }

  private findKey(regionId: string, keyId: string): KeyRecord {
    const key = this.account.kms.key(regionId, keyId);
    if (!key) throw new Error(`there is no key ${keyId} in ${regionId}`);
    return key;
  }

  private findSnapshot(regionId: string, snapshotId: string): SnapshotRecord {
    this.settled();
    const snapshot = this.account.snapshots.get(snapshotId);
    if (snapshot?.regionId !== regionId) throw new Error(`there is no snapshot ${snapshotId} in ${regionId}`);
    return snapshot;
  }
}
