import { isInTheMaking } from '../../account/image';
import { beginLeaving, removeBackup, settle } from '../../account/life';
import type { ApiRequest, Done } from '../api';

/**
 * GlanceDeleteImage: its page has 404 for an image that does not exist, but users always see 204. The backup of a whole-server image stays
 * unless the body asks for its removal.
 */
export function glanceDeleteImage(request: ApiRequest): Done {
  const { account, behaviour, now, project } = request;
  const deletesBackup = readBody(request);
  // An image that is being created cannot be deleted, hidden or not.
  const image = account.image(project.regionId, request.path('image_id'));
  if (!image || (image.imageType === 'private' && image.owner !== project.projectId)) {
    if (behaviour.deleteMissingImage === 'refused') throw request.refuse('404');
    return { status: 204 };
  }
  if (image.imageType === 'gold' || image.imageType === 'market') throw request.refuse('IMG.0094');
  if (image.imageType === 'shared') throw request.refuse('IMG.0092');
  if (isInTheMaking(image)) throw request.refuse('IMG.0090');
  if (image.protected) throw request.refuse('IMG.0028');
  if (image.exporting) throw request.refuse('IMG.0148');
  if (deletesBackup) removeBackup(account, image);
  if (image.leavingAt === undefined) beginLeaving(account, image, now + behaviour.deleteTakesSeconds * 1000);
  settle(account, now);
  return { status: 204 };
}

function readBody(request: ApiRequest): boolean {
  if (request.parts.text === '') return false;
  const { delete_backup: deletesBackup = false } = request.object({ empty: 'IMG.0007', malformed: 'IMG.0001' });
  if (typeof deletesBackup !== 'boolean') throw request.refuse('IMG.0001');
  return deletesBackup;
}
