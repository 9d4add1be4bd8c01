import { Failure } from './failure';
import type { CopySpec, Image, ImageCloud, ImageRef } from './port';
import { REQUEST_KEY, tagValue } from './tags';

/** Begins what stands in the place of an image ID that nobody knows; the mark of the request that may have made the copy follows. */
const PREFIX = 'tfcfn-request-';

/**
 * What to call a copy that may have been started though no answer told its ID: enough to find it by the tag that it carries.
 * `undefined` where its tags leave no room for that.
 */
export function unnamedCopy({ destinationRegionId, tags }: CopySpec): ImageRef | undefined {
  const mark = tagValue(tags, REQUEST_KEY);
  return mark === undefined ? undefined : { regionId: destinationRegionId, imageId: PREFIX + mark };
}

/** Whether a copy is called by the request that may have made it. */
export function isUnnamed({ imageId }: ImageRef): boolean {
  return imageId.startsWith(PREFIX);
}

/**
 * The image, found by its ID or, as long as that is not known, by the request that made it; `undefined` if the list shows none such.
 *
 * @throws Failure GeneralServiceException if several images carry the mark of the request: one of them may be somebody else's.
 */
export async function locate(cloud: ImageCloud, ref: ImageRef, imageId?: string): Promise<Image | undefined> {
  if (imageId !== undefined) return cloud.find({ ...ref, imageId });
  if (!isUnnamed(ref)) return cloud.find(ref);
  const mark = ref.imageId.slice(PREFIX.length);
  const [image, ...others] = await cloud.findByTag(ref.regionId, { key: REQUEST_KEY, value: mark });
  if (image && others.length > 0) throw ambiguous(ref, [image, ...others], mark);
  return image;
}

function ambiguous({ regionId }: ImageRef, images: readonly Image[], mark: string): Failure {
  const named = images.map((image) => image.ref.imageId).join(', ');
  return new Failure(
    'GeneralServiceException',
    `Several images in ${regionId} carry the tag ${REQUEST_KEY} with the value ${mark} of this request, and only one of them is its copy: ${named}. None was deleted. Remove the tag from those to keep, then delete the stack again.`,
  );
}

/**
 * Whether the list of images shows anything at all, so that its silence about one image means something: another image of the region, or
 * the source of the copy. Without the permission ECS may answer an empty list.
 */
export async function canSeeImages(cloud: ImageCloud, regionId: string, source?: ImageRef): Promise<boolean> {
  const { images } = await cloud.list(regionId, 1);
  return images.length > 0 || (source !== undefined && (await cloud.find(source)) !== undefined);
}
