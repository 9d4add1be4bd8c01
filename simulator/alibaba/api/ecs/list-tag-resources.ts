import type { ImageRecord } from '../../account/image';
import type { Operation } from './operation';

const TAGS_PER_PAGE = 50;

/** ListTagResources for images: the tags of the named ones, or of those that have certain tags, a page at a time. */
export const listTagResources: Operation = (request) => {
  const { parameters } = request;
  const regionId = request.region();
  if (parameters.required('ResourceType').toLowerCase() !== 'image') throw request.refuse('InvalidResourceType');
  const ids = new Set(parameters.list('ResourceId'));
  const wanted = parameters.pairs('Tag');
  if (ids.size === 0 && wanted.length === 0) throw request.refuse('BothEmpty.TagsAndResources');
  const start = Number(parameters.text('NextToken') || '0');
  if (!Number.isSafeInteger(start) || start < 0) throw request.refuse('Invalid.NextToken');

  const tags = request.account
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
