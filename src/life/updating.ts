import { Failure, mayPass } from '../failure/failure';
import { shortDelaySeconds } from './polling';
import type { Image, ImageCloud, ImageRef } from './port';
import { isUnfinished } from './states';
import { type Now, type Step, secondsUntil } from './step';
import { applyChanges, type CopyWish, changesTo, type FormerWish, isNothing, isSettled } from './wish';

export interface UpdateMemory {
  readonly deadline: number;
  readonly looks: number;
  /** Since when the list does not show an image that this update has seen. */
  readonly missingSince?: number;
}

export interface UpdateRequest {
  readonly wish: CopyWish;
  readonly former: FormerWish;
  /** Throws if the wish cannot be had of this image. */
  accept(image: Image): void;
}

/** How long an image that was seen may be missing at least, in milliseconds, however late its absence is noticed. */
const MISSING_MS = 60_000;
/** How long an update may wait for the cloud to show what it was told, in seconds. */
const SETTLE_SECONDS = 600;

/**
 * Brings a copy to the wish: looks, sends the differences, looks again, and comes back while differences are left.
 *
 * @throws Failure NotFound if ECS does not show the copy, NotStabilized if it does not come to the wish in time.
 */
export async function updateCopy(
  cloud: ImageCloud,
  ref: ImageRef,
  { wish, former, accept }: UpdateRequest,
  memory: UpdateMemory | undefined,
  now: Now,
): Promise<Step<UpdateMemory>> {
  const current = memory ?? { deadline: now() + SETTLE_SECONDS * 1000, looks: 0 };
  try {
    const image = await cloud.find(ref, memory === undefined ? 'twice' : 'once');
    if (!image) {
      // Only what an earlier step has seen can be waited for.
      if (memory === undefined) throw notShown(ref);
      const { missingSince = now() } = memory;
      const patient = { ...memory, missingSince, deadline: Math.max(memory.deadline, missingSince + MISSING_MS) };
      return wait(patient, now, `waiting until ${ref.regionId} shows image ${ref.imageId} again`, missing(ref));
    }
    accept(image);
    const shown = { ...current, missingSince: undefined };
    const unfinished = isUnfinished(image.state);
    const settled = unfinished ? undefined : await converge(cloud, image, wish, former);
    if (settled) return { kind: 'done', image: settled };
    const message = unfinished
      ? `waiting until image ${ref.imageId} is Available, now ${image.status}`
      : `waiting until ${ref.regionId} shows the changes of image ${ref.imageId}`;
    return wait(shown, now, message, notStabilized(image));
  } catch (error) {
    if (memory === undefined || !mayPass(error)) throw error;
    return wait(current, now, `updating image ${ref.imageId}: will ask again: ${error.message}`, error);
  }
}

/** Waits a little, or gives up with `reason` when the time is over. */
function wait(memory: UpdateMemory, now: Now, message: string, reason: Failure): Step<UpdateMemory> {
  const secondsLeft = secondsUntil(memory.deadline, now());
  if (secondsLeft === 0) throw reason;
  const delaySeconds = shortDelaySeconds(memory.looks, secondsLeft);
  return { kind: 'wait', memory: { ...memory, looks: memory.looks + 1 }, delaySeconds, message };
}

function notStabilized({ ref, status }: Image): Failure {
  return new Failure(
    'NotStabilized',
    `Image ${ref.imageId} in ${ref.regionId} is ${status} and does not show the changes after ${SETTLE_SECONDS} s. Update the stack again or continue its rollback.`,
  );
}

/** Sends what differs; the image once it is as wished, or `undefined` while the cloud still shows something else. */
export async function converge(
  cloud: ImageCloud,
  image: Image,
  wish: CopyWish,
  former: FormerWish,
): Promise<Image | undefined> {
  const changes = changesTo(image, wish, former);
  if (isNothing(changes)) return image;
  await applyChanges(cloud, image.ref, changes);
  const after = await cloud.find(image.ref);
  return after && isSettled(changesTo(after, wish, former), after) ? after : undefined;
}

/**
 * The failure for an image that READ or UPDATE looks for and two answers in a row do not show. CloudFormation takes NotFound for
 * "deleted outside of the stack", and the contract wants it at once. One empty answer may come from a list that lags behind; a second one, a
 * moment later, leaves the missing permission, which ECS has answered with an empty list, and another account's credentials. Neither
 * loses anything: READ only reports, a failed UPDATE is rolled back, and a DELETE never relies on the list.
 */
export function notShown({ imageId, regionId }: ImageRef): Failure {
  return new Failure(
    'NotFound',
    `ECS does not show an image ${imageId} of this account in ${regionId}. It was deleted outside of CloudFormation, or the credentials of the type configuration belong to another account or may not call ecs:DescribeImages there. If it is gone, replace the resource or take it out of the template; a rollback that fails on it continues with --resources-to-skip.`,
  );
}

function missing({ imageId, regionId }: ImageRef): Failure {
  return new Failure(
    'NotStabilized',
    `ECS no longer shows image ${imageId} in ${regionId}, which this update has seen. If it was not deleted outside of CloudFormation, check that the credentials of the type configuration may call ecs:DescribeImages there, then update the stack again or continue its rollback.`,
  );
}
