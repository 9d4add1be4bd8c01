import type { ImageRecord } from '../../account/account';
import { beginLeaving, isUnfinishedCopy } from '../../account/life';
import type { Action, ActionCall } from './operation';

/** DeleteImage: the image goes, its snapshots stay. */
export const deleteImage: Action = (call) => {
  const regionId = call.region();
  const imageId = call.parameters.required('ImageId');
  const image = call.image(regionId, imageId);
  if (image?.ownerAlias !== 'self') {
    if (call.behaviour.deleteMissingImage === 'ignored') return {};
    throw call.refuse('InvalidImageId.NotFound');
  }
  const reason = obstacle(call, image);
  if (reason !== undefined) throw call.refuse(reason);
  call.endDryRun();
  if (!image.leaving) {
    beginLeaving(call.cloud, image, call.now + call.behaviour.deleteTakesSeconds * 1000, 'deleted');
  }
  return {};
};

/** Why the image cannot be deleted, as a code, in the order in which the states shadow each other. */
function obstacle(call: ActionCall, image: ImageRecord): string | undefined {
  const force = call.parameters.flag('Force') ?? false;
  const obstacles: readonly (readonly [code: string, applies: boolean])[] = [
    ['OperationDenied.ImageCopying', isUnfinishedCopy(image) || call.cloud.copiesOf(image).length > 0],
    ['ImageIsCreating', image.status === 'Creating' || image.status === 'Waiting'],
    ['ImageIsPublic', image.isPublic],
    ['ImageUseShared', image.isShared && !(force && call.behaviour.forceDeletesShared)],
    ['ImageUsingByInstance', image.usedByInstance && !force],
  ];
  return obstacles.find(([, applies]) => applies)?.[0];
}
