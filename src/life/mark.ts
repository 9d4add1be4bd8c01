import type { Image, ImageCloud, ImageRef, Source } from './port';
import { isFrom, REQUEST_KEY, sourceOf, tagValue } from './tags';
import { markOf } from './unnamed';

/** How an image was started, where its start goes by a mark: under which name, and with the mark of which request. */
export interface Started {
  readonly name: string;
  readonly mark: string;
}

/**
 * Whether an image has the mark of the request that `ref` names, in its tag or its name. One that names another source was made by an
 * earlier request with the same token.
 */
export function mayBeOf({ facts }: ImageCloud, ref: ImageRef, source: Source | undefined, image: Image): boolean {
  const { tags, name } = image;
  const ofSource = source === undefined || sourceOf(tags) === undefined || isFrom(tags, source);
  const mark = markIn(image);
  if (mark === undefined) return ofSource && facts.start.by === 'name' && name === ref.id;
  return ofSource && markOf(mark) === markOf(ref.id);
}

/** The mark of the request that made an image, in its tag or, until it has that, where its start left it. */
export function markIn({ tags, startMark }: Image): string | undefined {
  return tagValue(tags, REQUEST_KEY) ?? startMark;
}

/** Whether an image has the mark of some start, and no tag of ours: nobody has finished it. */
export function isUnsettled({ tags, startMark }: Image): boolean {
  return startMark !== undefined && tagValue(tags, REQUEST_KEY) === undefined;
}

/** Whether an image still has the mark of its start. */
export function isStarted({ mark }: Started, { startMark }: Image): boolean {
  return startMark !== undefined && markOf(startMark) === markOf(mark);
}
