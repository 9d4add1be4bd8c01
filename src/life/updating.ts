import type { Now } from '../failure/clock';
import { Failure, mayGoOn } from '../failure/failure';
import { listed } from '../failure/up-to';
import { shownNoLonger } from './absence';
import { absentFrom, locate } from './locate';
import { changesTo, differing, type FormerOrder, isNothing, type Order } from './order';
import { isPlaceholder, sayImage } from './placeholder';
import type { Image, ImageCloud, ImageRef, Source } from './port';
import { isUnfinished } from './states';
import { type Step, type StepRuntime, waitAfter, waitALittle } from './step';

export interface UpdateMemory {
  readonly deadline: number;
  /** As in `RemovalMemory`. */
  readonly looks: number;
  /** No step of this update has seen the image yet. */
  readonly unseen?: boolean;
  /** Since when the list does not show an image that this update has seen. */
  readonly missingSince?: number;
  /** The ID of an image that is identified by its request, once its tag has led to it. */
  readonly id?: string;
}

export interface UpdateRequest {
  readonly order: Order;
  readonly former: FormerOrder;
  /** The source of the image, if both templates name the same source. An image with another source is not the right one. */
  readonly source?: Source;
  /** The name of the image in the former template. */
  readonly name?: string;
  /** @throws Failure if this image cannot become what is ordered. */
  accept(image: Image): void;
}

/** How long an image that was seen may be missing at least, in milliseconds, however late the handlers notice it. */
const MISSING_MS = 60_000;
/** How long an update may wait for the cloud to show the changes, in seconds. */
const CONVERGENCE_SECONDS = 600;

/**
 * Makes an image match the order: polls, sends the differences, polls again, and returns while differences are left.
 *
 * @throws Failure NotFound if the cloud does not show the image, NotStabilized if it does not match the order in time.
 */
export async function updateImage(
  cloud: ImageCloud,
  ref: ImageRef,
  { order, former, source, name, accept }: UpdateRequest,
  memory: UpdateMemory | undefined,
  runtime: StepRuntime,
): Promise<Step<UpdateMemory>> {
  const { now } = runtime;
  const begun = memory ?? { deadline: now() + CONVERGENCE_SECONDS * 1000, looks: 0, unseen: true };
  let remembered: UpdateMemory = begun;
  try {
    const known = { id: begun.id, source, name };
    const located = await locate(cloud, ref, known, begun.unseen ? 'twice' : 'once');
    const { image, madeNothing } = located;
    if (!image && !madeNothing && !begun.unseen) return waitForSight(cloud, ref, begun, now);
    if (!image || madeNothing) throw await absentFrom(cloud, ref, known, located);
    accept(image);
    remembered = {
      ...begun,
      unseen: undefined,
      missingSince: undefined,
      ...(isPlaceholder(ref) && { id: image.ref.id }),
    };
    const unfinished = isUnfinished(image.state);
    const { finished, differs = [] } = unfinished ? {} : await converge(cloud, image, order, former);
    if (finished) return { kind: 'done', image: finished };
    const message = unfinished
      ? `waiting until image ${ref.id} is available, now ${image.status}`
      : `waiting until ${ref.regionId} shows the changes of image ${ref.id}`;
    return waitALittle(remembered, now, message, () => notStabilized(image, differs));
  } catch (error) {
    if (!mayGoOn(error, memory === undefined)) throw error;
    return waitAfter(error, remembered, runtime, `updating image ${ref.id}: will retry: ${error.message}`);
  }
}

/** An update waits only for an image that one of its earlier steps has seen. */
function waitForSight({ facts }: ImageCloud, ref: ImageRef, begun: UpdateMemory, now: Now): Step<UpdateMemory> {
  const { missingSince = now() } = begun;
  const patient = { ...begun, missingSince, deadline: Math.max(begun.deadline, missingSince + MISSING_MS) };
  const message = `waiting until ${ref.regionId} shows ${sayImage(ref)} again`;
  return waitALittle(patient, now, message, () => shownNoLonger(ref, facts));
}

function notStabilized({ ref, status }: Image, differs: readonly string[]): Failure {
  const missing = differs.length === 0 ? 'the changes' : `${listed(differs)} as ordered`;
  return new Failure(
    'NotStabilized',
    `Image ${ref.id} in ${ref.regionId} is ${status} and does not show ${missing} after ${CONVERGENCE_SECONDS} s. Update the stack again or continue its rollback.`,
  );
}

/** What became of an image whose differences were sent. */
export interface Converged {
  /** The image, if it is as ordered. */
  readonly finished?: Image;
  /** What the cloud shows in another way than ordered, in words. */
  readonly differs?: readonly string[];
}

/** Sends the differences, and says what is left of them. */
export async function converge(cloud: ImageCloud, image: Image, order: Order, former: FormerOrder): Promise<Converged> {
  const changes = changesTo(image, order, former, cloud.facts.tags);
  if (isNothing(changes)) return { finished: image };
  await cloud.settle(image.ref, changes);
  const after = await cloud.find(image.ref);
  if (!after) return {};
  const differs = differing(changesTo(after, order, former, cloud.facts.tags), after);
  return differs.length === 0 ? { finished: after } : { differs };
}
