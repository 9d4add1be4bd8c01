import { secondsUntil } from '../failure/clock';
import { sayDuration } from '../failure/duration';
import { Failure } from '../failure/failure';
import { begin, type CreationMemory, firstDelaySeconds, routeOf } from './creation';
import { nextDelaySeconds, throttledDelaySeconds } from './polling';
import type { ImageCloud, ImageRef, ImageSpec } from './port';
import type { Start } from './start';
import { startBySearch, stillLost } from './start-by-search';
import { startByToken } from './start-by-token';
import type { StepRuntime, Waiting } from './step';

/**
 * The first step of a creation: starts the image, or remembers that the start has to be repeated.
 *
 * `timeoutSeconds`: the longest time that the creation may take.
 * @throws Failure as `startByToken` and `startBySearch`.
 */
export async function beginImage(
  cloud: ImageCloud,
  spec: ImageSpec,
  timeoutSeconds: number,
  runtime: StepRuntime,
): Promise<{ readonly ref: ImageRef; readonly step: Waiting<CreationMemory> }> {
  const start = await attemptStart(cloud, spec, { first: true });
  const begun = begin(timeoutSeconds, runtime.now());
  const { ref } = start;
  if (start.kind === 'pending') return { ref, step: comeBack(cloud, spec, start.reason, begun, runtime) };
  const memory = { ...begun, ...(start.id !== undefined && { id: start.id }) };
  const message = `${sayWhatIsMade(cloud, spec)} as ${ref.id}`;
  return { ref, step: { kind: 'wait', memory, delaySeconds: firstDelaySeconds(memory), message } };
}

/**
 * A later step of a creation whose start is pending. It repeats the request if the token ensures that all attempts make one image. If not,
 * it first searches for the image.
 *
 * @throws Failure when the time is over, with the reason of the last attempt; the failure that the cloud answers, as in `beginImage`.
 */
export async function followStart(
  cloud: ImageCloud,
  spec: ImageSpec,
  memory: CreationMemory,
  runtime: StepRuntime,
): Promise<Waiting<CreationMemory>> {
  const start = await retryStart(cloud, spec, memory);
  if (start.kind === 'started') {
    const { pending: _, lost: __, ...rest } = memory;
    const started: CreationMemory = { ...rest, id: start.id ?? start.ref.id, copyingSince: runtime.now() };
    const message = `${sayWhatIsMade(cloud, spec)} as ${start.ref.id}`;
    return { kind: 'wait', memory: started, delaySeconds: firstDelaySeconds(started), message };
  }
  return comeBack(cloud, spec, start.reason, memory, runtime);
}

/** Plans the next attempt, unless the time is over. */
function comeBack(
  cloud: ImageCloud,
  spec: ImageSpec,
  reason: Failure,
  memory: CreationMemory,
  { now, random }: StepRuntime,
): Waiting<CreationMemory> {
  const { startedAt, deadline } = memory;
  const lost = memory.lost ?? (reason.answer.maybeDone ? { at: now(), message: reason.message } : undefined);
  const { start } = cloud.facts;
  const soughtSince = start.by === 'token' ? undefined : lost?.at;
  const sought = start.by === 'name' ? start.lostSeconds : Number.POSITIVE_INFINITY;
  const until = soughtSince === undefined ? deadline : Math.min(deadline, soughtSince + sought * 1000);
  const secondsToDeadline = secondsUntil(until, now());
  if (secondsToDeadline === 0) {
    if (lost && soughtSince !== undefined) throw stillLost(lost.message, spec, cloud);
    const tried = sayDuration(secondsUntil(deadline, startedAt));
    throw reason.with(`The start was retried for ${tried} (Timeouts.Create).`);
  }
  const elapsedSeconds = (now() - startedAt) / 1000;
  const delaySeconds =
    reason.code === 'Throttling'
      ? throttledDelaySeconds(random, secondsToDeadline)
      : nextDelaySeconds({ elapsedSeconds, progress: {}, secondsToDeadline });
  const message = `${sayWhatIsMade(cloud, spec)}: will retry: ${reason.message}`;
  return {
    kind: 'wait',
    memory: { ...memory, pending: true, ...(lost && { lost }) },
    delaySeconds,
    message,
  };
}

/**
 * A lost invocation may have started the image, which then has the name. So it is not certain that the name belongs to somebody else, and
 * AlreadyExists never comes with something to delete, as every failure of a creation that has begun does.
 */
async function retryStart(cloud: ImageCloud, spec: ImageSpec, { lost }: CreationMemory): Promise<Start> {
  try {
    return await attemptStart(cloud, spec, { first: false, lost: lost !== undefined });
  } catch (error) {
    throw error instanceof Failure && error.code === 'AlreadyExists' ? error.as('ResourceConflict') : error;
  }
}

/** One attempt, in the way in which this cloud recognises its starts. */
function attemptStart(
  cloud: ImageCloud,
  spec: ImageSpec,
  attempt: { readonly first: boolean; readonly lost?: boolean },
): Promise<Start> {
  return cloud.facts.start.by === 'token' ? startByToken(cloud, spec, attempt) : startBySearch(cloud, spec, attempt);
}

/** What is being created, in the words of a progress event. */
function sayWhatIsMade({ making }: ImageCloud, { source, regionId }: ImageSpec): string {
  return `${making.doing} ${routeOf(making, source, regionId)}`;
}
