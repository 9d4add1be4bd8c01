import type { GatewayForm } from './behaviour';
import type { ApsaraStack } from './index';

/** How the handlers reach a private cloud. */
export interface Reach {
  /** By default POP. */
  readonly form?: GatewayForm;
  /** Whether each region has its own endpoints; by default, those of the first region serve all regions. */
  readonly byRegion?: boolean;
  /** The URL of a proxy, with user and password if it needs them; by default, there is none. */
  readonly proxy?: string;
  /** The ARN of a role to assume with STS; by default, there is none. */
  readonly roleArn?: string;
}

/** The type configuration for a private cloud, with the account's long-lived key and its first tenant. */
export function typeConfigurationOf(stack: ApsaraStack, { form = 'POP', byRegion, proxy, roleArn }: Reach = {}) {
  const { AccessKeyId, AccessKeySecret } = stack.accessKey;
  const [regionId = ''] = stack.regions;
  const [organization] = stack.organizations;
  const endpointsIn = (region: string) => ({
    Ecs: stack.endpoint({ form, regionId: region }),
    ...(roleArn !== undefined && { Sts: stack.endpoint({ form, product: 'sts', regionId: region }) }),
  });
  return {
    RegionId: regionId,
    Credentials: { AccessKeyId, AccessKeySecret },
    ...(roleArn !== undefined && { AssumeRole: { RoleArn: roleArn } }),
    Endpoints: endpointsIn(regionId),
    ...(byRegion && { RegionEndpoints: stack.regions.map((region) => ({ RegionId: region, ...endpointsIn(region) })) }),
    ...(stack.ca === undefined ? { AllowHttp: true } : { CaCertificate: stack.ca }),
    ...(organization && {
      Organization: organization.organizationId,
      ResourceSet: organization.resourceSets[0]?.resourceSetId,
    }),
    Gateway: form,
    ...(proxy !== undefined && { Proxy: proxy }),
  };
}
