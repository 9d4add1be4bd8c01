import { type Endpoint, endpointFor } from '../calling/endpoint';

/** The products that are called. */
export type Product = 'ecs' | 'sts';

/** Base URLs with a path, if need be, as templates that were checked with `endpointProblem`. */
export type ProductEndpoints = { readonly ecs: string; readonly sts?: string };

/** Where the products are reached: there is no rule that leads from a region to its endpoints, and none is public. */
export interface Endpoints {
  /** For every region without its own; `{region}` in them stands for its ID. */
  readonly everywhere: ProductEndpoints;
  /** By region ID. */
  readonly ofRegion: ReadonlyMap<string, ProductEndpoints>;
}

/** The template that leads to a product in a region; `undefined` where the type configuration has none. */
export function templateOf({ everywhere, ofRegion }: Endpoints, product: Product, regionId: string) {
  return ofRegion.get(regionId)?.[product] ?? everywhere[product];
}

/**
 * The endpoint of a product in a region.
 *
 * @throws RangeError if there is none, or the region cannot be one.
 */
export function endpointOf(endpoints: Endpoints, product: Product, regionId: string): Endpoint {
  const template = templateOf(endpoints, product, regionId);
  if (template === undefined) throw new RangeError(`no endpoint of ${product}`);
  return endpointFor(regionId, template);
}

/** Whether a region is reached by an endpoint of its own, or by one that is the same for all. */
export function isOwnEndpoint(endpoints: Endpoints, product: Product, regionId: string): boolean {
  const template = templateOf(endpoints, product, regionId) ?? '';
  return endpoints.ofRegion.has(regionId) || template.includes('{region}');
}
