import type { ImageRecord, ImageView } from './image';
import type { KeyRecord } from './kms';
import { endTaskAs, isUnfinished, isUnfinishedCopy, leave } from './life';
import { addSeed, addSeedKey, FOREIGN_ACCOUNT_ID, type SeedImage, type SeedKey } from './seeds';
import { SourceWorld } from './source-world';
import { viewOf } from './view';

/**
 * The account as a test sees and changes it, without the API: what other people, other tools and failures do to images. Every method that
 * changes an image, a snapshot or a key throws an Error if it does not exist.
 */
export class World extends SourceWorld {
  /** The current image; `undefined` if there is none. It is found even if DescribeImages does not show it yet. */
  image(regionId: string, imageId: string): ImageView | undefined {
    const now = this.settled();
    const image = this.account.image(regionId, imageId);
    return image && viewOf(image, now, this.account.behaviour);
  }

  /** When a copy became Available or failed, in simulated milliseconds since 1970; `undefined` if it has not, or does not exist. */
  endOfCopy(regionId: string, imageId: string): number | undefined {
    this.settled();
    return this.account.image(regionId, imageId)?.task?.endedAt;
  }

  /** All images of a region, oldest first. */
  images(regionId: string): ImageView[] {
    const now = this.settled();
    return this.account.images(regionId).map((image) => viewOf(image, now, this.account.behaviour));
  }

  addImage(seed: SeedImage): void {
    addSeed(this.account, seed, this.settled());
  }

  /** Creates an instance from the image, or releases the last one. */
  useByInstance(regionId: string, imageId: string, used = true): void {
    this.find(regionId, imageId).usedByInstance = used;
  }

  /** Shares the image with another account, or ends this. */
  share(regionId: string, imageId: string, shared = true): void {
    const accounts = shared ? [[String(FOREIGN_ACCOUNT_ID), this.clock.now()] as const] : [];
    this.find(regionId, imageId).sharedWith = new Map(accounts);
  }

  /** Publishes the image as a community image, or ends this. */
  publish(regionId: string, imageId: string, published = true): void {
    this.find(regionId, imageId).isPublic = published;
  }

  /** Deprecates the finished image, or ends this. */
  deprecate(regionId: string, imageId: string, deprecated = true): void {
    this.find(regionId, imageId).status = deprecated ? 'Deprecated' : 'Available';
  }

  /** Sets tags, without the rules of TagResources. Other tags stay. */
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

  /** Deletes the image at once, whatever its state. Its snapshots stay, unless it is an unfinished copy. */
  remove(regionId: string, imageId: string): void {
    leave(this.account, this.find(regionId, imageId));
  }

  /** Makes an unfinished copy fail now, or a finished one unusable. */
  failCopy(regionId: string, imageId: string, status: 'CreateFailed' | 'UnAvailable' = 'CreateFailed'): void {
    this.fail(this.find(regionId, imageId), status);
  }

  /** Makes an unfinished copy Available now. */
  finishCopy(regionId: string, imageId: string): void {
    const image = this.find(regionId, imageId);
    if (!isUnfinishedCopy(image)) throw new Error(`${imageId} in ${regionId} is not an unfinished copy`);
    endTaskAs(this.account, image, 'Available', this.clock.now());
  }

  /** Makes an image of CreateImage fail now, with its snapshots. */
  failCreation(regionId: string, imageId: string, status: 'CreateFailed' | 'UnAvailable' = 'CreateFailed'): void {
    this.fail(this.findCreation(regionId, imageId), status);
  }

  /** Makes an image of CreateImage Available now. */
  finishCreation(regionId: string, imageId: string): void {
    endTaskAs(this.account, this.findCreation(regionId, imageId), 'Available', this.clock.now());
  }

  /** Overrides whether the image is Usable; `undefined`: it follows from its status again. */
  setUsable(regionId: string, imageId: string, usable: boolean | undefined): void {
    this.find(regionId, imageId).usable = usable;
  }

  addKey(seed: SeedKey): void {
    addSeedKey(this.account, seed);
  }

  /** Changes the state of a KMS key, or whether its policy allows ECS to use it. */
  changeKey(regionId: string, keyId: string, change: Partial<Pick<KeyRecord, 'state' | 'usableByEcs'>>): void {
    Object.assign(this.findKey(regionId, keyId), change);
  }

  removeKey(regionId: string, keyId: string): void {
    this.account.kms.remove(regionId, this.findKey(regionId, keyId).keyId);
  }

  /** Activates KMS in the account, or deactivates it. */
  activateKms(activated = true): void {
    this.account.kms.isActivated = activated;
  }

  /** Creates the service role AliyunECSDiskEncryptDefaultRole, or removes it. */
  authorizeEcs(authorized = true): void {
    this.account.kms.hasServiceRole = authorized;
  }

  /** Makes every security token expire now. */
  expireTokens(): void {
    this.api.expireTokens();
  }

  /** Forgets every ClientToken. */
  forgetClientTokens(): void {
    this.account.clientTokens.clear();
  }

  private find(regionId: string, imageId: string): ImageRecord {
    this.settled();
    const image = this.account.image(regionId, imageId);
    if (!image) throw new Error(`there is no image ${imageId} in ${regionId}`);
    return image;
  }

  private findCreation(regionId: string, imageId: string): ImageRecord {
    const image = this.find(regionId, imageId);
    if (isUnfinished(image) && !isUnfinishedCopy(image)) return image;
    throw new Error(`${imageId} in ${regionId} is not an image that CreateImage is making`);
  }

  private fail(image: ImageRecord, status: 'CreateFailed' | 'UnAvailable'): void {
    endTaskAs(this.account, image, status, image.task?.endedAt ?? this.clock.now());
  }

  private findKey(regionId: string, keyId: string): KeyRecord {
    const key = this.account.kms.key(regionId, keyId);
    if (!key) throw new Error(`there is no key ${keyId} in ${regionId}`);
    return key;
  }
}
