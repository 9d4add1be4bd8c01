import { Failure } from '../failure/failure';
import type { AttributeChange, CopySpec, Image, ImageCloud, ImageRef, Tag } from './port';
import { composeTags, type TagChanges, tagChanges } from './tags';

/** What a template says of a copy; an absent field says nothing. */
export interface CopyWish {
  readonly source: ImageRef;
  readonly name?: string;
  readonly description?: string;
  readonly family?: string;
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  readonly resourceGroupId?: string;
  readonly userTags: readonly Tag[];
  readonly systemTags: readonly Tag[];
}

/** What the template said before: tells a removed line from one that never was. */
export interface FormerWish {
  readonly hadDescription: boolean;
  readonly hadFamily: boolean;
  /** Of the former resource and stack tags. */
  readonly tagKeys: readonly string[];
}

export const NOTHING_BEFORE: FormerWish = { hadDescription: false, hadFamily: false, tagKeys: [] };

/** The differences between an image and a wish, each of which can be sent again without harm. */
export interface Changes {
  readonly attributes?: AttributeChange;
  readonly resourceGroupId?: string;
  readonly tags: TagChanges;
}

/** The copy to ask the cloud for; the request's token makes one of it, its mark tells it from others of the same name. */
export function toSpec(
  wish: CopyWish,
  destination: { readonly regionId: string; readonly name: string },
  request: { readonly clientToken: string; readonly mark: string; readonly formerMark: string },
): CopySpec {
  const { source, description, encrypted, kmsKeyId, resourceGroupId } = wish;
  return {
    source,
    destinationRegionId: destination.regionId,
    name: destination.name,
    description,
    encrypted,
    kmsKeyId,
    resourceGroupId,
    tags: composeTags({ ...wish, requestMark: request.mark }),
    token: request.clientToken,
    formerMark: request.formerMark,
  };
}

/**
 * What has to change. A description or family that the template no longer has is asked to be cleared once, as long as the former
 * template had it; the vendor does not say whether it obeys (ModifyImageAttribute), so nothing waits for it.
 */
export function changesTo(image: Image, wish: CopyWish, former: FormerWish): Changes {
  const attributes: AttributeChange = {
    ...(wish.name !== undefined && wish.name !== image.name && { name: wish.name }),
    ...changedText('description', image.description, wish.description, former.hadDescription),
    ...changedText('family', image.family, wish.family, former.hadFamily),
  };
  const moves = wish.resourceGroupId !== undefined && wish.resourceGroupId !== image.resourceGroupId;
  return {
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(moves && { resourceGroupId: wish.resourceGroupId }),
    tags: tagChanges(image.tags, wish, former.tagKeys),
  };
}

function changedText(field: keyof AttributeChange, is: string | undefined, wished: string | undefined, had: boolean) {
  if (wished !== undefined) return wished === is ? {} : { [field]: wished };
  return had && is ? { [field]: '' } : {};
}

/** Whether there is nothing to send. */
export function isNothing({ attributes, resourceGroupId, tags }: Changes): boolean {
  return attributes === undefined && resourceGroupId === undefined && isNoTagChange(tags);
}

/**
 * Whether an image is as wished, as far as it shows. What can only be asked for does not count: clearing a text, and the group of an
 * image that ECS names none of, as it does of the account's default group (sample response of DescribeImages).
 */
export function isSettled({ attributes = {}, resourceGroupId, tags }: Changes, image: Image): boolean {
  const asked = Object.values(attributes).some((value) => value !== '');
  const moves = resourceGroupId !== undefined && image.resourceGroupId !== undefined;
  return !asked && !moves && isNoTagChange(tags);
}

function isNoTagChange({ removeFirst, set, removeLast }: TagChanges): boolean {
  return [removeFirst, set, removeLast].every((list) => list.length === 0);
}

/** Sends the differences. */
export async function applyChanges(cloud: ImageCloud, ref: ImageRef, changes: Changes): Promise<void> {
  if (changes.attributes) await changeAttributes(cloud, ref, changes.attributes);
  if (changes.resourceGroupId !== undefined) await cloud.moveToResourceGroup(ref, changes.resourceGroupId);
  const { removeFirst, set, removeLast } = changes.tags;
  if (removeFirst.length > 0) await cloud.removeTags(ref, removeFirst);
  if (set.length > 0) await cloud.setTags(ref, set);
  if (removeLast.length > 0) await cloud.removeTags(ref, removeLast);
}

/** A text that ECS does not let be empty stays as it is: no template asks for it, so no change of one may fail on it. */
async function changeAttributes(cloud: ImageCloud, ref: ImageRef, change: AttributeChange): Promise<void> {
  try {
    await cloud.changeAttributes(ref, change);
  } catch (error) {
    const wished = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== ''));
    const left = Object.keys(wished).length;
    const mayBeTheEmptyOne = error instanceof Failure && error.code === 'InvalidRequest';
    if (!mayBeTheEmptyOne || left === Object.keys(change).length) throw error;
    if (left > 0) await cloud.changeAttributes(ref, wished);
  }
}
