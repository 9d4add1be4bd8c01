import type { ImageRecord } from '../../account/image';
import { beginLeaving, isUnfinishedCopy } from '../../account/life';
import type { EcsRequest, Operation } from './operation';

/** DeleteImage: it removes the image, but not its snapshots. */
export const deleteImage: Operation = (request) => {
  const regionId = request.region();
  const imageId = request.parameters.required('ImageId');
  const image = request.image(regionId, imageId);
  if (image?.ownerAlias !== 'self') {
    if (request.behaviour.deleteMissingImage === 'ignored') return {};
    throw request.refuse('InvalidImageId.NotFound');
  }
  const reason = obstacle(request, image);
  if (reason !== undefined) throw request.refuse(reason);
  request.endDryRun();
  if (!image.leaving) {
    beginLeaving(request.account, image, request.now + request.behaviour.deleteTakesSeconds * 1000, 'deleted');
  }
  return {};
};

/** Why the image cannot be deleted, as a code. The states are in order of priority. */
function obstacle(request: EcsRequest, image: ImageRecord): string | undefined {
  const force = request.parameters.flag('Force') ?? false;
  const isBeingMade = image.status === 'Creating' || image.status === 'Waiting';
  const obstacles: readonly (readonly [code: string, applies: boolean])[] = [
    ['OperationDenied.ImageCopying', isUnfinishedCopy(image) || request.account.copiesOf(image).length > 0],
    ['ImageIsCreating', isBeingMade && request.behaviour.deleteWhileCreating === 'refused'],
    ['ImageIsPublic', image.isPublic],
    ['ImageUseShared', image.sharedWith.size > 0 && !(force && request.behaviour.forceDeletesShared)],
    ['ImageUsingByInstance', image.usedByInstance && !force],
  ];
  return obstacles.find(([, applies]) => applies)?.[0];
}
