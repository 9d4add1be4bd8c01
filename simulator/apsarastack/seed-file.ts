import { freeRegion, readSeedFile, type Seeds } from '../alibaba/account/seed-file';
import { builtInRegions } from './regions';

/** What exists at the start, and the regions: those that the seeds name, in addition to the usual ones. */
export type StackSeeds = Seeds & { readonly regions: readonly string[] };

/** @throws Error that names the file, the entry and the property that is wrong */
export function readStackSeedFile(file: string): StackSeeds {
  const seeds = readSeedFile(file, freeRegion);
  const { images, keys = [], instances = [], snapshots = [] } = seeds;
  const named = [images, keys, instances, snapshots].flatMap((list) => list.map(({ regionId }) => regionId));
  return { ...seeds, regions: [...new Set([...builtInRegions, ...named])] };
}
