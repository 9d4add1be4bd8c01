import { ACCOUNT_ID } from '../../account/account';
import type { ImageRecord } from '../../account/image';
import type { EcsRequest } from './operation';
import { isDescription, isImageName } from './rules';
import { readTags, type TagCodes } from './tags';

/** The initial values of every image that a call creates, whatever its source is. */
export const OF_A_NEW_IMAGE = {
  ownerAlias: 'self',
  ownerId: ACCOUNT_ID,
  usedByInstance: false,
  sharedWith: new Map(),
  isPublic: false,
  usable: undefined,
  leaving: undefined,
} as const satisfies Partial<ImageRecord>;

/** Reads a parameter that names the new image; empty if it was not sent. */
export function readImageName(request: EcsRequest, parameter: string): string {
  const imageName = request.parameters.text(parameter);
  if (imageName !== '' && !isImageName(imageName)) throw request.refuse('InvalidImageName.Malformed');
  return imageName;
}

/** Reads a parameter that describes the new image; empty if it was not sent. */
export function readDescription(request: EcsRequest, parameter: string): string {
  const description = request.parameters.text(parameter);
  if (description !== '' && !isDescription(description)) throw request.refuse('InvalidDescription.Malformed');
  return description;
}

/** Reads the resource group of the new image; by default, that of the account. `denied`: the code for callers without permission for it. */
export function readResourceGroup(request: EcsRequest, denied: string): string {
  const { parameters, account, behaviour } = request;
  const resourceGroupId = parameters.text('ResourceGroupId');
  if (resourceGroupId === '' && behaviour.defaultGroup === 'denied') throw request.refuse(denied);
  return resourceGroupId || account.defaultResourceGroup;
}

/** Reads the tags of the new image. They are checked even if the behaviour drops them. */
export function readStartTags(request: EcsRequest): Map<string, string> {
  const tags = readTags(request, tagCodes);
  const keeps = { kept: true, dropped: false, keptByCreateImage: request.action === 'CreateImage' };
  return keeps[request.behaviour.tagsAtStart] ? tags : new Map();
}

const tagCodes: TagCodes = {
  tooMany: 'QuotaExceed.Tags',
  valueWithoutKey: 'InvalidTagKey.Malformed',
  sameKey: 'Duplicate.TagKey',
  sameKeyInOtherCase: 'Duplicate.TagKey',
};

/** @throws EcsError if an image of the region has the name. An empty name is never taken. */
export function refuseTakenName(request: EcsRequest, regionId: string, imageName: string): void {
  if (imageName !== '' && request.account.nameIsTaken(regionId, imageName)) {
    throw request.refuse('InvalidImageName.Duplicated');
  }
}

/** @throws EcsError if the resource group does not exist, or the region has the most images that it may have */
export function checkRoom(request: EcsRequest, regionId: string, resourceGroupId: string): void {
  const { account, behaviour } = request;
  if (!account.hasResourceGroup(resourceGroupId)) throw request.refuse('InvalidResourceGroup.NotFound');
  const images = account.images(regionId).filter((image) => image.ownerAlias === 'self');
  if (images.length >= behaviour.imageQuota) {
    throw request.refuse('QuotaExceed.Image', { values: [behaviour.imageQuota] });
  }
}
