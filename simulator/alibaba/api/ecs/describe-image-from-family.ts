import type { ImageRecord } from '../../account/image';
import { viewOf } from '../../account/view';
import type { Operation } from './operation';
import { wireImage } from './wire-image';

/** DescribeImageFromFamily: the newest Available own image of a family. If there is none, the answer has no image. */
export const describeImageFromFamily: Operation = (request) => {
  const { parameters, behaviour, now } = request;
  const regionId = request.region();
  const imageFamily = parameters.required('ImageFamily');
  const isMember = (image: ImageRecord): boolean =>
    image.ownerAlias === 'self' && image.status === 'Available' && image.imageFamily === imageFamily;
  const members = request.images(regionId).filter((image) => isMember(image) && image.visibleFrom <= now);
  // If two images were created at the same time, the later one is the newest.
  const [newest] = members.reverse().sort((a, b) => b.createdAt - a.createdAt);
  return newest ? { Image: wireImage(viewOf(newest, now, behaviour), behaviour) } : {};
};
