import { type AskedValues, askedFor as sayAsked } from '../calling/asked';

/** The parameters that hold a value which ECS can refuse, by the name that the API has for them, and what the value is. */
const VALUES: AskedValues = {
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

/** The parameters that are lists of objects, and hold such values in those. */
const LISTS: readonly string[] = ['DiskDeviceMapping'];

/**
 * The sentence that names the values of a request which ECS can refuse, or nothing where it has none. The region that the call went to
 * is not among them, nor are descriptions and tags, which are long.
 */
export function askedFor(parameters: Readonly<Record<string, unknown>>): string {
  return sayAsked(parameters, VALUES, LISTS);
}
