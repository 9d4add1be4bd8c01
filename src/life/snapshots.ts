import { Failure } from '../failure/failure';
import { sayWhichSnapshots } from './by-hand';
import { type Removal, type RemovalMemory, wait } from './removal';
import type { Step } from './step';

/** Deletes the remaining snapshots; if one deletion fails, the others are still tried. */
export async function removeSnapshots(removal: Removal, memory: RemovalMemory): Promise<Step<RemovalMemory>> {
  const { cloud, ref } = removal;
  const left: string[] = [];
  let lasting: Failure | undefined;
  let passing: Failure | undefined;
  for (const snapshotId of memory.snapshotIds) {
    try {
      if ((await cloud.remains?.remove(ref.regionId, snapshotId)) === 'busy') left.push(snapshotId);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      left.push(snapshotId);
      if (error.passing) passing = error;
      else lasting = error;
    }
  }
  if (left.length === 0) return { kind: 'done' };
  const one = left.length === 1;
  const named = sayWhichSnapshots(left);
  const leftBehind = `The image is gone, but ${named} in ${ref.regionId} ${one ? 'is left and billed: delete it' : 'are left and billed: delete them'} by hand, then delete the stack again.`;
  if (lasting) throw lasting.with(leftBehind);
  return wait(
    removal,
    { ...memory, imageGone: true, snapshotIds: left },
    `deleting ${named}`,
    passing ? passing.with(leftBehind) : new Failure('GeneralServiceException', leftBehind),
  );
}
