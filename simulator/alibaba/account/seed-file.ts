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
import { keyStates } from './kms';
import { regions } from './regions';
import type { SeedDisk, SeedImage, SeedKey } from './seeds';

/** What a file says of the account. */
export interface Seeds {
  readonly images: readonly SeedImage[];
  /** Undefined: the built-in keys. */
  readonly keys?: readonly SeedKey[];
}

const region: Check = (value) =>
  typeof value === 'string' && regions.has(value) ? undefined : 'a region id such as cn-hangzhou';
const tags: Check = (value) =>
  isObject(value) && Object.values(value).every((tag) => typeof tag === 'string') ? undefined : 'texts by their keys';
const disks: Check = (value) =>
  Array.isArray(value) && value.length > 0 ? undefined : 'a list of disks, the system disk first';

const imageChecks: Readonly<Record<keyof SeedImage, Check>> = {
  regionId: region,
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
  osType: oneOf(['linux', 'windows']),
  osName: text,
  platform: text,
  architecture: oneOf(['x86_64', 'i386', 'arm64']),
  bootMode: oneOf(['BIOS', 'UEFI', 'UEFI-Preferred']),
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
  type: oneOf(['system', 'data']),
  device: text,
  encrypted: flag,
};

const keyChecks: Readonly<Record<keyof SeedKey, Check>> = {
  regionId: region,
  keyId: text,
  state: oneOf(keyStates),
  usableByEcs: flag,
};

const seedsChecks: Readonly<Record<keyof Seeds, Check>> = { images: list, keys: list };

/**
 * Reads the images of a JSON file, and the keys if it has any.
 *
 * @throws Error that names the file, the entry and the property that is wrong
 */
export function readSeedFile(file: string): Seeds {
  return readJsonFile(file, parseSeeds);
}

/**
 * Checks a parsed JSON value: a list of images, or an object with lists of images and keys.
 *
 * @throws Error such as `images[3].sizeGiB: expected a whole number from 1, found "big"`
 */
export function parseSeeds(value: unknown): Seeds {
  if (Array.isArray(value)) return { images: parseImages(value) };
  if (!isObject(value) || value.images === undefined)
    throw new Error(`expected a list of images, or an object of images and keys, found ${show(value)}`);
  checkObject<Seeds>(value, undefined, seedsChecks, []);
  return { images: parseImages(value.images), ...(value.keys && { keys: parseKeys(value.keys) }) };
}

function parseKeys(keys: readonly unknown[]): SeedKey[] {
  return keys.map((entry, index) => {
    checkObject<SeedKey>(entry, `keys[${index}]`, keyChecks, ['regionId', 'keyId']);
    return entry;
  });
}

function parseImages(images: readonly unknown[]): SeedImage[] {
  return images.map((entry, index) => {
    const where = `images[${index}]`;
    checkObject<SeedImage>(entry, where, imageChecks, ['regionId', 'imageId']);
    for (const [number, disk] of (entry.disks ?? []).entries()) {
      checkObject<SeedDisk>(disk, `${where}.disks[${number}]`, diskChecks, ['sizeGiB']);
    }
    return entry;
  });
}
