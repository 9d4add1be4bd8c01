import { LAST_WORD_SECONDS } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { Creation, CreationMemory, Reason } from './creation';
import { DOUBLE_SECONDS, removeDoubles, sayImages } from './doubles';
import type { ImageRef } from './port';
import { beginRemoval, type RemovalMemory, type RemovalOptions } from './removal';
import { removeImage } from './removing';
import type { Step } from './step';

/** The clean-up after a failed creation; it may wait for one that cannot be cancelled. */
const CLEAN_UP: RemovalOptions = { force: true, snapshots: true, made: true, timeoutSeconds: 1800, patient: true };
/** As above; an image that turns out to be finished is looked at before it is deleted. */
export const LATE_CLEAN_UP: RemovalOptions = { ...CLEAN_UP, spareFinished: true };

/** A creation that takes longer than its template allows. */
export const TIMED_OUT: Failure['code'] = 'NotStabilized';

/** Removes what a failed creation left, then fails; what goes wrong meanwhile is added to the message, never in its place. */
export async function cleanUp(
  { cloud, ref, order, now, random }: Creation,
  memory: CreationMemory,
  failure: Reason,
): Promise<Step<CreationMemory>> {
  const end = (sentence: string): Failure => new Failure(failure.code, `${failure.message} ${sentence}`);
  const endsAt = memory.startedAt + LAST_WORD_SECONDS * 1000;
  let step: Step<RemovalMemory>;
  let doubles: readonly ImageRef[] = [];
  try {
    const { source, started } = order;
    const options = { ...(failure.code === TIMED_OUT ? LATE_CLEAN_UP : CLEAN_UP), source, started, endsAt };
    step = await removeImage(cloud, ref, options, memory.removal ?? beginRemoval(options, now()), {
      now,
      random,
    });
    if (step.kind === 'done') doubles = await removeDoubles(cloud, ref, order);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw end(
      `Cleaning up failed too, image ${ref.id} in ${ref.regionId} or its snapshots may be left: ${error.message}`,
    );
  }
  if (step.kind === 'done' && doubles.length > 0 && now() < endsAt) {
    const message = `${failure.message} Cleaning up: removing ${sayImages(doubles)}, which an earlier attempt made`;
    return { kind: 'wait', memory: { ...memory, failure }, delaySeconds: DOUBLE_SECONDS, message };
  }
  if (step.kind === 'done')
    throw end(
      doubles.length === 0
        ? 'What it had made was removed.'
        : `Delete ${sayImages(doubles)} in ${ref.regionId} by hand.`,
    );
  const { delaySeconds, message, snapshotIds } = step;
  return {
    kind: 'wait',
    memory: { ...memory, failure, removal: step.memory },
    delaySeconds,
    snapshotIds,
    message: `${failure.message} Cleaning up: ${message}`,
  };
}
