import { Failure } from '../failure/failure';
import type { ImageCloud, ImageRef, Remains } from './port';
import { isUnnamed } from './unnamed';

/**
 * What a deletion failed with and, while the image may still be there, what to do where nothing deletes it any more: CloudFormation
 * forgets an image that was replaced or taken out of the template, whether or not it could be deleted.
 */
export function orByHand(
  error: unknown,
  ref: ImageRef,
  { making, remains }: Pick<ImageCloud, 'making' | 'remains'>,
): unknown {
  if (!(error instanceof Failure) || !mayBeThere(error, remains) || isUnnamed(ref)) return error;
  return error.with(
    `If that does not help, or the ${making.noun} is no longer in the stack, delete image ${ref.id} in ${ref.regionId} by hand.`,
  );
}

/** Once the image is gone, only a snapshot can make a deletion fail: by its call, or as a GeneralServiceException without one. */
function mayBeThere({ code, answer: { action } }: Failure, remains: Remains | undefined): boolean {
  return action === undefined ? code === 'NotStabilized' || code === 'ResourceConflict' : action !== remains?.action;
}
