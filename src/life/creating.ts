import { type Now, secondsUntil } from '../failure/clock';
import { LAST_WORD_SECONDS, sayDuration } from '../failure/duration';
import { Failure, mayPass } from '../failure/failure';
import { lostSight } from './absence';
import { cleanUp, LATE_CLEAN_UP, TIMED_OUT } from './clean-up';
import { type Creation, type CreationMemory, type Finishing, type Reason, routeOf } from './creation';
import { DOUBLE_SECONDS, removeDoubles, sayImages } from './doubles';
import { findByJob, inTheMaking, type Located } from './job';
import { NOTHING_BEFORE, type Order } from './order';
import { isOfJob } from './placeholder';
import {
  estimateSecondsLeft,
  nextDelaySeconds,
  queuedDelaySeconds,
  throttledDelaySeconds,
  understood,
} from './polling';
import type { Image, ImageCloud, ImageRef } from './port';
import { beginRemoval, INVISIBLE_SECONDS } from './removal';
import { percentOf, sayFailed, sayImageFailed, sayLate, sayUnknown } from './said';
import { STATES } from './states';
import type { Step, StepRuntime } from './step';
import { converge } from './updating';

/** How long an image may be missing at least before the creation fails, in seconds. One empty answer proves nothing. */
const MISSING_SECONDS = 60;
/** How long after the deadline the handlers wait for a missing answer, or for a finished image to show all changes, in seconds. */
const GRACE_SECONDS = 300;
/** The longest delay between two polls after the deadline, in seconds. */
const GRACE_DELAY_SECONDS = 30;

/**
 * One step of watching an image: done once the image is available, usable and as ordered. Cleans up if the image fails or takes too long.
 *
 * @throws Failure after the clean-up, with the reason and what is left behind, if anything.
 */
export async function followCreation(
  cloud: ImageCloud,
  ref: ImageRef,
  order: Order,
  memory: CreationMemory,
  { now, random }: StepRuntime,
): Promise<Step<CreationMemory>> {
  const route = routeOf(cloud.making, order.source, ref.regionId);
  const creation: Creation = { cloud, ref: { ...ref, id: memory.id ?? ref.id }, order, now, random, route };
  return memory.failure ? giveUp(creation, memory, memory.failure) : watch(creation, memory);
}

async function watch(creation: Creation, memory: CreationMemory): Promise<Step<CreationMemory>> {
  const { ref, now } = creation;
  const secondsLeft = secondsUntil(memory.deadline, now());
  // After the deadline, only a missing answer and changes that do not show yet get a little more time.
  const patience =
    secondsLeft || Math.min(GRACE_DELAY_SECONDS, secondsUntil(memory.deadline + GRACE_SECONDS * 1000, now()));

  let polled: Poll;
  try {
    polled = await poll(creation, memory);
  } catch (error) {
    if (!mayComeRight(error) || patience === 0) throw error;
    return askAgain(creation, memory, patience, error);
  }
  const { located, finished, refused, doubles } = polled;
  if (finished && doubles.length === 0) return { kind: 'done', image: finished };

  const { image } = located;
  const id = image?.ref.id ?? located.id;
  const known = id === undefined || id === ref.id ? memory : { ...memory, id };
  if (!image) return watchInvisible(creation, known, patience);
  const seen = seenAs(image, known, now);
  if (doubles.length > 0) return waitForDoubles(creation, seen, patience, doubles);
  if (STATES[image.state].creating === 'clean-up') {
    return cleanUp(creation, seen, { code: codeOf(image), message: sayImageFailed(creation, image) });
  }
  const late = isReady(image) ? patience === 0 : secondsLeft === 0;
  if (late) return timeOut(creation, seen, image, polled);
  const said = describe(creation, image, (now() - seen.copyingSince) / 1000) + sayUnknown(creation.cloud, refused);
  return pollLater(creation, seen, patience, said, image);
}

/** What a poll has found. */
interface Poll extends Finishing {
  readonly located: Located;
  /** The images that other attempts of the request made, if the image is finished. They are being removed. */
  readonly doubles: readonly ImageRef[];
}

/** One poll: finds the image or its job. Once the image is usable, it also makes the image as ordered and removes its doubles. */
async function poll(creation: Creation, memory: CreationMemory): Promise<Poll> {
  const located = asUnderstood(await locateMade(creation), memory);
  const { image } = located;
  const finishing = image && isReady(image) ? await finish(creation, image) : {};
  const { finished } = finishing;
  const doubles = finished ? await removeDoubles(creation.cloud, finished.ref, creation.order) : [];
  return { located, ...finishing, doubles };
}

/** The image that a creation watches, or the job that creates it. */
async function locateMade({ cloud, ref, order }: Creation): Promise<Located> {
  if (!isOfJob(ref)) return { image: await cloud.find(ref) };
  const located = await findByJob(cloud, ref, order);
  // If the answer says nothing about a running job, the job has not ended.
  const silent = located.image === undefined && located.id === undefined;
  return silent ? { image: inTheMaking(ref, { status: 'unknown', progress: {} }) } : located;
}

/** What was found, with its progress corrected by earlier polls. */
function asUnderstood(located: Located, { percent }: CreationMemory): Located {
  const { image } = located;
  return image ? { ...located, image: { ...image, progress: understood(image.progress, percent) } } : located;
}

/** A lost answer may have led to a second image. The creation is done only when that image is removed. */
function waitForDoubles(
  creation: Creation,
  memory: CreationMemory,
  patience: number,
  doubles: readonly ImageRef[],
): Step<CreationMemory> {
  const { cloud, route, ref } = creation;
  const images = sayImages(doubles);
  if (patience === 0) {
    throw new Failure(
      'NotStabilized',
      `The ${cloud.making.noun} of ${route} is done, but another attempt of the same request also created ${images} in ${ref.regionId} and could not remove it. Delete by hand what that attempt created.`,
    );
  }
  return {
    kind: 'wait',
    memory,
    delaySeconds: Math.min(DOUBLE_SECONDS, patience),
    message: `${cloud.making.done} ${route}: removing ${images}, which an earlier attempt made`,
  };
}

/** NotFound and AlreadyExists would be untrue: the creation of the resource has begun. */
function codeOf({ reason }: Image): Failure['code'] {
  const aboutResource = reason?.code === 'NotFound' || reason?.code === 'AlreadyExists';
  return reason === undefined || aboutResource ? 'GeneralServiceException' : reason.code;
}

/** What is remembered of an image that the cloud shows. A queued image is not being created yet. A job is not yet the image. */
function seenAs({ state, ref, progress }: Image, memory: CreationMemory, now: Now): CreationMemory {
  if (isOfJob(ref)) return { ...memory, missingSince: undefined, percent: progress.percent ?? memory.percent };
  return { ...memory, seen: true, missingSince: undefined, ...(state === 'queued' && { copyingSince: now() }) };
}

/**
 * Whether it helps to poll again. This is so for errors that may be temporary, and if the cloud is still busy with an image that it calls
 * finished.
 */
function mayComeRight(error: unknown): error is Failure {
  return mayPass(error) || (error instanceof Failure && error.code === 'ResourceConflict');
}

/** The step after a poll that failed with an error that may be temporary. */
function askAgain(creation: Creation, memory: CreationMemory, patience: number, error: Failure): Step<CreationMemory> {
  const { cloud, random, route } = creation;
  const message = `${cloud.making.doing} ${route}: will retry: ${error.message}`;
  if (error.code !== 'Throttling') return pollLater(creation, memory, patience, message);
  return { kind: 'wait', memory, delaySeconds: throttledDelaySeconds(random, patience), message };
}

/**
 * Remembers the decision before anything is cancelled: if an invocation is lost, its repetition has to know why the image was cancelled.
 * `finishing`: why an image that is finished is not taken.
 */
function timeOut(creation: Creation, memory: CreationMemory, image: Image, finishing: Finishing): Step<CreationMemory> {
  const { cloud, now } = creation;
  const { cancel, making } = cloud;
  const message = sayLate(creation, image, secondsUntil(memory.deadline, memory.startedAt), finishing);
  // A job is not yet the image.
  const removal = beginRemoval(LATE_CLEAN_UP, now(), isOfJob(image.ref) ? undefined : making.snapshotsOf(image));
  return {
    kind: 'wait',
    memory: { ...memory, failure: { code: TIMED_OUT, message }, removal },
    delaySeconds: 1,
    snapshotIds: removal.snapshotIds,
    message: `${message} ${nextOf(image, cancel !== undefined)}`,
  };
}

/** What becomes of an image that has taken too long. */
function nextOf(image: Image, canBeCancelled: boolean): string {
  if (isReady(image)) return 'Deleting it.';
  return canBeCancelled ? 'Cancelling it.' : 'It will be deleted when it has finished.';
}

/** Cleans up after a failure. If a late image has finished before it could be cancelled, the creation succeeds after all. */
async function giveUp(creation: Creation, memory: CreationMemory, reason: Reason): Promise<Step<CreationMemory>> {
  const { looks, uncancellable } = memory.removal ?? { looks: 0, uncancellable: false };
  const mayBeDone = reason.code === TIMED_OUT && looks === 0 && !uncancellable;
  if (!mayBeDone) return cleanUp(creation, memory, reason);
  const { finished, refused, doubles } = await poll(creation, memory).catch(whyUnknown);
  if (finished && doubles.length === 0) return { kind: 'done', image: finished };
  if (finished) {
    const patience = secondsUntil(memory.startedAt + LAST_WORD_SECONDS * 1000, creation.now());
    return waitForDoubles(creation, memory, patience, doubles);
  }
  return cleanUp(creation, memory, { ...reason, lastPoll: refused && sayFailed(refused) });
}

/** A poll that failed: it is not known whether the image has finished and is as ordered. */
function whyUnknown(error: unknown): Omit<Poll, 'located'> {
  if (error instanceof Failure) return { refused: error, doubles: [] };
  throw error;
}

/** A cloud may call an image finished before instances can be created from it. */
function isReady(image: Image): boolean {
  return STATES[image.state].creating === 'done' && image.usable !== false;
}

/** Sends what the start could not set and what the cloud may not have kept of it. */
async function finish({ cloud, order }: Creation, image: Image): Promise<Finishing> {
  try {
    return await converge(cloud, image, order, NOTHING_BEFORE);
  } catch (error) {
    // The image is new, and one part of the cloud does not know it yet.
    if (error instanceof Failure && error.code === 'NotFound') return { refused: error };
    throw error;
  }
}

/** The step if the cloud does not show the image: not yet, or no longer if it was seen before. */
function watchInvisible(creation: Creation, memory: CreationMemory, secondsToDeadline: number): Step<CreationMemory> {
  const { cloud, ref, now, route } = creation;
  // The start may have been retried for a while. The image is not older than the attempt that succeeded.
  const { seen, copyingSince, missingSince = now() } = memory;
  const since = seen ? missingSince : copyingSince;
  // An image that a job created is as old as the end of the job.
  const youngSince = cloud.job ? missingSince : copyingSince;
  const until = seen ? missingSince : youngSince + INVISIBLE_SECONDS * 1000;
  // Even if the first poll is late, one empty answer proves nothing.
  const atLeast = secondsUntil(missingSince + MISSING_SECONDS * 1000, now());
  const patience = Math.max(atLeast, Math.min(secondsToDeadline, secondsUntil(until, now())));
  if (patience === 0) {
    throw lostSight(route, ref, { seen, missingSeconds: (now() - since) / 1000 }, cloud);
  }
  return pollLater(
    creation,
    { ...memory, missingSince },
    patience,
    `${cloud.making.doing} ${route}: ${seen ? 'no longer visible' : 'not visible yet'}`,
  );
}

/** Polls again when the answer is likely to be new. `image`: what this step has found. */
function pollLater(
  { now }: Creation,
  memory: CreationMemory,
  secondsToDeadline: number,
  message: string,
  image?: Image,
): Step<CreationMemory> {
  const secondsSince = (moment: number) => (now() - moment) / 1000;
  const delaySeconds =
    image?.state === 'queued'
      ? queuedDelaySeconds(secondsSince(memory.startedAt), secondsToDeadline)
      : nextDelaySeconds({
          elapsedSeconds: secondsSince(memory.copyingSince),
          progress: image?.progress ?? {},
          secondsToDeadline,
        });
  return { kind: 'wait', memory, delaySeconds, message };
}

function describe({ cloud: { making }, route }: Creation, image: Image, elapsedSeconds: number): string {
  if (image.state === 'queued') return `${making.waiting} ${route}`;
  if (STATES[image.state].creating === 'done') {
    const { regionId, id } = image.ref;
    const what = isReady(image) ? `${regionId} shows the changes of image ${id}` : `image ${id} can be used`;
    return `${making.done} ${route}: waiting until ${what}`;
  }
  const left = estimateSecondsLeft({ elapsedSeconds, progress: image.progress });
  const state = image.state === 'unknown' ? ` (${image.status})` : '';
  return `${making.doing} ${route}${state}${percentOf(image)}${left ? `, about ${sayDuration(left)} left` : ''}`;
}
