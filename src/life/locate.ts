import { Failure } from '../failure/failure';
import type { Image, ImageCloud, ImageRef, Source } from './port';
import { isFrom, REQUEST_KEY, sourceOf, tagValue } from './tags';
import { isUnnamed, markOf } from './unnamed';

/** What may be known of an image beside how it is called. */
export interface Known {
  /** Its ID, once its tag has led to it. */
  readonly id?: string;
  /** Its source, as the request names it. */
  readonly source?: Source;
}

/**
 * The image, found by its ID or, as long as that is not known, by the request that made it; `undefined` if the list does not show it.
 * `asked`: as in `ImageCloud.find`.
 *
 * @throws Failure GeneralServiceException if several images carry the mark of the request: one of them may be somebody else's.
 */
export async function locate(
  cloud: ImageCloud,
  ref: ImageRef,
  { id, source }: Known = {},
  asked: 'once' | 'twice' = 'once',
): Promise<Image | undefined> {
  if (id !== undefined) return cloud.find({ ...ref, id }, asked);
  if (!isUnnamed(ref)) return cloud.find(ref, asked);
  const marked = await cloud.findByTag(ref.regionId, { key: REQUEST_KEY, value: markOf(ref.id) });
  const own = marked.filter((image) => mayBeOf(cloud, ref, source, image));
  if (own.length > 0 || cloud.facts.start.by === 'token') return onlyOne(cloud, ref, own);
  // Until it is there it may have none of its tags.
  const named = (await cloud.recover?.({ regionId: ref.regionId, name: ref.id }, 'once')) ?? [];
  return onlyOne(
    cloud,
    ref,
    named.filter((image) => mayBeOf(cloud, ref, source, image)),
  );
}

/**
 * Looks through all images of the region for an image that is called by its request. `telling`: the silence of the lists about it means
 * something. Without the permission a service may answer an empty list, so either a list shows another image, or, for the first image
 * of a region, whose rollback would never end otherwise, the next best proof is there: a source that is an image is shown, though it may be in
 * another region; where the source is none, the cloud itself confirms that these credentials may list (`ImageCloud.mayList`).
 *
 * None of this proves that the credentials are those of the account in which the image was started, or that no list lags behind.
 *
 * @throws Failure as `locate`.
 */
export async function lookThrough(
  cloud: ImageCloud,
  ref: ImageRef,
  source?: Source,
): Promise<{ readonly own?: Image; readonly telling: boolean }> {
  const own: Image[] = [];
  let others = false;
  for (let page = 1; ; page += 1) {
    const { images, more } = await cloud.list(ref.regionId, page);
    for (const image of images) {
      if (mayBeOf(cloud, ref, source, image)) own.push(image);
      else others = true;
    }
    if (!more) break;
  }
  const found = onlyOne(cloud, ref, own);
  return { own: found, telling: found !== undefined || others || (await listsTell(cloud, ref, source)) };
}

/** Whether lists that show no image of a region can be believed. */
async function listsTell(cloud: ImageCloud, { regionId }: ImageRef, source: Source | undefined): Promise<boolean> {
  if (source?.image) return (await cloud.find(source.image)) !== undefined;
  return (await cloud.mayList?.(regionId)) ?? false;
}

/**
 * Whether an image has the mark of the request that `ref` names, in its tag or its name. One that names another source was made by an earlier request with the
 * same token.
 */
export function mayBeOf(
  { facts }: ImageCloud,
  ref: ImageRef,
  source: Source | undefined,
  { tags, name }: Image,
): boolean {
  const ofSource = source === undefined || sourceOf(tags) === undefined || isFrom(tags, source);
  const mark = tagValue(tags, REQUEST_KEY);
  return ofSource && (mark === undefined && facts.start.by === 'name' ? name === ref.id : mark === markOf(ref.id));
}

function onlyOne({ making }: ImageCloud, ref: ImageRef, images: readonly Image[]): Image | undefined {
  const [image, ...others] = images;
  if (image && others.length > 0) throw ambiguous(ref, images, making.noun);
  return image;
}

/** More images than these are counted, not named, so that what to do stands before the end of the message. */
const MOST_NAMED = 5;

function ambiguous(ref: ImageRef, images: readonly Image[], noun: string): Failure {
  const ids = images.map((image) => image.ref.id);
  const left = ids.length - MOST_NAMED;
  const named = [...ids.slice(0, MOST_NAMED), ...(left > 0 ? [`${left} more`] : [])].join(', ');
  return new Failure(
    'GeneralServiceException',
    `Several images in ${ref.regionId} carry the tag ${REQUEST_KEY} with the value ${markOf(ref.id)} of this request, and only one of them is its ${noun}: ${named}. None was deleted. Remove the tag from those to keep, then delete the stack again.`,
  );
}
