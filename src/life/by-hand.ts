import { Failure } from '../failure/failure';
import { isOfJob, isPlaceholder, sayImage } from './placeholder';
import type { ImageCloud, ImageRef, Remains } from './port';
import type { RemovalMemory } from './removal';

/** Further snapshots are counted, not named, because the next step must fit into the message. The log has named all of them. */
const MOST_NAMED = 6;

/** Snapshots as messages name them: `snapshot s-1`, `snapshots s-1, s-2`. */
export function sayWhichSnapshots(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  return `${ids.length === 1 ? 'snapshot' : 'snapshots'} ${ids.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * The error of a deletion and, if the image may still exist, what to do by hand. CloudFormation forgets an image that was replaced or
 * removed from the template, even if its deletion failed. It may also forget what the deletion remembered. If the image is gone when the
 * next deletion starts, nothing shows which snapshots belonged to it.
 *
 * `remembered`: what the deletion had remembered before it failed.
 */
export function orByHand(
  error: unknown,
  ref: ImageRef,
  { making, remains }: Pick<ImageCloud, 'making' | 'remains'>,
  { id = ref.id, snapshotIds = [] }: Partial<Pick<RemovalMemory, 'id' | 'snapshotIds'>> = {},
): unknown {
  if (!(error instanceof Failure) || !mayBeThere(error, remains)) return error;
  const { regionId } = ref;
  const what = sayImage({ id });
  const byHand = `If that does not help, or the ${making.noun} is no longer in the stack, delete ${what} in ${regionId} by hand.`;
  // It is not known whether a request has made an image. The failures of the life itself say what to do if that is not known of a job.
  const isDoubtful = isPlaceholder(ref) && !(isOfJob(ref) && error.answer.action);
  const failure = isDoubtful ? error : error.with(byHand);
  if (snapshotIds.length === 0) return failure;
  return failure.with(
    `If image ${id} is gone when the stack is deleted again, delete its ${sayWhichSnapshots(snapshotIds)} in ${regionId} by hand.`,
  );
}

/** Once the image is gone, only a snapshot makes a deletion fail: by its call, or with a GeneralServiceException that names no call. */
function mayBeThere({ code, answer: { action } }: Failure, remains: Remains | undefined): boolean {
  return action === undefined ? code === 'NotStabilized' || code === 'ResourceConflict' : action !== remains?.action;
}
