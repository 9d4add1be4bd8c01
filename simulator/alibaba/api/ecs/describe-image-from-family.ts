import type { ImageRecord } from '../../account/image';
import { viewOf } from '../../account/view';
import type { Operation } from './operation';
import { wireImage } from './wire-image';

/** DescribeImageFromFamily: the newest own image of a family that is Available; without one the answer has no image. */
export const describeImageFromFamily: Operation = (request) => {
  const { parameters, behaviour, now } = request;
  const regionId = request.region();
  const imageFamily = parameters.required('ImageFamily');
  const isMember = (image: ImageRecord): boolean =>
    image.ownerAlias === 'self' && image.status === 'Available' && image.imageFamily === imageFamily;
  const members = request.images(regionId).filter((image) => isMember(image) && image.visibleFrom <= now);
  // Of two that were created at once, the later one is the newest.
  const [newest] = members.reverse().sort((a, b) => b.createdAt - a.createdAt);
  return newest ? { Image: wireImage(viewOf(newest, now, behaviour), behaviour) } : {};
};
