import { markOf } from './placeholder';
import type { Image, ImageCloud, ImageRef, Source } from './port';
import { isFrom, REQUEST_KEY, START_KEY, sourceOf, tagValue } from './tags';

/** How an image was started in a cloud where a start uses a mark: the name of the image, and the mark of its request. */
export interface Started {
  readonly name: string;
  readonly mark: string;
}

/**
 * Whether an image has the mark of the request that `ref` names, in its tags, in a text or in its name. An image whose tags name another
 * source was made by an earlier request with the same token.
 */
export function mayBeOf({ facts }: ImageCloud, ref: ImageRef, source: Source | undefined, image: Image): boolean {
  const { tags, name } = image;
  const ofSource = source === undefined || sourceOf(tags) === undefined || isFrom(tags, source);
  const marks = marksIn(image);
  if (marks.length === 0) return ofSource && facts.start.by === 'name' && name === ref.id;
  return ofSource && marks.some((mark) => markOf(mark) === markOf(ref.id));
}

/** The marks of the request or job that made an image: its tags and, until it has them, the text in which the start left its mark. */
function marksIn({ tags, startMark }: Image): readonly string[] {
  const tagged = tagValue(tags, START_KEY);
  // If the text names another start than the tags, the cloud has copied these from the source of the image.
  if (startMark !== undefined && tagged !== undefined && markOf(tagged) !== markOf(startMark)) return [startMark];
  return [tagValue(tags, REQUEST_KEY), tagged, startMark].filter((mark) => mark !== undefined);
}

/** How an image was started, if it shows this: in a text while it is unfinished, or in a tag. */
export function startOf({ name, tags, startMark }: Image): Started | undefined {
  const mark = startMark ?? tagValue(tags, START_KEY);
  return name === undefined || mark === undefined ? undefined : { name, mark };
}

/** Whether an image has the mark of a start and none of our tags, so that it is unfinished. */
export function isUnsettled({ tags, startMark }: Image): boolean {
  return startMark !== undefined && tagValue(tags, REQUEST_KEY) === undefined;
}

/** Whether an image still has the mark of its start. */
export function isStarted({ mark }: Started, { startMark }: Image): boolean {
  return startMark !== undefined && markOf(startMark) === markOf(mark);
}
