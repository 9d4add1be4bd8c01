import { createHash } from 'node:crypto';
import type { Region, Regions } from '../alibaba/account/regions';

/** The regions of an imaginary company. Their names follow no list. */
export const builtInRegions: readonly string[] = ['cn-x-env30-d01', 'cn-qingdao-env17-d01'];

const PREFIX_LENGTH = 3;

/**
 * Regions with any names.
 *
 * @param endpointOf returns the host of ECS in a region; called when it is needed
 * @throws Error if a name occurs twice
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
