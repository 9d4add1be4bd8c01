import type { Action } from './operation';

/** JoinResourceGroup for images. Its ResourceType is case-sensitive (JoinResourceGroup documentation). */
export const joinResourceGroup: Action = (call) => {
  const { parameters, cloud } = call;
  const required = (name: string): string => {
    const value = parameters.text(name);
    if (value !== '') return value;
    const message = `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
    throw call.refuse('MissingParameter', { message });
  };
  required('RegionId');
  const regionId = call.region();
  const resourceId = required('ResourceId');
  const resourceGroupId = required('ResourceGroupId');
  if (required('ResourceType') !== 'image') throw call.refuse('InvalidResourceType.NotFound');
  const image = call.image(regionId, resourceId);
  if (image?.ownerAlias !== 'self') throw call.refuse('InvalidResourceId.NotFound');
  if (!cloud.hasResourceGroup(resourceGroupId)) throw call.refuse('InvalidResourceGroup.NotFound');
  if (image.resourceGroupId === resourceGroupId) throw call.refuse('InvalidResourceGroup.Duplicate');
  image.resourceGroupId = resourceGroupId;
  return {};
};
