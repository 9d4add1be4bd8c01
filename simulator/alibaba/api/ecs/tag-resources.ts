import type { ImageRecord } from '../../account/account';
import type { Action, ActionCall } from './operation';
import { checkRoomForTags, readTags, type TagCodes } from './tags';

const RESOURCES_PER_CALL = 50;
const TAG_KEYS_PER_CALL = 20;

const tagCodes: TagCodes = {
  tooMany: 'NumberExceed.Tags',
  valueWithoutKey: 'InvalidTag.Mismatch',
  sameKey: 'Duplicate.TagKey',
  sameKeyInOtherCase: 'TagKey.Duplication',
};

/** TagResources: sets tags on all the images or, if one of them cannot take them, on none. */
export const tagResources: Action = (call) => {
  const images = taggedImages(call);
  const tags = readTags(call, tagCodes);
  if (tags.size === 0) throw call.refuse('MissingParameter.Tags');
  for (const image of images) checkRoomForTags(call, image, tags);
  for (const image of images) {
    for (const [key, value] of tags) image.tags.set(key, value);
  }
  return {};
};

/** UntagResources: removes the keys in TagKey.N or, without any and with `All=true`, every tag. */
export const untagResources: Action = (call) => {
  const images = taggedImages(call);
  const keys = call.parameters.list('TagKey');
  if (keys.length > TAG_KEYS_PER_CALL) throw call.refuse('NumberExceed.Tags');
  if (keys.length === 0 && !call.parameters.flag('All')) throw call.refuse('MissingParameter.Tags');
  for (const { tags } of images) {
    if (keys.length === 0) tags.clear();
    for (const key of keys) tags.delete(key);
  }
  return {};
};

function taggedImages(call: ActionCall): ImageRecord[] {
  const regionId = call.region({ missing: 'MissingParameter.RegionId' });
  checkImageType(call);
  const ids = call.parameters.list('ResourceId');
  if (ids.length === 0) throw call.refuse('MissingParameter.ResourceIds');
  if (ids.length > RESOURCES_PER_CALL) throw call.refuse('NumberExceed.ResourceIds');
  return ids.map((imageId) => {
    const image = call.image(regionId, imageId);
    if (!image) throw call.refuse('InvalidResourceId.NotFound');
    if (image.ownerAlias !== 'self') throw call.refuse('InvalidResourceId.NotSupported');
    return image;
  });
}

function checkImageType(call: ActionCall): void {
  const resourceType = call.parameters.required('ResourceType', 'MissingParameter.ResourceType');
  if (resourceType.toLowerCase() !== 'image') throw call.refuse('InvalidResourceType.NotFound');
}
