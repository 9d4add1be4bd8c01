import { hasTags, wildcard } from './filters';
import type { EcsRequest, Operation } from './operation';
import { tokenPage } from './paging';
import { isTagKey, isTagValue } from './rules';
import { RESOURCES_PER_CALL } from './tag-resources';
import { resourceTypeOf, type Taggable, taggables } from './taggable';

const TAGS_PER_PAGE = 50;
const MOST_TAGS = 20;
const MOST_FILTERS = 5;
/** A key that means the resource group and not a tag. */
const GROUP_KEY = 'acs:rm:rgId';

/** Whether a resource is wanted. */
type Wanted = (resource: Taggable) => boolean;

/** ListTagResources: the tags of the named resources, or of the resources with certain tags, page by page. */
export const listTagResources: Operation = (request) => {
  const regionId = request.region({ missing: 'MissingParameter.RegionId' });
  const type = resourceTypeOf(request);
  const wanted = [byId(request), byTags(request), byFilters(request)].flatMap((reader) => reader ?? []);
  if (wanted.length === 0) throw request.refuse('BothEmpty.TagsAndResources');
  const isGroup = request.parameters.pairs('Tag').some(({ key }) => key === GROUP_KEY);
  const found = taggables(request, type, regionId)
    .filter((resource) => wanted.every((matches) => matches(resource)))
    .flatMap(({ id, tags, resourceGroupId }) =>
      // Assumed: the group is listed in the same way as in the request, so that a resource without tags is found too.
      [...tags, ...(isGroup ? [[GROUP_KEY, resourceGroupId] as const] : [])].map(([TagKey, TagValue]) => {
        return { ResourceId: id, ResourceType: type, TagKey, TagValue };
      }),
    );
  const { items, fields } = tokenPage(request, found, TAGS_PER_PAGE, 'Invalid.NextToken');
  return { NextToken: fields.NextToken, TagResources: { TagResource: items } };
};

function byId(request: EcsRequest): Wanted | undefined {
  const ids = request.parameters.list('ResourceId');
  if (ids.length > RESOURCES_PER_CALL) throw request.refuse('NumberExceed.ResourceIds');
  const wanted = new Set(ids);
  return ids.length > 0 ? ({ id }) => wanted.has(id) : undefined;
}

/** `Tag.N`: exactly these tags or, with the special key, a resource group. */
function byTags(request: EcsRequest): Wanted | undefined {
  const pairs = request.parameters.pairs('Tag');
  if (pairs.length === 0) return undefined;
  if (pairs.length > MOST_TAGS) throw request.refuse('NumberExceed.Tags');
  const keys = pairs.map(({ key = '' }) => key);
  if (keys.includes('')) throw request.refuse('InvalidParameter.TagValue');
  if (new Set(keys).size < keys.length) throw request.refuse('Duplicate.TagKey');
  if (keys.includes(GROUP_KEY)) return byGroup(request, pairs[0]?.value, keys.length);
  if (!keys.every(isTagKey)) throw request.refuse('InvalidTagKey.Malformed');
  if (!pairs.every(({ value = '' }) => isTagValue(value))) throw request.refuse('InvalidTagValue.Malformed');
  return ({ tags }) => hasTags(tags, pairs);
}

/** Documented is that there is an error together with other tags, and for the default group. The codes are assumed. */
function byGroup(request: EcsRequest, group: string | undefined, count: number): Wanted {
  if (count > 1) throw request.refuse('InvalidTagCount');
  if (group === undefined || group === '' || group === request.account.defaultResourceGroup) {
    throw request.refuse('InvalidParameter.TagValue');
  }
  return ({ resourceGroupId }) => resourceGroupId === group;
}

/**
 * `TagFilter.N`: every key must match, and one of its values. Without values the key may have a `*` at its ends; with values each of them
 * may. It is documented that it excludes `Tag.N`, but without a code.
 */
function byFilters(request: EcsRequest): Wanted | undefined {
  const filters = request.parameters.objects('TagFilter');
  if (filters.length === 0) return undefined;
  if (request.parameters.pairs('Tag').length > 0) throw request.refuse('InvalidTagFilter');
  if (filters.length > MOST_FILTERS) throw request.refuse('NumberExceed.Tags');
  const wanted = filters.map((filter) => keyFilter(request, filter));
  return (resource) => wanted.every((matches) => matches(resource));
}

function keyFilter(request: EcsRequest, filter: ReadonlyMap<string, string>): Wanted {
  const key = filter.get('TagKey') ?? '';
  if (key === '') throw request.refuse('InvalidTagKey.Malformed');
  const values = [...filter].filter(([field]) => /^TagValues\.\d+$/.test(field)).map(([, value]) => wildcard(value));
  if (values.length > MOST_FILTERS) throw request.refuse('NumberExceed.Tags');
  if (values.length === 0) {
    const pattern = wildcard(key);
    return ({ tags }) => [...tags.keys()].some((present) => pattern.test(present));
  }
  return ({ tags }) => values.some((pattern) => pattern.test(tags.get(key) ?? '') && tags.has(key));
}
