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

/** Says what is wrong with a value, as the end of "expected …"; undefined: nothing. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text that is not empty');
const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'a text');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const size: Check = (value) => (Number.isSafeInteger(value) && Number(value) > 0 ? undefined : 'a whole number from 1');
const time: Check = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'a time such as 2026-01-31T12:00:00Z';
const region: Check = (value) =>
  typeof value === 'string' && regions.has(value) ? undefined : 'a region id such as cn-hangzhou';
const tags: Check = (value) =>
  isObject(value) && Object.values(value).every((tag) => typeof tag === 'string') ? undefined : 'texts by their keys';
const disks: Check = (value) =>
  Array.isArray(value) && value.length > 0 ? undefined : 'a list of disks, the system disk first';
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : `one of ${values.join(', ')}`;

const LONGEST_VALUE = 60;

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

const list: Check = (value) => (Array.isArray(value) ? undefined : 'a list');
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

function checkObject<T>(
  value: unknown,
  where: string | undefined,
  checks: Readonly<Record<keyof T & string, Check>>,
  required: readonly (keyof T & string)[],
): asserts value is T {
  if (!isObject(value)) throw new Error(`${where}: expected an object, found ${show(value)}`);
  const placeOf = (name: string): string => (where === undefined ? name : `${where}.${name}`);
  for (const name of required) {
    if (value[name] === undefined) throw new Error(`${placeOf(name)}: is missing`);
  }
  const known = new Map<string, Check>(Object.entries(checks));
  for (const [name, property] of Object.entries(value)) {
    const check = known.get(name);
    if (!check) throw new Error(`${placeOf(name)}: there is no such property, only ${[...known.keys()].join(', ')}`);
    const expected = check(property);
    if (expected !== undefined) throw new Error(`${placeOf(name)}: expected ${expected}, found ${show(property)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as far as it fits into a line. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
