import { createHash } from 'node:crypto';
import type { Region, Regions } from '../alibaba/account/regions';

/** The regions of an imaginary company: their names follow no list. */
export const builtInRegions: readonly string[] = ['cn-x-env30-d01', 'cn-qingdao-env17-d01'];

const PREFIX_LENGTH = 3;

/**
 * Regions of any names.
 *
 * @param endpointOf the host of a region's ECS, asked when somebody wants to know it
 * @throws Error if a name is there twice
 */
export function freeRegions(names: readonly string[], endpointOf: (regionId: string) => string): Regions {
  const regions = new Map<string, Region>();
  for (const regionId of names) {
    if (regions.has(regionId)) throw new Error(`region ${regionId} exists twice`);
    regions.set(regionId, {
      regionId,
      localNames: { 'zh-CN': regionId, 'en-US': regionId, ja: regionId },
      idPrefix: createHash('sha256').update(regionId).digest('hex').slice(0, PREFIX_LENGTH),
      get endpoint() {
        return endpointOf(regionId);
      },
    });
  }
  return regions;
}
