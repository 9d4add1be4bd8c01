import { Failure } from '../failure/failure';
import { upTo } from '../failure/up-to';
import { notShown } from './absence';
import { findByJob, type Located } from './job';
import { isUnsettled, mayBeOf, type Started } from './mark';
import { isOfJob, isPlaceholder, markedAs } from './placeholder';
import type { Image, ImageCloud, ImagePage, ImageRef, Source } from './port';
import { recover } from './recover';
import { isUnfinished } from './states';
import { REQUEST_KEY, sayTag } from './tags';

/** What may be known of an image in addition to its reference. */
export interface Known {
  /** The ID of the image, once its tag has led to it, or the ID of the job that creates it. */
  readonly id?: string;
  /** Its source, as the request names it. */
  readonly source?: Source;
  /** Its name, as the request knows it. */
  readonly name?: string;
  /** How the image was started, if this operation has started it. */
  readonly started?: Started;
}

/**
 * Finds the image by its ID or, as long as the ID is not known, by the request or the job that made it. `tries`: as in `ImageCloud.find`.
 *
 * @throws Failure GeneralServiceException if several images have the mark of the request: one of them may belong to somebody else.
 */
export async function locate(
  cloud: ImageCloud,
  called: ImageRef,
  { id, source, name, started }: Known = {},
  tries?: 'once' | 'twice',
): Promise<Located> {
  const ref = { ...called, id: id ?? called.id };
  if (!isPlaceholder(ref)) return { image: await cloud.find(ref, tries) };
  // A caller that already knows the job does not need to search for its image.
  if (id !== undefined) return findByJob(cloud, ref, { source, started }, tries);
  const marked = await cloud.findByTag(ref.regionId, { key: REQUEST_KEY, value: markedAs(cloud.facts, ref) });
  const own = marked.filter((image) => mayBeOf(cloud, ref, source, image));
  const { start } = cloud.facts;
  if (own.length > 0 || start.by === 'token') return { image: onlyOne(cloud, ref, own) };
  if (isOfJob(ref)) return findByJob(cloud, ref, { source, started }, tries);
  // The image may have none of its tags until it is available.
  const named = { regionId: ref.regionId, name: start.by === 'name' ? ref.id : name };
  const recovered = await recover(cloud, named);
  const ofRequest = recovered.filter((image) => mayBeOf(cloud, ref, source, image));
  return { image: onlyOne(cloud, ref, ofRequest) };
}

/**
 * Searches all images of the region for an image that is identified by its request. `conclusive`: it means something if the lists do not
 * show the image. A service may answer an empty list if the permission is missing, so the lists must show another image, or there must be
 * another proof. Even then the credentials may belong to another account than at the start, and a list may lag behind.
 *
 * @throws Failure as `locate`.
 */
export async function searchRegion(
  cloud: ImageCloud,
  ref: ImageRef,
  source?: Source,
): Promise<{ readonly own?: Image; readonly conclusive: boolean }> {
  const own: Image[] = [];
  let others = false;
  for (let from: number | undefined = 1; from !== undefined; ) {
    const { images, next }: ImagePage = await cloud.list(ref.regionId, from);
    for (const image of images) {
      if (mayBeOf(cloud, ref, source, image)) own.push(image);
      else others = true;
    }
    from = next;
  }
  const found = onlyOne(cloud, ref, own);
  return { own: found, conclusive: found !== undefined || others || (await areListsConclusive(cloud, ref, source)) };
}

/**
 * Whether lists that show no image of a region can be trusted. If they never were, the rollback of the first image of a region would never
 * end. If the source is an image, the cloud must show that image, perhaps in another region. If not, the cloud must confirm that these
 * credentials may list.
 */
async function areListsConclusive(
  cloud: ImageCloud,
  { regionId }: ImageRef,
  source: Source | undefined,
): Promise<boolean> {
  // An image of another account is in no list of own images.
  if (source?.image && (await cloud.find(source.image)) !== undefined) return true;
  return (await cloud.mayList?.(regionId)) ?? false;
}

/** The image of the request. If there are several and all are unfinished, the request was sent more than once and started each of them. */
function onlyOne(cloud: ImageCloud, ref: ImageRef, images: readonly Image[]): Image | undefined {
  const [image, ...others] = images;
  if (image && others.length > 0 && images.every(isUnsettled))
    return images.find(({ state }) => !isUnfinished(state)) ?? image;
  if (image && others.length > 0) throw ambiguous(ref, images, cloud);
  return image;
}

/** Further images are counted, not named, so that the next step is not cut off at the end of the message. */
const MOST_NAMED = 5;

function ambiguous(ref: ImageRef, images: readonly Image[], { facts, making }: ImageCloud): Failure {
  const ids = images.map((image) => image.ref.id);
  const named = upTo(MOST_NAMED, ids).join(', ');
  const tag = sayTag({ key: REQUEST_KEY, value: markedAs(facts, ref) }, facts.tags, 'with the value');
  return new Failure(
    'GeneralServiceException',
    `Several images in ${ref.regionId} have the tag ${tag} of this request, but only one of them is its ${making.noun}: ${named}. None was deleted. Remove the tag from the images to keep, then delete the stack again.`,
  );
}

/**
 * The failure of an operation that needs an image, if a search has found none, or if its job made none.
 *
 * @throws Failure ResourceConflict as `refuseNamesake`, if nothing proves that there is no image.
 */
export async function absentFrom(
  cloud: ImageCloud,
  ref: ImageRef,
  known: Known,
  { madeNothing }: Located,
): Promise<Failure> {
  if (!madeNothing) await refuseNamesake(cloud, ref, known);
  return notShown(ref, cloud.facts);
}

/**
 * Fails if another image may be the one that no tag leads to: it has the same name and source, and no tag of ours. Somebody may have
 * removed the tag, or the image never got one and the cloud no longer knows its job. An image with the mark of another start is not the
 * one.
 *
 * @throws Failure ResourceConflict
 */
export async function refuseNamesake(
  cloud: ImageCloud,
  { regionId, id }: ImageRef,
  { name, source }: Known,
): Promise<void> {
  const { facts, making } = cloud;
  if (facts.start.by !== 'mark' || name === undefined || source === undefined) return;
  const named = await recover(cloud, { regionId, name });
  const other = named.find((image) => {
    const ofAnother = image.startMark !== undefined && !isOfJob({ id });
    return image.handle === undefined && !ofAnother && making.mayHaveMade(image, source);
  });
  if (!other) return;
  throw new Failure(
    'ResourceConflict',
    `No image has the tag of ${regionId}/${id}, but image ${other.ref.id} in ${regionId} has its name, "${name}", and its source, and no such tag, so it may be the ${making.noun}. Nothing was deleted. Delete that image by hand if it is the ${making.noun}, or rename it if it is not; then try again.`,
  );
}
