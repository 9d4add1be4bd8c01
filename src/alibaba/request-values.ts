import { type RefusableValues, sayValuesOf as sayValues } from '../calling/request-values';

/** The parameters whose value ECS can refuse, by their name in the API, and the word for the value. */
const VALUES: RefusableValues = {
  ImageId: 'image',
  ResourceId: 'image',
  InstanceId: 'instance',
  SnapshotId: 'snapshot',
  DestinationRegionId: 'destination region',
  DestinationImageName: 'image name',
  ImageName: 'image name',
  ImageFamily: 'image family',
  KMSKeyId: 'KMS key',
  ResourceGroupId: 'resource group',
};

/** The parameters that are lists of objects with such values. */
const LISTS: readonly string[] = ['DiskDeviceMapping'];

/**
 * The sentence that names the values of a request which ECS can refuse; empty if there are none. It does not include the region of the
 * call, nor descriptions and tags, which are long.
 */
export function sayValuesOf(parameters: Readonly<Record<string, unknown>>): string {
  return sayValues(parameters, VALUES, LISTS);
}
