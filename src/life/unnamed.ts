import type { CloudFacts, Image, ImageRef, ImageSpec } from './port';
import { REQUEST_KEY, tagValue } from './tags';

/** The beginning of what takes the place of an image ID that nobody knows; the mark of the request that may have made the image follows. */
const PREFIX = 'tfcfn-request-';
/** The ID of a job that makes an image: 32 hexadecimal digits, which no image has as its ID. */
const JOB = /^[0-9a-f]{32}$/;

/**
 * What to call an image that may have been started though no answer told its ID: enough to find it by the tag that it carries, or by the
 * name that it is started under. `undefined` where it has another name and its tags leave no room for that.
 */
export function unnamed({ regionId, name, tags }: ImageSpec): ImageRef | undefined {
  if (name.startsWith(PREFIX)) return { regionId, id: name };
  const mark = tagValue(tags, REQUEST_KEY);
  return mark === undefined ? undefined : { regionId, id: idOfRequest(mark) };
}

/**
 * What an image is called by the mark of its request: in its identifier and, where a start is not idempotent, as its name until it is
 * there.
 */
export function idOfRequest(mark: string): string {
  return PREFIX + markOf(mark);
}

/** The mark in what an image is called by its request; another text is the mark itself. */
export function markOf(idOfRequest: string): string {
  return idOfRequest.startsWith(PREFIX) ? idOfRequest.slice(PREFIX.length) : idOfRequest;
}

/** Whether an image is called by the request that may have made it, or by the job that makes it, and not by its ID. */
export function isUnnamed(ref: Pick<ImageRef, 'id'>): boolean {
  return ref.id.startsWith(PREFIX) || isOfJob(ref);
}

/** Whether an image is called by the job that makes it. */
export function isOfJob({ id }: Pick<ImageRef, 'id'>): boolean {
  return JOB.test(id);
}

/** An image as messages name it. */
export function sayImage(ref: Pick<ImageRef, 'id'>): string {
  return `${isOfJob(ref) ? 'the image of job' : 'image'} ${ref.id}`;
}

/** The value of the tag that marks an image which is called so: the mark of its request or, where jobs make images, the whole name. */
export function markedAs({ start }: CloudFacts, { id }: Pick<ImageRef, 'id'>): string {
  return start.by === 'mark' ? id : markOf(id);
}

/** Whether an image still has the name under which a request started it, where a start goes by name. */
export function isNamedByRequest({ name }: Image): boolean {
  return name?.startsWith(PREFIX) === true;
}
