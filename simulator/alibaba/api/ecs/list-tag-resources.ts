import type { ImageRecord } from '../../account/account';
import type { Action } from './operation';

const TAGS_PER_PAGE = 50;

/** ListTagResources for images: the tags of the named ones, or of those that have certain tags, a page at a time. */
export const listTagResources: Action = (call) => {
  const { parameters } = call;
  const regionId = call.region();
  if (parameters.required('ResourceType').toLowerCase() !== 'image') throw call.refuse('InvalidResourceType');
  const ids = new Set(parameters.list('ResourceId'));
  const wanted = parameters.pairs('Tag');
  if (ids.size === 0 && wanted.length === 0) throw call.refuse('BothEmpty.TagsAndResources');
  const start = Number(parameters.text('NextToken') || '0');
  if (!Number.isSafeInteger(start) || start < 0) throw call.refuse('Invalid.NextToken');

  const tags = call.cloud
    .images(regionId)
    .filter((image) => (ids.size === 0 || ids.has(image.imageId)) && hasTags(image, wanted))
    .flatMap(({ imageId, tags }) =>
      [...tags].map(([TagKey, TagValue]) => ({ ResourceId: imageId, ResourceType: 'image', TagKey, TagValue })),
    );
  const end = start + TAGS_PER_PAGE;
  return {
    NextToken: end < tags.length ? String(end) : '',
    TagResources: { TagResource: tags.slice(start, end) },
  };
};

/** Whether an image has all the tags; one that is wanted without a value matches any. */
export function hasTags(
  { tags }: ImageRecord,
  wanted: readonly { key: string | undefined; value: string | undefined }[],
): boolean {
  return wanted.every(
    ({ key, value }) => key !== undefined && tags.has(key) && (value === undefined || tags.get(key) === value),
  );
}
