import type { EcsError } from '../alibaba/api/errors';
import { refusalOf } from './refusals';
import type { GatewayRequest } from './request';

/** A resource set. Its `ResourceGroupId` in ECS is a different ID. */
export interface ResourceSet {
  readonly resourceSetId: string;
  readonly resourceGroupId: string;
}

/** An organization, which is also called a department. Its IDs are numbers. */
export interface Organization {
  readonly organizationId: string;
  readonly resourceSets: readonly ResourceSet[];
}

/** The existing organizations. The caller belongs to the first. */
export const builtInOrganizations: readonly Organization[] = [
  {
    organizationId: '26',
    resourceSets: [
      { resourceSetId: '38', resourceGroupId: 'rs-env30platform' },
      { resourceSetId: '39', resourceGroupId: 'rs-env30archive' },
    ],
  },
  { organizationId: '27', resourceSets: [{ resourceSetId: '51', resourceGroupId: 'rs-env30research' }] },
];

/**
 * What is wrong with the tenant of a request: an organization that does not exist, a resource set without an organization (the vendor's
 * page on the common headers), or a resource set of another organization. `undefined` if nothing is wrong.
 */
export function tenantProblem(request: GatewayRequest, organizations: readonly Organization[]): EcsError | undefined {
  const { organizationId, resourceSetId } = request;
  const organization = organizations.find((each) => each.organizationId === organizationId);
  if (organizationId !== undefined && !organization) return refusalOf(request, 'organizationNotFound', organizationId);
  if (resourceSetId === undefined) return undefined;
  if (!organization) return refusalOf(request, 'organizationMissing');
  const isThere = organization.resourceSets.some((each) => each.resourceSetId === resourceSetId);
  return isThere ? undefined : refusalOf(request, 'resourceSetNotFound', resourceSetId);
}
