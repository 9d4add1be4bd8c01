import { anyText, type Check, flag, isObject, oneOf, size, text, texts, time } from '../../common/checked';
import { readJsonFile } from '../../common/json-file';
import { checkEntries, seedLists } from '../../common/seed-lists';
import { agencyRights, keyStates, vaultKinds } from './holdings';
import { imageKinds, imageStatuses, imageTypes } from './image';
import { defaultProjects } from './regions';
import type { SeedImage, Seeds } from './seeds';

/** The content of a seed file. Missing lists are the built-in ones. */
export type FileSeeds = Pick<Seeds, 'images'> & Partial<Seeds>;

type Entry<Name extends keyof Seeds> = Seeds[Name][number];
type Checks<Name extends keyof Seeds> = Readonly<Record<keyof Entry<Name> & string, Check>>;

const LISTS: readonly (keyof Seeds)[] = ['images', 'keys', 'vaults', 'agencies', 'enterpriseProjects'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A region in which the account has a project. */
const regionId: Check = (value) =>
  defaultProjects.some((project) => project.regionId === value) ? undefined : 'a region id such as cn-north-4';
const id: Check = (value) =>
  typeof value === 'string' && UUID.test(value) ? undefined : 'an id such as 7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
const members: Check = (value) =>
  isObject(value) && Object.values(value).every((member) => typeof member === 'string' || member === null)
    ? undefined
    : 'texts or null by their names';
const rights: Check = (value) =>
  Array.isArray(value) && value.every((right) => agencyRights.includes(right))
    ? undefined
    : `a list of ${agencyRights.join(', ')}`;
/** Files cannot set it, because permissions in single projects are granted in the console. */
const notInFiles: Check = () => 'none: rights names what is granted in every project';

const imageChecks: Readonly<Record<keyof SeedImage, Check>> = {
  regionId,
  name: text,
  imageId: id,
  kind: oneOf(imageKinds),
  imageType: oneOf(imageTypes),
  status: oneOf(imageStatuses),
  description: text,
  osType: oneOf(['Linux', 'Windows', 'Other']),
  osVersion: text,
  platform: text,
  sizeGiB: size,
  kmsKeyId: id,
  protected: flag,
  tags: texts,
  enterpriseProjectId: text,
  accepted: flag,
  members,
  createdAt: time,
};

const keyChecks: Checks<'keys'> = { regionId, keyId: id, state: oneOf(keyStates), usable: flag };

const vaultChecks: Checks<'vaults'> = {
  regionId,
  vaultId: id,
  kind: oneOf(vaultKinds),
  protection: oneOf(['backup', 'replication']),
  capacityGiB: size,
  usedGiB: size,
  available: flag,
};

const agencyChecks: Checks<'agencies'> = {
  name: text,
  service: text,
  description: anyText,
  rights,
  projectRights: notInFiles,
};

const enterpriseProjectChecks: Checks<'enterpriseProjects'> = { id: text, name: text, enabled: flag };

/**
 * Reads the images of a JSON file, and its keys, vaults, agencies and enterprise projects if it has any.
 *
 * @throws Error that names the file, the entry and the wrong property
 */
export function readHuaweiSeedFile(file: string): FileSeeds {
  return readJsonFile(file, parseHuaweiSeeds);
}

/**
 * Checks a parsed JSON value: a list of images, or an object with a list of images and optional other lists.
 *
 * @throws Error such as `images[3].kind: expected one of system, data, iso, whole, bareMetal, found "disk"`
 */
export function parseHuaweiSeeds(value: unknown): FileSeeds {
  const { images, keys, vaults, agencies, enterpriseProjects } = seedLists(value, LISTS);
  return {
    images: checkEntries<SeedImage>(images, 'images', imageChecks, ['regionId', 'name']),
    ...(keys && { keys: checkEntries<Entry<'keys'>>(keys, 'keys', keyChecks, ['regionId', 'keyId']) }),
    ...(vaults && { vaults: checkEntries<Entry<'vaults'>>(vaults, 'vaults', vaultChecks, ['regionId', 'vaultId']) }),
    ...(agencies && { agencies: checkEntries<Entry<'agencies'>>(agencies, 'agencies', agencyChecks, ['name']) }),
    ...(enterpriseProjects && {
      enterpriseProjects: checkEntries<Entry<'enterpriseProjects'>>(
        enterpriseProjects,
        'enterpriseProjects',
        enterpriseProjectChecks,
        ['id'],
      ),
    }),
  };
}
