import { freeRegion, readSeedFile, type Seeds } from '../alibaba/account/seed-file';
import { builtInRegions } from './regions';

/** What exists at the start, and the regions: the built-in ones and those that the seeds name. */
export type StackSeeds = Seeds & { readonly regions: readonly string[] };

/** @throws Error that names the file, the entry and the wrong property */
export function readStackSeedFile(file: string): StackSeeds {
  const seeds = readSeedFile(file, freeRegion);
  const { images, keys = [], instances = [], snapshots = [] } = seeds;
  const named = [images, keys, instances, snapshots].flatMap((list) => list.map(({ regionId }) => regionId));
  return { ...seeds, regions: [...new Set([...builtInRegions, ...named])] };
}
