import { isStarted, type Started, startOf } from './mark';
import type { Order } from './order';
import type { Image, ImageCloud, ImageRef } from './port';
import { recover } from './recover';
import { isUnfinished } from './states';

/** The delay until the removal is tried again, in seconds. */
export const DOUBLE_SECONDS = 30;

/** Images as messages name them. */
export function sayImages(refs: readonly ImageRef[]): string {
  return `${refs.length === 1 ? 'image' : 'images'} ${refs.map(({ id }) => id).join(', ')}`;
}

/**
 * Removes the images that other attempts of the same request made in addition to its image. An invocation that was lost may have started an
 * image that no list showed when the next invocation searched. Such an image still has the mark of its start.
 *
 * @returns the images that still exist or may still exist.
 * @throws Failure
 */
export async function removeDoubles(
  cloud: ImageCloud,
  ref: ImageRef,
  { started }: Pick<Order, 'started'>,
): Promise<readonly ImageRef[]> {
  return started ? removeStarted(cloud, ref, started, { name: started.name }) : [];
}

/**
 * Does the same for an image that is to be deleted, if it still shows how it was started. Its name may have changed since then, and those
 * of the others have not.
 */
export async function removeDoublesOf(cloud: ImageCloud, image: Image): Promise<readonly ImageRef[]> {
  const started = startOf(image);
  return started ? removeStarted(cloud, image.ref, started, {}) : [];
}

async function removeStarted(
  cloud: ImageCloud,
  { regionId, id }: ImageRef,
  started: Started,
  among: { readonly name?: string },
): Promise<readonly ImageRef[]> {
  const found = await recover(cloud, { regionId, ...among });
  const doubles = found.filter((image) => image.ref.id !== id && isStarted(started, image));
  for (const { ref, state } of doubles) {
    if (!isUnfinished(state)) await cloud.remove(ref, { force: true, remains: true });
  }
  return doubles.map(({ ref }) => ref);
}
