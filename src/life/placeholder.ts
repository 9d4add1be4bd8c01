import type { CloudFacts, Image, ImageRef, ImageSpec } from './port';
import { REQUEST_KEY, tagValue } from './tags';

/** The prefix of the placeholder for an unknown image ID. The mark of the request that may have made the image follows it. */
export const REQUEST_PREFIX = 'tfcfn-request-';
/** The ID of a job that creates an image, if the cloud has jobs: 32 hexadecimal digits. No cloud gives such an ID to an image. */
export const JOB_ID = /^[0-9a-f]{32}$/;

/**
 * The reference of an image that may have been started although no answer gave its ID. It is enough to find the image by its tag, or by the
 * name under which it is started. `undefined` if the image has another name and its tags have no room for the mark.
 */
export function placeholderRef({ regionId, name, finalName, tags }: ImageSpec): ImageRef | undefined {
  // A user may give an image a name that looks like a placeholder.
  if (name !== finalName) return { regionId, id: name };
  const mark = tagValue(tags, REQUEST_KEY);
  return mark === undefined ? undefined : { regionId, id: placeholderOf(mark) };
}

/**
 * The placeholder ID that contains the mark of a request. It is in the identifier and, if a start is not idempotent, also the name of the
 * image until it is available.
 */
export function placeholderOf(mark: string): string {
  return REQUEST_PREFIX + markOf(mark);
}

/** The mark in a placeholder ID; another text is itself the mark. */
export function markOf(id: string): string {
  return id.startsWith(REQUEST_PREFIX) ? id.slice(REQUEST_PREFIX.length) : id;
}

/** Whether an ID is a placeholder: it names the request that may have made the image, or the job that creates it, and not the image. */
export function isPlaceholder(ref: Pick<ImageRef, 'id'>): boolean {
  return ref.id.startsWith(REQUEST_PREFIX) || isOfJob(ref);
}

/** Whether an image is identified by the job that creates it. */
export function isOfJob({ id }: Pick<ImageRef, 'id'>): boolean {
  return JOB_ID.test(id);
}

/** An image as messages name it. */
export function sayImage(ref: Pick<ImageRef, 'id'>): string {
  return `${isOfJob(ref) ? 'the image of job' : 'image'} ${ref.id}`;
}

/** The value of the tag that marks an image with this ID: the mark of its request or, if jobs create images, the whole ID. */
export function markedAs({ start }: CloudFacts, { id }: Pick<ImageRef, 'id'>): string {
  return start.by === 'mark' ? id : markOf(id);
}

/** Whether an image still has the name under which a request started it, if starts are recognised by name. */
export function isNamedByRequest({ name }: Image): boolean {
  return name?.startsWith(REQUEST_PREFIX) === true;
}
