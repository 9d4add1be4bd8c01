import { Failure } from '../failure/failure';
import { COPY_WORDS } from '../life/copy-words';
import { placeholderRef } from '../life/placeholder';
import type { Image, ImageRef, ImageSpec, Making, Source } from '../life/port';
import { isUnfinished } from '../life/states';
import type { HuaweiAccess } from './access';
import type { HuaweiCalls } from './client';
import { stateOf } from './image';
import { COPY_ACROSS_REGIONS, COPY_IN_REGION } from './ims';
import { listImages } from './ims-calls';
import type { ImsProperties } from './property';
import { checkTarget } from './target-project';

/** Images that IMS copies from another image, within its region or to another one. */
export const COPYING: Making = {
  ...COPY_WORDS,
  mayHaveMade: ({ copied, shown }: Image, source?: Source) =>
    // The ID is enough, because it is a UUID. The region of the source may be only assumed, and the image may not name it.
    copied && (source?.image === undefined || shown.SourceImageId === source.image.id),
  snapshotsOf: () => [],
};

/** The call that copies an image from one region to another, or within it. */
export function copyBetween(from: string, to: string): typeof COPY_IN_REGION {
  return from === to ? COPY_IN_REGION : COPY_ACROSS_REGIONS;
}

/**
 * Starts a copy. The call goes to the region of the source. The description contains the mark of the request until the image is available.
 *
 * @throws Failure
 */
export async function startImsCopy(
  calls: HuaweiCalls,
  spec: ImageSpec,
  properties: ImsProperties,
  { projectIds }: Pick<HuaweiAccess, 'projectIds'>,
): Promise<ImageRef> {
  const { source, regionId, name, properties: values } = spec;
  const { regionId: from, id: imageId } = source.image ?? { regionId, id: '' };
  const sent = Object.entries(values).flatMap(([property, value]) => {
    const member = properties[property]?.sent;
    return member === undefined || (from !== regionId && member === PROJECT) ? [] : [[member, value] as const];
  });
  const across = from === regionId ? {} : { region: regionId, project_name: regionId };
  const body = { name, description: placeholderRef(spec)?.id ?? '', ...across, ...Object.fromEntries(sent) };
  const asked = { places: { image_id: imageId }, body };
  const target = from === regionId ? undefined : projectIds.get(regionId);
  if (target !== undefined) await checkTarget(calls, regionId, target);
  try {
    const { jobId } = await calls.call(copyBetween(from, regionId), from, asked);
    return { regionId, id: jobId };
  } catch (error) {
    throw error instanceof Failure && error.answer.vendorCode === UNAVAILABLE
      ? await whetherItPasses(calls, { regionId: from, id: imageId }, error)
      : error;
  }
}

/** CopyImageCrossRegion has no such member: the copy is in the default project. */
const PROJECT = 'enterprise_project_id';

/** The code of IMS if the source is not active, whatever its status is. */
const UNAVAILABLE = 'IMG.0046';

/** A source that is being created will be active. A source that has failed or is gone will not, so nobody has to wait for it. */
async function whetherItPasses(calls: HuaweiCalls, { regionId, id }: ImageRef, refusal: Failure): Promise<Failure> {
  try {
    const [source] = await listImages(calls, regionId, { id });
    return source && !isUnfinished(stateOf(source)) ? refusal.notBusy() : refusal;
  } catch (error) {
    // The look-up only decides how long to wait. The refusal is what to report.
    if (error instanceof Failure) return refusal;
    throw error;
  }
}
