import { LAST_WORD_SECONDS } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { Creation, CreationMemory, Reason } from './creation';
import { DOUBLE_SECONDS, removeDoubles, sayImages } from './doubles';
import { sayImage } from './placeholder';
import type { ImageRef } from './port';
import { beginRemoval, type RemovalMemory, type RemovalOptions } from './removal';
import { removeImage } from './removing';
import type { Step } from './step';

/** The clean-up after a failed creation. It may wait until a creation that cannot be cancelled has ended. */
const CLEAN_UP: RemovalOptions = { force: true, remains: true, made: true, timeoutSeconds: 1800 };
/** The clean-up after a time-out. If the image turns out to be finished, it is checked before it is deleted. */
export const LATE_CLEAN_UP: RemovalOptions = { ...CLEAN_UP, spareFinished: true };

/** The code of a creation that takes longer than its template allows. */
export const TIMED_OUT: Failure['code'] = 'NotStabilized';

/** Removes what a failed creation left, then fails. An error of the clean-up is added to the message and never replaces the reason. */
export async function cleanUp(
  creation: Creation,
  memory: CreationMemory,
  failure: Reason,
): Promise<Step<CreationMemory>> {
  const { ref, cloud } = creation;
  const endsAt = memory.startedAt + LAST_WORD_SECONDS * 1000;
  const reason = failure.lastPoll === undefined ? failure.message : `${failure.message} ${failure.lastPoll}`;
  const end = (sentence: string): Failure => new Failure(failure.code, `${reason} ${sentence}`);
  const { step, doubles } = await remove(creation, memory, failure, endsAt).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw end(
      `The clean-up failed too, so ${sayImage(ref)} in ${ref.regionId}${cloud.remains ? ' or its snapshots' : ''} may remain: ${error.message}`,
    );
  });
  const going = `${reason} Cleaning up:`;
  if (step.kind === 'wait') {
    const { delaySeconds, message, snapshotIds } = step;
    const remembered = { ...memory, failure, removal: step.memory };
    return { kind: 'wait', memory: remembered, delaySeconds, snapshotIds, message: `${going} ${message}` };
  }
  if (doubles.length === 0) throw end('Everything that it had created was removed.');
  if (creation.now() >= endsAt) throw end(`Delete ${sayImages(doubles)} in ${ref.regionId} by hand.`);
  const message = `${going} removing ${sayImages(doubles)}, which an earlier attempt made`;
  return { kind: 'wait', memory: { ...memory, failure }, delaySeconds: DOUBLE_SECONDS, message };
}

/** One step of the removal. Once the image is gone, it also removes the images that other attempts of the request made. */
async function remove(
  { cloud, ref, order, now, random }: Creation,
  memory: CreationMemory,
  { code }: Reason,
  endsAt: number,
): Promise<{ readonly step: Step<RemovalMemory>; readonly doubles: readonly ImageRef[] }> {
  const { source, started } = order;
  const options = { ...(code === TIMED_OUT ? LATE_CLEAN_UP : CLEAN_UP), source, started, name: started?.name, endsAt };
  const removal = memory.removal ?? beginRemoval(options, now());
  const step = await removeImage(cloud, ref, options, removal, { now, random });
  return { step, doubles: step.kind === 'done' ? await removeDoubles(cloud, ref, order) : [] };
}
