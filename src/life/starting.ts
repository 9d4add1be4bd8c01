import { secondsUntil } from '../failure/clock';
import { sayDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import { begin, type CreationMemory, firstDelaySeconds, routeOf } from './creation';
import { nextDelaySeconds, throttledDelaySeconds } from './polling';
import type { Image, ImageCloud, ImageRef, ImageSpec, Making } from './port';
import type { StepRuntime, Waiting } from './step';
import { isFrom, REQUEST_KEY, sourceOf, tagValue } from './tags';
import { unnamed } from './unnamed';

/**
 * How a start ended: with an image or, `pending`, with none, for a reason that passes: the request is to be repeated later. Until then the
 * image is called by its request.
 */
type Start =
  | { readonly kind: 'started'; readonly ref: ImageRef }
  | { readonly kind: 'pending'; readonly ref: ImageRef; readonly reason: Failure };

/**
 * The first step of a creation: starts the image, or remembers that the start is to be repeated.
 *
 * `timeoutSeconds`: the longest time that the creation may take.
 * @throws Failure as `startImage`.
 */
export async function beginImage(
  cloud: ImageCloud,
  spec: ImageSpec,
  timeoutSeconds: number,
  runtime: StepRuntime,
): Promise<{ readonly ref: ImageRef; readonly step: Waiting<CreationMemory> }> {
  const start = await startImage(cloud, spec);
  const memory = begin(timeoutSeconds, runtime.now());
  const { ref } = start;
  if (start.kind === 'pending') return { ref, step: comeBack(cloud, spec, start.reason, memory, runtime) };
  const message = `${sayWhatIsMade(cloud, spec)} as ${ref.id}`;
  return { ref, step: { kind: 'wait', memory, delaySeconds: firstDelaySeconds(memory), message } };
}

/**
 * Starts an image and finds it again where the answer was lost or its name is said to be taken.
 *
 * @throws Failure AlreadyExists if another image has the name, or what the cloud says; with what may be `left` where nobody knows whether
 * the image was started.
 */
async function startImage(cloud: ImageCloud, spec: ImageSpec): Promise<Start> {
  try {
    return { kind: 'started', ref: await cloud.start(spec) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const maybeDone = error.answer.maybeDone === true;
    // It was not carried out, and to look whether an earlier one was would only add calls: the repetition shows it.
    const ref = !maybeDone && mayBeTakenLater(error) ? unnamed(spec) : undefined;
    if (ref) return { kind: 'pending', ref, reason: error };
    if (!maybeDone && !error.passing && error.code !== 'AlreadyExists') throw error;
    const mark = tagValue(spec.tags, REQUEST_KEY);
    const namesakes = mark === undefined ? [] : await lookForNamesakes(cloud, spec);
    const own = namesakes.find((image) => isOwn(image, spec));
    if (own) return { kind: 'started', ref: own.ref };
    const later = error.answer.busy ? unnamed(spec) : undefined;
    // It may be busy with an attempt whose answer was lost: a later repetition is told which image that made.
    if (maybeDone && later) return { kind: 'pending', ref: later, reason: error };
    if (maybeDone && namesakes.every((image) => mayBeOwn(image, cloud.making))) throw lost(error, spec, cloud);
    throw error.code === 'AlreadyExists' && namesakes.length === 0
      ? takenByNobody(error, spec, cloud.facts.service)
      : error;
  }
}

/** An unreachable service is not among it: nobody should wait for hours to be told of a wrong endpoint. */
function mayBeTakenLater({ code, answer }: Failure): boolean {
  return answer.busy === true || code === 'Throttling';
}

/**
 * A later step of a creation whose start is pending: repeats the request, whose token makes one image of all attempts.
 *
 * @throws Failure when the time is over, with the reason of the last attempt; what the cloud says, as `startImage`.
 */
export async function startAgain(
  cloud: ImageCloud,
  spec: ImageSpec,
  memory: CreationMemory,
  runtime: StepRuntime,
): Promise<Waiting<CreationMemory>> {
  const start = await startOnceMore(cloud, spec);
  if (start.kind === 'started') {
    const { pending: _, maybeStarted: __, ...rest } = memory;
    const started: CreationMemory = { ...rest, id: start.ref.id, copyingSince: runtime.now() };
    const message = `${sayWhatIsMade(cloud, spec)} as ${start.ref.id}`;
    return { kind: 'wait', memory: started, delaySeconds: firstDelaySeconds(started), message };
  }
  return comeBack(cloud, spec, start.reason, memory, runtime);
}

/** The start is to be repeated, unless its time is over. */
function comeBack(
  cloud: ImageCloud,
  spec: ImageSpec,
  reason: Failure,
  memory: CreationMemory,
  { now, random }: StepRuntime,
): Waiting<CreationMemory> {
  const { startedAt, deadline } = memory;
  const secondsToDeadline = secondsUntil(deadline, now());
  if (secondsToDeadline === 0) {
    const tried = sayDuration(secondsUntil(deadline, startedAt));
    throw reason.with(`The start was repeated for ${tried} (Timeouts.Create).`);
  }
  const elapsedSeconds = (now() - startedAt) / 1000;
  const delaySeconds =
    reason.code === 'Throttling'
      ? throttledDelaySeconds(random, secondsToDeadline)
      : nextDelaySeconds({ elapsedSeconds, progress: {}, secondsToDeadline });
  const message = `${sayWhatIsMade(cloud, spec)}: will ask again: ${reason.message}`;
  const maybeStarted = memory.maybeStarted ?? reason.answer.maybeDone;
  return {
    kind: 'wait',
    memory: { ...memory, pending: true, ...(maybeStarted && { maybeStarted }) },
    delaySeconds,
    message,
  };
}

/** An invocation that was lost may have started the image, which then has the name: that it is somebody else's is not certain. */
async function startOnceMore(cloud: ImageCloud, spec: ImageSpec): Promise<Start> {
  try {
    return await startImage(cloud, spec);
  } catch (error) {
    throw error instanceof Failure && error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  }
}

/** What a progress event says is being made. */
function sayWhatIsMade({ making }: ImageCloud, { source, regionId }: ImageSpec): string {
  return `${making.doing} ${routeOf(making, source, regionId)}`;
}

/** Whether the image is the one that `spec` asks for: the same request and the same source. */
function isOwn({ tags }: Image, spec: ImageSpec): boolean {
  const mark = tagValue(tags, REQUEST_KEY);
  const ours = mark !== undefined && [tagValue(spec.tags, REQUEST_KEY), spec.formerMark].includes(mark);
  return ours && isFrom(tags, spec.source);
}

/** Whether an image of the name may be ours, with tags that the cloud does not show yet. A name is that of one image only. */
function mayBeOwn(image: Image, { mayHaveMade }: Making): boolean {
  const { tags } = image;
  return mayHaveMade(image) && tagValue(tags, REQUEST_KEY) === undefined && sourceOf(tags) === undefined;
}

/** A name that is taken although no image shows it. An attempt whose invocation was lost may have taken it: nothing else tells the reader. */
function takenByNobody(error: Failure, { name, regionId }: ImageSpec, service: string): Failure {
  return error.with(
    `${service} does not show the image of that name: if an earlier attempt made it, delete image "${name}" in ${regionId} by hand.`,
  );
}

async function lookForNamesakes(cloud: ImageCloud, spec: ImageSpec): Promise<readonly Image[]> {
  try {
    return (await cloud.recover?.(spec)) ?? [];
  } catch (error) {
    // The look-up is a second chance only: the failure that made it necessary is the one to report.
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** Nobody knows whether there is an image: CloudFormation gets something to delete it by, or the reader a name to look for. */
function lost(error: Failure, spec: ImageSpec, { facts, making }: ImageCloud): Failure {
  // A name that is taken by an image that nobody sees may be taken by ours. AlreadyExists would say that it is somebody else's, and
  // never comes with something to delete; a repetition finds out.
  const known = error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  const failure = known.with(
    `Perhaps ${facts.service} started the ${making.noun} all the same: image "${spec.name}" in ${spec.regionId}. A repetition of the request finds it;`,
  );
  const left = unnamed(spec);
  return left
    ? failure.with('a rollback deletes it.').leaving(left)
    : failure.with('after a rollback look for it, and delete it by hand.');
}
