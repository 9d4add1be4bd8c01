import { isObject } from '../../../common/checked';
import type { ApiRequest, Done } from '../api';
import { imageOfPath, ownImageOfPath } from './find-image';
import { BODY } from './rules';

const LONGEST_KEY = 36;
const LONGEST_VALUE = 43;
/** The pages differ: the older ones forbid some characters, the newer ones allow some. One of them allows Chinese. */
const CHARACTERS = {
  strict: { key: /^[\w-]+$/, value: /^[\w.-]*$/ },
  wide: { key: /^[^=*<>\\,|/]+$/, value: /^[^=*<>\\,|/]*$/ },
} as const;
/** A request to delete tags checks only lengths, with other limits. */
const LONGEST_DELETED_KEY = 127;
const LONGEST_DELETED_VALUE = 255;

interface Tag {
  readonly key: string;
  readonly value: string;
}

/** ListImageTags: the tags themselves, unlike the member `tags` of an image. */
export function listImageTags(request: ApiRequest): Done {
  const { tags } = imageOfPath(request);
  return { body: { tags: [...tags].map(([key, value]) => ({ key, value })) } };
}

/** BatchAddOrDeleteTags: an existing key gets the new value; deleting a missing key succeeds. It makes all changes or none. */
export function batchAddOrDeleteTags(request: ApiRequest): Done {
  const { action, tags } = request.object(BODY);
  if (action !== 'create' && action !== 'delete') throw request.refuse('IMG.0115');
  const read = readTags(request, tags);
  const image = ownImageOfPath(request);
  for (const tag of read) checkTag(request, tag, action);
  if (action === 'delete') {
    for (const { key } of read) image.tags.delete(key);
    return { status: 204 };
  }
  const after = new Map(image.tags);
  for (const { key, value } of read) after.set(key, value);
  if (after.size > request.behaviour.tagsPerImage) throw request.refuse('IMG.0116');
  for (const [key, value] of after) image.tags.set(key, value);
  return { status: 204 };
}

function readTags(request: ApiRequest, tags: unknown): Tag[] {
  if (!Array.isArray(tags) || tags.length === 0) throw request.refuse('IMG.0115');
  const read = tags.map((tag): Tag => {
    const { key, value = '' } = isObject(tag) ? tag : {};
    if (typeof key !== 'string' || typeof value !== 'string') throw request.refuse('IMG.0115');
    return { key, value };
  });
  if (new Set(read.map(({ key }) => key)).size < read.length) throw request.refuse('IMG.0115');
  return read;
}

function checkTag(request: ApiRequest, { key, value }: Tag, action: 'create' | 'delete'): void {
  const characters = CHARACTERS[request.behaviour.tagCharacters];
  const isRight =
    action === 'create'
      ? key.length <= LONGEST_KEY &&
        value.length <= LONGEST_VALUE &&
        characters.key.test(key) &&
        characters.value.test(value) &&
        key.trim() === key &&
        value.trim() === value
      : key.length <= LONGEST_DELETED_KEY && value.length <= LONGEST_DELETED_VALUE && key !== '';
  if (!isRight) throw request.refuse('IMG.0115');
}
