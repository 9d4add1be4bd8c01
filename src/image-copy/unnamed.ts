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

/** The image, found by its ID or by the request that made it; `undefined` if the account has none such. */
export async function locate(cloud: ImageCloud, ref: ImageRef): Promise<Image | undefined> {
  if (!isUnnamed(ref)) return cloud.find(ref);
  const [image] = await cloud.findByTag(ref.regionId, { key: REQUEST_KEY, value: ref.imageId.slice(PREFIX.length) });
  return image;
}
