import type { Operation } from './operation';

/** JoinResourceGroup for images. Its ResourceType is case-sensitive (JoinResourceGroup documentation). */
export const joinResourceGroup: Operation = (request) => {
  const { account } = request;
  request.named('RegionId');
  const regionId = request.region();
  const resourceId = request.named('ResourceId');
  const resourceGroupId = request.named('ResourceGroupId');
  if (request.named('ResourceType') !== 'image') throw request.refuse('InvalidResourceType.NotFound');
  const image = request.image(regionId, resourceId);
  if (image?.ownerAlias !== 'self') throw request.refuse('InvalidResourceId.NotFound');
  if (!account.hasResourceGroup(resourceGroupId)) throw request.refuse('InvalidResourceGroup.NotFound');
  if (image.resourceGroupId === resourceGroupId) throw request.refuse('InvalidResourceGroup.Duplicate');
  image.resourceGroupId = resourceGroupId;
  return {};
};
