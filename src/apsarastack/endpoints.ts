import { type Endpoint, endpointFor } from '../calling/endpoint';

/** The products that are called. */
export type Product = 'ecs' | 'sts';

/** Base URLs, which may have a path, as templates that were checked with `endpointProblem`. */
export type ProductEndpoints = { readonly ecs: string; readonly sts?: string };

/** Where the products are reached. The endpoints of a region do not follow from its ID, and none is public. */
export interface Endpoints {
  /** For every region without its own endpoints. `{region}` is a placeholder for the region ID. */
  readonly everywhere: ProductEndpoints;
  /** By region ID. */
  readonly ofRegion: ReadonlyMap<string, ProductEndpoints>;
}

/** The template for a product in a region; `undefined` if the type configuration has none. */
export function templateOf({ everywhere, ofRegion }: Endpoints, product: Product, regionId: string) {
  return ofRegion.get(regionId)?.[product] ?? everywhere[product];
}

/**
 * The endpoint of a product in a region.
 *
 * @throws RangeError if there is none, or `regionId` is not a region ID.
 */
export function endpointOf(endpoints: Endpoints, product: Product, regionId: string): Endpoint {
  const template = templateOf(endpoints, product, regionId);
  if (template === undefined) throw new RangeError(`no endpoint of ${product}`);
  return endpointFor(regionId, template);
}

/** Whether a region has an endpoint of its own, and not the one that is the same for all regions. */
export function isOwnEndpoint(endpoints: Endpoints, product: Product, regionId: string): boolean {
  const template = templateOf(endpoints, product, regionId) ?? '';
  return endpoints.ofRegion.has(regionId) || template.includes('{region}');
}
