import { anyText, type Check, checkObject, flag, oneOf, size, text, texts, time } from '../../common/checked';
import { readJsonFile } from '../../common/json-file';
import { checkEntries, seedLists } from '../../common/seed-lists';
import { imageOwners, imageStatuses } from './image';
import { instanceStatuses, lockReasons } from './instance';
import { keyStates } from './kms';
import { architectures, bootModes, type OperatingSystem } from './operating-system';
import { publicRegions } from './regions';
import type { SeedDisk, SeedImage, SeedKey } from './seeds';
import { diskTypes, snapshotCategories, snapshotStatuses } from './snapshot';
import type { SeedInstance, SeedInstanceDisk, SeedSnapshot } from './source-seeds';

/** The content of a seed file. */
export interface Seeds {
  readonly images: readonly SeedImage[];
  /** `undefined`: the built-in keys. */
  readonly keys?: readonly SeedKey[];
  /** `undefined`: the built-in instances. */
  readonly instances?: readonly SeedInstance[];
  /** `undefined`: the built-in snapshots. */
  readonly snapshots?: readonly SeedSnapshot[];
}

/** A region of the public cloud. */
const publicRegion: Check = (value) =>
  typeof value === 'string' && publicRegions.has(value) ? undefined : 'a region id such as cn-hangzhou';

/** A region with any name. */
export const freeRegion: Check = (value) =>
  typeof value === 'string' && /^[\w-]+$/.test(value) ? undefined : 'a region id such as cn-x-env30-d01';
const disks: Check = (value) =>
  Array.isArray(value) && value.length > 0 ? undefined : 'a list of disks, the system disk first';

const systemChecks: Readonly<Record<keyof OperatingSystem, Check>> = {
  osType: oneOf(['linux', 'windows']),
  osName: text,
  platform: text,
  architecture: oneOf(architectures),
  bootMode: oneOf(bootModes),
};

const imageChecks: Readonly<Record<Exclude<keyof SeedImage, 'regionId'>, Check>> = {
  imageId: text,
  imageName: text,
  imageFamily: anyText,
  imageVersion: anyText,
  description: anyText,
  status: oneOf(imageStatuses),
  sizeGiB: size,
  disks,
  encrypted: flag,
  kmsKeyId: anyText,
  ...systemChecks,
  tags: texts,
  resourceGroupId: text,
  ownerAlias: oneOf(imageOwners),
  isCopied: flag,
  isShared: flag,
  isPublic: flag,
  usedByInstance: flag,
  usable: flag,
  creationTime: time,
};

const diskChecks: Readonly<Record<keyof SeedDisk, Check>> = {
  sizeGiB: size,
  type: oneOf(diskTypes),
  device: text,
  encrypted: flag,
};

const keyChecks: Readonly<Record<Exclude<keyof SeedKey, 'regionId'>, Check>> = {
  keyId: text,
  state: oneOf(keyStates),
  usableByEcs: flag,
};

const instanceChecks: Readonly<Record<Exclude<keyof SeedInstance, 'regionId'>, Check>> = {
  instanceId: text,
  instanceName: text,
  description: anyText,
  status: oneOf(instanceStatuses),
  disks,
  imageId: text,
  instanceType: text,
  ...systemChecks,
  tags: texts,
  resourceGroupId: text,
  lockReason: oneOf(lockReasons),
  creationTime: time,
};

const instanceDiskChecks: Readonly<Record<keyof SeedInstanceDisk, Check>> = {
  ...diskChecks,
  diskId: text,
  kmsKeyId: text,
};

const snapshotChecks: Readonly<Record<Exclude<keyof SeedSnapshot, 'regionId'>, Check>> = {
  snapshotId: text,
  snapshotName: text,
  description: anyText,
  status: oneOf(snapshotStatuses),
  runsSeconds: size,
  sourceDiskId: text,
  sourceDiskType: oneOf(diskTypes),
  sizeGiB: size,
  encrypted: flag,
  kmsKeyId: text,
  category: oneOf(snapshotCategories),
  ...systemChecks,
  tags: texts,
  resourceGroupId: text,
  creationTime: time,
};

const LISTS: readonly (keyof Seeds)[] = ['images', 'keys', 'instances', 'snapshots'];

/**
 * Reads the images of a JSON file, and its keys, instances and snapshots if it has any.
 *
 * @param regionId the check of a region; by default, a region of the public cloud
 * @throws Error that names the file, the entry and the wrong property
 */
export function readSeedFile(file: string, regionId: Check = publicRegion): Seeds {
  return readJsonFile(file, (value) => parseSeeds(value, regionId));
}

/**
 * Checks a parsed JSON value: a list of images, or an object with a list of images and optional lists of keys, instances and snapshots.
 *
 * @throws Error such as `images[3].sizeGiB: expected a whole number from 1, found "big"`
 */
export function parseSeeds(value: unknown, regionId: Check = publicRegion): Seeds {
  const { images, keys, instances, snapshots } = seedLists(value, LISTS);
  return {
    images: parseImages(images, regionId),
    ...(keys && { keys: checkEntries<SeedKey>(keys, 'keys', { regionId, ...keyChecks }, ['regionId', 'keyId']) }),
    ...(instances && { instances: parseInstances(instances, regionId) }),
    ...(snapshots && { snapshots: parseSnapshots(snapshots, regionId) }),
  };
}

function parseImages(images: readonly unknown[], regionId: Check): SeedImage[] {
  const entries = checkEntries<SeedImage>(images, 'images', { regionId, ...imageChecks }, ['regionId', 'imageId']);
  for (const [at, { disks }] of entries.entries()) checkDisks<SeedDisk>(disks, `images[${at}]`, diskChecks);
  return entries;
}

function parseInstances(instances: readonly unknown[], regionId: Check): SeedInstance[] {
  const checks = { regionId, ...instanceChecks };
  const entries = checkEntries<SeedInstance>(instances, 'instances', checks, ['regionId', 'instanceId']);
  for (const [at, { disks }] of entries.entries())
    checkDisks<SeedInstanceDisk>(disks, `instances[${at}]`, instanceDiskChecks);
  return entries;
}

function parseSnapshots(snapshots: readonly unknown[], regionId: Check): SeedSnapshot[] {
  const checks = { regionId, ...snapshotChecks };
  return checkEntries<SeedSnapshot>(snapshots, 'snapshots', checks, ['regionId', 'snapshotId']);
}

function checkDisks<T extends SeedDisk>(
  disks: readonly unknown[] | undefined,
  where: string,
  checks: Readonly<Record<keyof T & string, Check>>,
): void {
  for (const [number, disk] of (disks ?? []).entries()) {
    checkObject<T>(disk, `${where}.disks[${number}]`, checks, ['sizeGiB']);
  }
}
