import type { Operation } from './operation';

/** JoinResourceGroup for images. Its ResourceType is case-sensitive (JoinResourceGroup documentation). */
export const joinResourceGroup: Operation = (request) => {
  const { parameters, account } = request;
  const required = (name: string): string => {
    const value = parameters.text(name);
    if (value !== '') return value;
    const message = `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
    throw request.refuse('MissingParameter', { message });
  };
  required('RegionId');
  const regionId = request.region();
  const resourceId = required('ResourceId');
  const resourceGroupId = required('ResourceGroupId');
  if (required('ResourceType') !== 'image') throw request.refuse('InvalidResourceType.NotFound');
  const image = request.image(regionId, resourceId);
  if (image?.ownerAlias !== 'self') throw request.refuse('InvalidResourceId.NotFound');
  if (!account.hasResourceGroup(resourceGroupId)) throw request.refuse('InvalidResourceGroup.NotFound');
  if (image.resourceGroupId === resourceGroupId) throw request.refuse('InvalidResourceGroup.Duplicate');
  image.resourceGroupId = resourceGroupId;
  return {};
};
