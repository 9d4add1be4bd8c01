import { isObject } from '../../../common/checked';
import type { ImageRecord } from '../../account/image';
import type { ApiRequest, Done } from '../api';
import { isSeen } from './find-image';
import { BODY } from './rules';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;
const MOST_KEYS = 10;
const MOST_VALUES = 10;

/** A key with its allowed values. An empty list means any value. */
interface Wanted {
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * ListImageByTags (the texts of the SDK's model `ListImageByTagsRequestBody`): the project's own images by their tags, counted or page by
 * page. Their order differs from ListImages: here the oldest is first.
 */
export function listImageByTags(request: ApiRequest): Done {
  const body = request.object(BODY);
  const { action } = body;
  if (action !== 'filter' && action !== 'count') throw request.refuse('IMG.0001');
  const found = [...matchesOf(request, body)];
  if (action === 'count') return { body: { total_count: found.length } };
  const limit = numberOf(request, body.limit, DEFAULT_PAGE);
  const offset = numberOf(request, body.offset, 0);
  if (limit < 1 || limit > LARGEST_PAGE) throw request.refuse('IMG.0001');
  return {
    body: { resources: found.slice(offset, offset + limit).map(wireResource), total_count: found.length },
  };
}

function wireResource({ imageId, name, status, tags }: ImageRecord): object {
  return {
    resource_id: imageId,
    resource_name: name,
    resource_detail: { status },
    tags: [...tags].map(([key, value]) => ({ key, value })),
  };
}

/** Limit and offset are texts of digits. Numbers are accepted too. */
function numberOf(request: ApiRequest, value: unknown, absent: number): number {
  if (value === undefined || value === null) return absent;
  if (!/^\d+$/.test(String(value))) throw request.refuse('IMG.0001');
  return Number(value);
}

function* matchesOf(request: ApiRequest, body: Readonly<Record<string, unknown>>): Iterable<ImageRecord> {
  const isMeant = filterOf(request, body);
  const matches = readPairs(request, body.matches);
  for (const image of request.account.images(request.project.regionId)) {
    if (image.imageType !== 'private' || !isSeen(request, image) || !isMeant(image)) continue;
    if (matches.every(([key, value]) => memberOf(image, key).includes(value))) yield image;
  }
}

/** `resource_name` matches a part of the name, `resource_id` must be equal. */
function memberOf({ name, imageId }: ImageRecord, key: string): { includes(value: string): boolean } {
  if (key === 'resource_name') return name;
  return key === 'resource_id' ? [imageId] : [];
}

type Filter = (image: ImageRecord) => boolean;

/** All four lists of tags must match, unless images without any tag are requested. */
function filterOf(request: ApiRequest, body: Readonly<Record<string, unknown>>): Filter {
  if (body.without_any_tag === true) return ({ tags }) => tags.size === 0;
  const has = ({ tags }: ImageRecord, { key, values }: Wanted): boolean => {
    const value = tags.get(key);
    return value !== undefined && (values.length === 0 || values.includes(value));
  };
  const read = (name: string): readonly Wanted[] | undefined => readWanted(request, body[name]);
  const [all, any, notAll, notAny] = [read('tags'), read('tags_any'), read('not_tags'), read('not_tags_any')];
  return (image) =>
    (all?.every((wanted) => has(image, wanted)) ?? true) &&
    (any?.some((wanted) => has(image, wanted)) ?? true) &&
    !(notAll?.every((wanted) => has(image, wanted)) ?? false) &&
    !(notAny?.some((wanted) => has(image, wanted)) ?? false);
}

/** At most ten different keys with at most ten values each. A list must not be empty. */
function readWanted(request: ApiRequest, value: unknown): readonly Wanted[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_KEYS) throw request.refuse('IMG.0115');
  const wanted = value.map((entry): Wanted => {
    const { key, values = [] } = isObject(entry) ? entry : {};
    if (typeof key !== 'string' || !isTextList(values) || values.length > MOST_VALUES) throw request.refuse('IMG.0115');
    return { key, values };
  });
  if (new Set(wanted.map(({ key }) => key)).size < wanted.length) throw request.refuse('IMG.0115');
  return wanted;
}

function isTextList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.every((text) => typeof text === 'string') &&
    new Set<unknown>(value).size === value.length
  );
}

function readPairs(request: ApiRequest, value: unknown): (readonly [key: string, value: string])[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length === 0) throw request.refuse('IMG.0001');
  return value.map((pair) => {
    const { key, value: wanted } = isObject(pair) ? pair : {};
    if (typeof key !== 'string' || typeof wanted !== 'string') throw request.refuse('IMG.0001');
    return [key, wanted] as const;
  });
}
