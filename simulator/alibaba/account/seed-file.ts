import {
  anyText,
  type Check,
  checkObject,
  flag,
  isObject,
  list,
  oneOf,
  show,
  size,
  text,
  time,
} from '../../common/checked';
import { readJsonFile } from '../../common/json-file';
import { imageOwners, imageStatuses } from './image';
import { instanceStatuses, lockReasons } from './instance';
import { keyStates } from './kms';
import { architectures, bootModes, type OperatingSystem } from './operating-system';
import { publicRegions } from './regions';
import type { SeedDisk, SeedImage, SeedKey } from './seeds';
import { diskTypes, snapshotCategories, snapshotStatuses } from './snapshot';
import type { SeedInstance, SeedInstanceDisk, SeedSnapshot } from './source-seeds';

/** What a file says of the account. */
export interface Seeds {
  readonly images: readonly SeedImage[];
  /** Undefined: the built-in keys. */
  readonly keys?: readonly SeedKey[];
  /** Undefined: the built-in instances. */
  readonly instances?: readonly SeedInstance[];
  /** Undefined: the built-in snapshots. */
  readonly snapshots?: readonly SeedSnapshot[];
}

/** Regions of the public cloud. */
const publicRegion: Check = (value) =>
  typeof value === 'string' && publicRegions.has(value) ? undefined : 'a region id such as cn-hangzhou';

/** Regions of any name. */
export const freeRegion: Check = (value) =>
  typeof value === 'string' && /^[\w-]+$/.test(value) ? undefined : 'a region id such as cn-x-env30-d01';
const tags: Check = (value) =>
  isObject(value) && Object.values(value).every((tag) => typeof tag === 'string') ? undefined : 'texts by their keys';
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
  tags,
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
  tags,
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
  tags,
  resourceGroupId: text,
  creationTime: time,
};

const seedsChecks: Readonly<Record<keyof Seeds, Check>> = {
  images: list,
  keys: list,
  instances: list,
  snapshots: list,
};

/**
 * Reads the images of a JSON file, and the keys, instances and snapshots if it has any.
 *
 * @param regionId what a region may be, default: one of the public cloud
 * @throws Error that names the file, the entry and the property that is wrong
 */
export function readSeedFile(file: string, regionId: Check = publicRegion): Seeds {
  return readJsonFile(file, (value) => parseSeeds(value, regionId));
}

/**
 * Checks a parsed JSON value: a list of images, or an object with a list of images and perhaps of keys, instances and snapshots.
 *
 * @throws Error such as `images[3].sizeGiB: expected a whole number from 1, found "big"`
 */
export function parseSeeds(value: unknown, regionId: Check = publicRegion): Seeds {
  if (Array.isArray(value)) return { images: parseImages(value, regionId) };
  if (!isObject(value) || value.images === undefined)
    throw new Error(`expected a list of images, or an object of images and keys, found ${show(value)}`);
  checkObject<Seeds>(value, undefined, seedsChecks, []);
  return {
    images: parseImages(value.images, regionId),
    ...(value.keys && { keys: parseKeys(value.keys, regionId) }),
    ...(value.instances && { instances: parseInstances(value.instances, regionId) }),
    ...(value.snapshots && { snapshots: parseSnapshots(value.snapshots, regionId) }),
  };
}

function parseKeys(keys: readonly unknown[], regionId: Check): SeedKey[] {
  return keys.map((entry, index) => {
    checkObject<SeedKey>(entry, `keys[${index}]`, { regionId, ...keyChecks }, ['regionId', 'keyId']);
    return entry;
  });
}

function parseImages(images: readonly unknown[], regionId: Check): SeedImage[] {
  return images.map((entry, index) => {
    const where = `images[${index}]`;
    checkObject<SeedImage>(entry, where, { regionId, ...imageChecks }, ['regionId', 'imageId']);
    checkDisks<SeedDisk>(entry.disks, where, diskChecks);
    return entry;
  });
}

function parseInstances(instances: readonly unknown[], regionId: Check): SeedInstance[] {
  return instances.map((entry, index) => {
    const where = `instances[${index}]`;
    checkObject<SeedInstance>(entry, where, { regionId, ...instanceChecks }, ['regionId', 'instanceId']);
    checkDisks<SeedInstanceDisk>(entry.disks, where, instanceDiskChecks);
    return entry;
  });
}

function parseSnapshots(snapshots: readonly unknown[], regionId: Check): SeedSnapshot[] {
  return snapshots.map((entry, index) => {
    checkObject<SeedSnapshot>(entry, `snapshots[${index}]`, { regionId, ...snapshotChecks }, [
      'regionId',
      'snapshotId',
    ]);
    return entry;
  });
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
