import { hasTags } from './filters';
import type { Operation } from './operation';
import { tokenPage } from './paging';
import { resourceTypeOf, taggables } from './taggable';

const TAGS_PER_PAGE = 50;

/** ListTagResources: the tags of the named resources, or of those that have certain tags, a page at a time. */
export const listTagResources: Operation = (request) => {
  const { parameters } = request;
  const regionId = request.region({ missing: 'MissingParameter.RegionId' });
  const type = resourceTypeOf(request);
  const ids = new Set(parameters.list('ResourceId'));
  const wanted = parameters.pairs('Tag');
  if (ids.size === 0 && wanted.length === 0) throw request.refuse('BothEmpty.TagsAndResources');
  const found = taggables(request, type, regionId)
    .filter(({ id, tags }) => (ids.size === 0 || ids.has(id)) && hasTags(tags, wanted))
    .flatMap(({ id, tags }) =>
      [...tags].map(([TagKey, TagValue]) => ({ ResourceId: id, ResourceType: type, TagKey, TagValue })),
    );
  const { items, fields } = tokenPage(request, found, TAGS_PER_PAGE, 'Invalid.NextToken');
  return { NextToken: fields.NextToken, TagResources: { TagResource: items } };
};
