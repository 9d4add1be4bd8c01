import type { Regions } from '../../account/regions';
import type { ActionParameters } from '../parameters';

/** Reads which resources a request accesses: the part of each ARN after `acs:ecs:`. An empty list means that no permission is needed. */
type ResourceReader = (
  parameters: ActionParameters,
  at: (resource: string, regionId?: string) => string,
  regions: Regions,
) => string[];

const image =
  (parameter: string): ResourceReader =>
  (parameters, at) => [at(`image/${parameters.text(parameter) || '*'}`)];

const taggedResources: ResourceReader = (parameters, at) => {
  const type = parameters.text('ResourceType').toLowerCase() || 'image';
  const ids = parameters.list('ResourceId');
  return ids.length > 0 ? ids.map((id) => at(`${type}/${id}`)) : [at(`${type}/*`)];
};

/** The resources in a JSON list of IDs, or all resources of the type. */
function listed(type: string, parameter: string): ResourceReader {
  return (parameters, at) => {
    const ids = parameters.text(parameter).match(/[\w-]+/g) ?? ['*'];
    return ids.map((id) => at(`${type}/${id}`));
  };
}

/** CreateImage needs every image of the region, and each of its sources, including those that it ignores. */
function createdImage(parameters: ActionParameters, at: (resource: string) => string): string[] {
  const instanceId = parameters.text('InstanceId');
  const mapped = parameters.objects('DiskDeviceMapping').flatMap((disk) => disk.get('SnapshotId') || []);
  const snapshotIds = [parameters.text('SnapshotId'), ...mapped].filter((id) => id !== '');
  return [
    at('image/*'),
    ...(instanceId === '' ? [] : [at(`instance/${instanceId}`)]),
    ...snapshotIds.map((id) => at(`snapshot/${id}`)),
  ];
}

/**
 * The resources for which each action needs permission, as listed in "RAM authorization" on its documentation page. All images of a region
 * are `image/*`: a policy that names only some images does not include them.
 */
const readers: Readonly<Record<string, ResourceReader>> = {
  CopyImage: (_, at) => [at('image/*')],
  CreateImage: createdImage,
  CancelCopyImage: image('ImageId'),
  DeleteImage: image('ImageId'),
  ModifyImageAttribute: image('ImageId'),
  JoinResourceGroup: image('ResourceId'),
  TagResources: taggedResources,
  UntagResources: taggedResources,
  ListTagResources: () => ['*'],
  DescribeTags: () => ['*'],
  DescribeImageFromFamily: () => ['*'],
  DescribeImageSharePermission: image('ImageId'),
  ModifyImageSharePermission: image('ImageId'),
  DescribeImages(parameters, at) {
    if (/^(system|others)$/.test(parameters.text('ImageOwnerAlias'))) return [];
    const ids = parameters.text('ImageId').split(',');
    return ids.map((id) => at(`image/${id.trim() || '*'}`));
  },
  DescribeInstances: listed('instance', 'InstanceIds'),
  DescribeSnapshots: listed('snapshot', 'SnapshotIds'),
  DescribeRegions: () => [],
  // The request has no RegionId. The endpoint would show the region, but here one port serves all regions, so the ID does.
  DeleteSnapshot(parameters, at, regions) {
    const id = parameters.text('SnapshotId');
    return [at(`snapshot/${id || '*'}`, regionOfId(id, regions))];
  },
};

/** The ARNs of the resources for which a request to ECS needs permission; empty if it needs none. */
export function resourcesOf(
  action: string,
  parameters: ActionParameters,
  { accountId, regions }: { readonly accountId: string; readonly regions: Regions },
): string[] {
  const read = readers[action];
  if (!read) throw new Error(`there is no row for the resources of ${action}`);
  const ownRegion = parameters.text('RegionId') || '*';
  const at = (resource: string, regionId = ownRegion) => `acs:ecs:${regionId}:${accountId}:${resource}`;
  return read(parameters, at, regions);
}

function regionOfId(id: string, regions: Regions): string | undefined {
  const [, rest = ''] = id.split('-');
  return [...regions.values()].find(({ idPrefix }) => rest.startsWith(idPrefix))?.regionId;
}
