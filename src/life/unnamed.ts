import type { Image, ImageRef, ImageSpec } from './port';
import { REQUEST_KEY, tagValue } from './tags';

/** Begins what stands in the place of an image ID that nobody knows; the mark of the request that may have made the image follows. */
const PREFIX = 'tfcfn-request-';

/**
 * What to call an image that may have been started though no answer told its ID: enough to find it by the tag that it carries, or by the
 * name that it is started under. `undefined` where it has another name and its tags leave no room for that.
 */
export function unnamed({ regionId, name, tags }: ImageSpec): ImageRef | undefined {
  if (name.startsWith(PREFIX)) return { regionId, id: name };
  const mark = tagValue(tags, REQUEST_KEY);
  return mark === undefined ? undefined : { regionId, id: idOfRequest(mark) };
}

/** What an image is called by the mark of its request: in its identifier and, where a start is not idempotent, as its name until it is there. */
export function idOfRequest(mark: string): string {
  return PREFIX + mark;
}

/** The mark in what an image is called by its request. */
export function markOf(idOfRequest: string): string {
  return idOfRequest.slice(PREFIX.length);
}

/** Whether an image is called by the request that may have made it. */
export function isUnnamed({ id }: ImageRef): boolean {
  return id.startsWith(PREFIX);
}

/** Whether an image still has the name under which a request started it, where a start goes by name. */
export function isNamedByRequest({ name }: Image): boolean {
  return name?.startsWith(PREFIX) === true;
}
