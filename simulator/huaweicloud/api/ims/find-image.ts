import type { ImageRecord } from '../../account/image';
import type { ApiRequest } from '../api';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether an image is visible in a project: its own images, and those that are public or shared with the account. */
export function isSeen(request: ApiRequest, image: ImageRecord): boolean {
  const isOurs = image.imageType !== 'private' || image.owner === request.project.projectId;
  return isOurs && request.account.isFound(image);
}

/** The image with an ID in the region of the request; `undefined` if none is visible. */
export function imageNamed(request: ApiRequest, imageId: string): ImageRecord | undefined {
  const image = request.account.image(request.project.regionId, imageId);
  return image && isSeen(request, image) ? image : undefined;
}

/** The image in the path. @throws HuaweiError with one of the three codes for an image that does not exist */
export function imageOfPath(request: ApiRequest): ImageRecord {
  const imageId = request.path('image_id');
  if (!UUID.test(imageId)) throw request.refuse('IMG.0066');
  const image = imageNamed(request, imageId);
  if (!image) throw request.refuse(request.behaviour.missingImageCode);
  return image;
}

/** The same for a change: it must belong to the project. @throws HuaweiError */
export function ownImageOfPath(request: ApiRequest): ImageRecord {
  const image = imageOfPath(request);
  if (image.imageType !== 'private') throw request.refuse('IMG.0047');
  return image;
}
