import { LAST_WORD_SECONDS } from '../failure/duration';
import { Failure } from '../failure/failure';
import type { Creation, CreationMemory, Reason } from './creation';
import { DOUBLE_SECONDS, removeDoubles, sayImages } from './doubles';
import type { ImageRef } from './port';
import { beginRemoval, type RemovalMemory, type RemovalOptions } from './removal';
import { removeImage } from './removing';
import type { Step } from './step';
import { sayImage } from './unnamed';

/** The clean-up after a failed creation; it may wait for one that cannot be cancelled. */
const CLEAN_UP: RemovalOptions = { force: true, snapshots: true, made: true, timeoutSeconds: 1800 };
/** As above; an image that turns out to be finished is checked before it is deleted. */
export const LATE_CLEAN_UP: RemovalOptions = { ...CLEAN_UP, spareFinished: true };

/** A creation that takes longer than its template allows. */
export const TIMED_OUT: Failure['code'] = 'NotStabilized';

/** Removes what a failed creation left, then fails; what goes wrong meanwhile is added to the message, never in its place. */
export async function cleanUp(
  creation: Creation,
  memory: CreationMemory,
  failure: Reason,
): Promise<Step<CreationMemory>> {
  const { ref, cloud } = creation;
  const endsAt = memory.startedAt + LAST_WORD_SECONDS * 1000;
  const end = (sentence: string): Failure => new Failure(failure.code, `${failure.message} ${sentence}`);
  const { step, doubles } = await remove(creation, memory, failure, endsAt).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw end(
      `The clean-up failed too, so ${sayImage(ref)} in ${ref.regionId}${cloud.remains ? ' or its snapshots' : ''} may remain: ${error.message}`,
    );
  });
  const going = `${failure.message} Cleaning up:`;
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

/** One step of the removal and, once the image is gone, of what other attempts of its request have made. */
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
