import type { Now } from '../failure/clock';
import { Failure, mayPass } from '../failure/failure';
import { notShown, shownNoLonger } from './absence';
import { changesTo, type FormerOrder, isConverged, isNothing, type Order } from './order';
import type { Image, ImageCloud, ImageRef } from './port';
import { isUnfinished } from './states';
import { type Step, waitALittle } from './step';
import { isUnnamed, locate } from './unnamed';

export interface UpdateMemory {
  readonly deadline: number;
  readonly looks: number;
  /** Since when the list does not show an image that this update has seen. */
  readonly missingSince?: number;
  /** The ID of an image that is called by its request, once its tag has led to it. */
  readonly id?: string;
}

export interface UpdateRequest {
  readonly order: Order;
  readonly former: FormerOrder;
  /** @throws Failure if this image cannot become what is ordered. */
  accept(image: Image): void;
}

/** How long an image that was seen may be missing at least, in milliseconds, however late its absence is noticed. */
const MISSING_MS = 60_000;
/** How long an update may wait for the cloud to show what it was told, in seconds. */
const CONVERGENCE_SECONDS = 600;

/**
 * Brings an image to the order: looks, sends the differences, looks again, and comes back while differences are left.
 *
 * @throws Failure NotFound if the cloud does not show the image, NotStabilized if it does not come to the order in time.
 */
export async function updateImage(
  cloud: ImageCloud,
  ref: ImageRef,
  { order, former, accept }: UpdateRequest,
  memory: UpdateMemory | undefined,
  now: Now,
): Promise<Step<UpdateMemory>> {
  const current = memory ?? { deadline: now() + CONVERGENCE_SECONDS * 1000, looks: 0 };
  try {
    const image = await locate(
      cloud,
      ref,
      { id: memory?.id, source: order.source },
      memory === undefined ? 'twice' : 'once',
    );
    if (!image) {
      // Only what an earlier step has seen can be waited for.
      if (memory === undefined) throw notShown(ref, cloud.facts);
      const { missingSince = now() } = memory;
      const patient = { ...memory, missingSince, deadline: Math.max(memory.deadline, missingSince + MISSING_MS) };
      const message = `waiting until ${ref.regionId} shows image ${ref.id} again`;
      return waitALittle(patient, now, message, () => shownNoLonger(ref, cloud.facts));
    }
    accept(image);
    const shown = { ...current, missingSince: undefined, ...(isUnnamed(ref) && { id: image.ref.id }) };
    const unfinished = isUnfinished(image.state);
    const converged = unfinished ? undefined : await converge(cloud, image, order, former);
    if (converged) return { kind: 'done', image: converged };
    const message = unfinished
      ? `waiting until image ${ref.id} is Available, now ${image.status}`
      : `waiting until ${ref.regionId} shows the changes of image ${ref.id}`;
    return waitALittle(shown, now, message, () => notStabilized(image));
  } catch (error) {
    if (memory === undefined || !mayPass(error)) throw error;
    return waitALittle(current, now, `updating image ${ref.id}: will ask again: ${error.message}`, () => error);
  }
}

function notStabilized({ ref, status }: Image): Failure {
  return new Failure(
    'NotStabilized',
    `Image ${ref.id} in ${ref.regionId} is ${status} and does not show the changes after ${CONVERGENCE_SECONDS} s. Update the stack again or continue its rollback.`,
  );
}

/** Sends what differs; the image once it is as ordered, or `undefined` while the cloud still shows something else. */
export async function converge(
  cloud: ImageCloud,
  image: Image,
  order: Order,
  former: FormerOrder,
): Promise<Image | undefined> {
  const changes = changesTo(image, order, former, cloud.facts.tags);
  if (isNothing(changes)) return image;
  await cloud.settle(image.ref, changes);
  const after = await cloud.find(image.ref);
  return after && isConverged(changesTo(after, order, former, cloud.facts.tags), after) ? after : undefined;
}
