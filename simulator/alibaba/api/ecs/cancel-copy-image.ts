import type { ImageRecord } from '../../account/account';
import { beginLeaving, isUnfinishedCopy } from '../../account/life';
import type { Action } from './operation';

/** CancelCopyImage: called in the destination region; the unfinished copy disappears by itself. */
export const cancelCopyImage: Action = (call) => {
  const image = call.ownImage(call.region());
  const { behaviour } = call;
  if (!image.copy) throw call.refuse('ImageCreatedNotFromCopy');
  if (!isUnfinishedCopy(image)) throw call.refuse('IncorrectImageStatus', { message: endedMessage(image) });
  if (image.leaving) return {};
  if (image.status === 'Waiting' && behaviour.cancelWhileWaiting === 'refused') {
    throw call.refuse('IncorrectImageStatus', { message: 'The specified image is not coping.' });
  }
  if (image.status === 'Creating' && behaviour.cancel === 'refused') throw call.refuse('CancelNotSupported');
  beginLeaving(call.cloud, image, call.now + behaviour.cancelTakesSeconds * 1000, 'cancelled');
  return {};
};

function endedMessage({ status }: ImageRecord): string {
  const failed = status === 'CreateFailed' || status === 'UnAvailable';
  return failed ? 'The Image copy has been failed.' : 'The image copy has completed.';
}
