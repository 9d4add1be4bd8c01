import type { ImageRecord } from '../../account/image';
import type { EcsRequest, Operation } from './operation';
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
export const tagResources: Operation = (request) => {
  const images = taggedImages(request);
  const tags = readTags(request, tagCodes);
  if (tags.size === 0) throw request.refuse('MissingParameter.Tags');
  for (const image of images) checkRoomForTags(request, image, tags);
  for (const image of images) {
    for (const [key, value] of tags) image.tags.set(key, value);
  }
  return {};
};

/** UntagResources: removes the keys in TagKey.N or, without any and with `All=true`, every tag. */
export const untagResources: Operation = (request) => {
  const images = taggedImages(request);
  const keys = request.parameters.list('TagKey');
  if (keys.length > TAG_KEYS_PER_CALL) throw request.refuse('NumberExceed.Tags');
  if (keys.length === 0 && !request.parameters.flag('All')) throw request.refuse('MissingParameter.Tags');
  for (const { tags } of images) {
    if (keys.length === 0) tags.clear();
    for (const key of keys) tags.delete(key);
  }
  return {};
};

function taggedImages(request: EcsRequest): ImageRecord[] {
  const regionId = request.region({ missing: 'MissingParameter.RegionId' });
  checkImageType(request);
  const ids = request.parameters.list('ResourceId');
  if (ids.length === 0) throw request.refuse('MissingParameter.ResourceIds');
  if (ids.length > RESOURCES_PER_CALL) throw request.refuse('NumberExceed.ResourceIds');
  return ids.map((imageId) => {
    const image = request.image(regionId, imageId);
    if (!image) throw request.refuse('InvalidResourceId.NotFound');
    if (image.ownerAlias !== 'self') throw request.refuse('InvalidResourceId.NotSupported');
    return image;
  });
}

function checkImageType(request: EcsRequest): void {
  const resourceType = request.parameters.required('ResourceType', 'MissingParameter.ResourceType');
  if (resourceType.toLowerCase() !== 'image') throw request.refuse('InvalidResourceType.NotFound');
}
