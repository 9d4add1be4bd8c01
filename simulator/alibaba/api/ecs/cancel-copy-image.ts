import type { ImageRecord } from '../../account/image';
import { beginLeaving, isCopy, isUnfinished } from '../../account/life';
import type { Operation } from './operation';

/** CancelCopyImage: it is called in the destination region. The unfinished copy disappears later without another call. */
export const cancelCopyImage: Operation = (request) => {
  const image = request.ownImage(request.region());
  const { behaviour } = request;
  if (!isCopy(image)) throw request.refuse('ImageCreatedNotFromCopy');
  if (!isUnfinished(image)) throw request.refuse('IncorrectImageStatus', { message: endedMessage(image) });
  if (image.leaving) return {};
  if (image.status === 'Waiting' && behaviour.cancelWhileWaiting === 'refused') {
    throw request.refuse('IncorrectImageStatus', { message: 'The specified image is not coping.' });
  }
  if (image.status === 'Creating' && behaviour.cancel === 'refused') throw request.refuse('CancelNotSupported');
  beginLeaving(request.account, image, request.now + behaviour.cancelTakesSeconds * 1000, 'cancelled');
  return {};
};

function endedMessage({ status }: ImageRecord): string {
  const failed = status === 'CreateFailed' || status === 'UnAvailable';
  return failed ? 'The Image copy has been failed.' : 'The image copy has completed.';
}
