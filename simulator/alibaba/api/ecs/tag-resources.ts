import type { EcsRequest, Operation } from './operation';
import { resourceTypeOf, type Taggable, taggables } from './taggable';
import { checkRoomForTags, readTags, type TagCodes } from './tags';

/** The most resources that TagResources, UntagResources and ListTagResources accept in one call. */
export const RESOURCES_PER_CALL = 50;
const TAG_KEYS_PER_CALL = 20;

const tagCodes: TagCodes = {
  tooMany: 'NumberExceed.Tags',
  valueWithoutKey: 'InvalidTag.Mismatch',
  sameKey: 'Duplicate.TagKey',
  sameKeyInOtherCase: 'TagKey.Duplication',
};

/** TagResources: it sets tags on all resources or, if one of them cannot have them, on none. */
export const tagResources: Operation = (request) => {
  const resources = namedResources(request);
  const tags = readTags(request, tagCodes);
  if (tags.size === 0) throw request.refuse('MissingParameter.Tags');
  for (const resource of resources) checkRoomForTags(request, resource.tags, tags);
  for (const resource of resources) {
    for (const [key, value] of tags) resource.tags.set(key, value);
  }
  return {};
};

/** UntagResources: it removes the keys in TagKey.N or, with `All=true` and no keys, every tag. */
export const untagResources: Operation = (request) => {
  const resources = namedResources(request);
  const keys = request.parameters.list('TagKey');
  if (keys.length > TAG_KEYS_PER_CALL) throw request.refuse('NumberExceed.Tags');
  if (keys.length === 0 && !request.parameters.flag('All')) throw request.refuse('MissingParameter.Tags');
  for (const { tags } of resources) {
    if (keys.length === 0) tags.clear();
    for (const key of keys) tags.delete(key);
  }
  return {};
};

function namedResources(request: EcsRequest): Taggable[] {
  const regionId = request.region({ missing: 'MissingParameter.RegionId' });
  const type = resourceTypeOf(request);
  const ids = request.parameters.list('ResourceId');
  if (ids.length === 0) throw request.refuse('MissingParameter.ResourceIds');
  if (ids.length > RESOURCES_PER_CALL) throw request.refuse('NumberExceed.ResourceIds');
  const byId = new Map(taggables(request, type, regionId).map((resource) => [resource.id, resource]));
  return ids.map((id) => {
    const resource = byId.get(id);
    if (!resource) throw request.refuse('InvalidResourceId.NotFound');
    if (!resource.isOwn) throw request.refuse('InvalidResourceId.NotSupported');
    return resource;
  });
}
