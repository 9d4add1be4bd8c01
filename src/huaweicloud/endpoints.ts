import { type Endpoint, endpointFor } from '../calling/endpoint';

/** The services that are called. */
export type Service = 'ims' | 'iam' | 'sts';

/** Endpoints that were checked with `endpointProblem`. `{region}` is a placeholder for a region. */
export interface Endpoints {
  readonly ims: string;
  readonly iam: string;
  /** Absent if no STS of the cloud is known. */
  readonly sts?: string;
}

/** The domain of Huawei Cloud itself. The other clouds of the family have their own domains. */
export const HUAWEI_CLOUD = 'myhuaweicloud.com';

/** The regions in which the vendor's Python SDK 3.1.219 knows an STS. The first one is used for all other regions. */
const STS_REGIONS = [
  ...['cn-north-4', 'cn-south-1', 'cn-east-3', 'cn-southwest-2'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['sa-brazil-1', 'la-south-2', 'af-south-1', 'tr-west-1'],
];

/**
 * The endpoints of the services of a cloud of the family. By default, they are `ims.<region>.<domain>` and so on. Only Huawei Cloud itself
 * is known to have an STS.
 *
 * @param defaultRegionId the region whose STS is used; sessions are valid in every region
 */
export function endpointsOf(
  defaultRegionId: string,
  cloud: string = HUAWEI_CLOUD,
  given: Partial<Endpoints> = {},
): Endpoints {
  const [first] = STS_REGIONS;
  const stsRegion = STS_REGIONS.includes(defaultRegionId) ? defaultRegionId : first;
  const sts = given.sts ?? (cloud === HUAWEI_CLOUD ? `https://sts.${stsRegion}.${cloud}` : undefined);
  return {
    ims: given.ims ?? `https://ims.{region}.${cloud}`,
    iam: given.iam ?? `https://iam.{region}.${cloud}`,
    ...(sts !== undefined && { sts }),
  };
}

/**
 * The endpoint of a service in a region.
 *
 * @throws RangeError if there is none, or `region` is not a region.
 */
export function endpointOf(endpoints: Endpoints, service: Service, region: string): Endpoint {
  const template = endpoints[service];
  if (template === undefined) throw new RangeError(`no endpoint of ${service}`);
  return endpointFor(region, template);
}
