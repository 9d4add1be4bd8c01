import type { EcsRequest } from './operation';

/** A resource that has tags. */
export interface Taggable {
  readonly id: string;
  readonly tags: Map<string, string>;
  readonly resourceGroupId: string;
  /** Whether it belongs to the account. Resources of others cannot be tagged. */
  readonly isOwn: boolean;
}

/** Lists the resources of one type in a region that the request can see. */
type Lister = (request: EcsRequest, regionId: string) => Taggable[];

const none: Lister = () => [];

/** The types of resources that have tags (ListTagResources documentation). Types that are not simulated have no resources. */
const listers: Readonly<Record<string, Lister>> = {
  image: (request, regionId) =>
    request.images(regionId).map(({ imageId: id, tags, resourceGroupId, ownerAlias }) => {
      return { id, tags, resourceGroupId, isOwn: ownerAlias === 'self' };
    }),
  snapshot: ({ account }, regionId) =>
    account.snapshotsIn(regionId).map(({ snapshotId: id, tags, resourceGroupId }) => {
      return { id, tags, resourceGroupId, isOwn: true };
    }),
  instance: ({ account }, regionId) =>
    account.instancesIn(regionId).map(({ instanceId: id, tags, resourceGroupId }) => {
      return { id, tags, resourceGroupId, isOwn: true };
    }),
  ...{ disk: none, securitygroup: none, volume: none, eni: none, ddh: none, ddhcluster: none, keypair: none },
  ...{ launchtemplate: none, reservedinstance: none, snapshotpolicy: none, elasticityassurance: none },
  ...{ capacityreservation: none, command: none, invocation: none, activation: none, managedinstance: none },
};

/** The required type of a request, in lower case. @throws EcsError if it is missing or unknown */
export function resourceTypeOf(request: EcsRequest): string {
  request.parameters.required('ResourceType', 'MissingParameter.ResourceType');
  return knownType(request);
}

/** The type of a request, in lower case. @throws EcsError if it is unknown */
export function knownType(request: EcsRequest): string {
  const type = request.parameters.text('ResourceType').toLowerCase();
  if (!Object.hasOwn(listers, type)) throw request.refuse('InvalidResourceType.NotFound');
  return type;
}

/** The types that have resources. */
export const taggedTypes: readonly string[] = ['image', 'snapshot', 'instance'];

/** All resources of a type in a region, oldest first. */
export function taggables(request: EcsRequest, type: string, regionId: string): Taggable[] {
  return (listers[type] ?? none)(request, regionId);
}
