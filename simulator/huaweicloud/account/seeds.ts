import type { Account } from './account';
import type { EnterpriseProjectRecord, KeyRecord, ServiceAgencyRecord, VaultRecord } from './holdings';
import type { ImageKind, ImageRecord, ImageStatus, ImageType } from './image';
import { FOREIGN_PROJECT_ID, uuidOf } from './regions';

/** An image that exists before the first request. Only region and name are required. */
export interface SeedImage {
  readonly regionId: string;
  readonly name: string;
  /** By default, it is derived from region and name. */
  readonly imageId?: string;
  /** By default `system`. */
  readonly kind?: ImageKind;
  /** By default `private`. */
  readonly imageType?: ImageType;
  /** By default `active`. */
  readonly status?: ImageStatus;
  /** By default, the member is absent. */
  readonly description?: string;
  /** By default `Linux`. */
  readonly osType?: 'Linux' | 'Windows' | 'Other';
  readonly osVersion?: string;
  readonly platform?: string;
  /** In GB; by default 40. */
  readonly sizeGiB?: number;
  /** By default, the image is not encrypted. The key is added to the account. */
  readonly kmsKeyId?: string;
  readonly protected?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** By default `0`. */
  readonly enterpriseProjectId?: string;
  /** Only for a shared image; by default true. */
  readonly accepted?: boolean;
  /** Members that differ from the usual ones. `null` is written, `undefined` leaves the member out. */
  readonly members?: Readonly<Record<string, string | null | undefined>>;
  /** ISO 8601; by default, the start of the simulator. */
  readonly createdAt?: string;
}

/** What exists before the first request. */
export interface Seeds {
  readonly images: readonly SeedImage[];
  readonly keys: readonly (Pick<KeyRecord, 'regionId' | 'keyId'> & Partial<KeyRecord>)[];
  readonly vaults: readonly (Pick<VaultRecord, 'regionId' | 'vaultId'> & Partial<VaultRecord>)[];
  readonly agencies: readonly (Pick<ServiceAgencyRecord, 'name'> & Partial<ServiceAgencyRecord>)[];
  readonly enterpriseProjects: readonly (Pick<EnterpriseProjectRecord, 'id'> & Partial<EnterpriseProjectRecord>)[];
}

const GIB = 1024 ** 3;
const DEFAULT_SIZE_GIB = 40;

/** The environment type and the format, by the kind of the image ("Image attributes" of the API reference). */
const ENVIRONMENTS: Readonly<Record<ImageKind, string>> = {
  system: 'FusionCompute',
  data: 'DataImage',
  iso: 'IsoImage',
  whole: 'FusionCompute',
  bareMetal: 'Ironic',
};

/** Adds an image to the account. */
export function addSeed(account: Account, seed: SeedImage, now: number): void {
  const image = recordOf(account, seed, seed.createdAt === undefined ? now : Date.parse(seed.createdAt));
  if (account.image(image.regionId, image.imageId)) throw new Error(`there are two images ${image.imageId}`);
  account.add(image);
  const { kmsKeyId: keyId, regionId } = image;
  if (keyId !== '' && !account.holdings.key(regionId, keyId)) addKey(account, { regionId, keyId });
}

/** The ID of an image from a seed. */
export function idOfSeed({ regionId, name, imageId }: SeedImage): string {
  return imageId ?? uuidOf(`seed/${regionId}/${name}`);
}

function recordOf(account: Account, seed: SeedImage, createdAt: number): ImageRecord {
  const { regionId, name, kind = 'system', imageType = 'private', status = 'active' } = seed;
  const imageId = idOfSeed(seed);
  const ownProject = account.defaultProject(regionId);
  if (!ownProject) throw new Error(`the account has no project in ${regionId}`);
  return {
    ...{ regionId, imageId, kind, imageType, name, status, createdAt },
    owner: imageType === 'private' ? ownProject.projectId : FOREIGN_PROJECT_ID,
    updatedAt: createdAt,
    activeAt: createdAt,
    protected: seed.protected ?? imageType === 'gold',
    minRam: 0,
    minDisk: seed.sizeGiB ?? DEFAULT_SIZE_GIB,
    enterpriseProjectId: seed.enterpriseProjectId ?? '0',
    kmsKeyId: seed.kmsKeyId ?? '',
    backupId: kind === 'whole' ? uuidOf(`backup/${imageId}`) : '',
    accepted: seed.accepted ?? true,
    exporting: false,
    members: membersOf(seed, kind),
    tags: new Map(Object.entries(seed.tags ?? {})),
  };
}

/** The members of an image, according to samples in the documentation. */
function membersOf(seed: SeedImage, kind: ImageKind): Map<string, string | null> {
  const { osType = 'Linux', osVersion = 'Ubuntu 24.04 server 64bit', platform = 'Ubuntu', description } = seed;
  const members: Record<string, string | null | undefined> = {
    __description: description,
    container_format: 'bare',
    disk_format: kind === 'iso' ? 'iso' : 'zvhd2',
    __os_type: kind === 'data' ? undefined : osType,
    __os_bit: '64',
    __os_version: kind === 'data' ? undefined : osVersion,
    __platform: kind === 'data' ? undefined : platform,
    __isregistered: 'true',
    __image_source_type: 'uds',
    virtual_env_type: ENVIRONMENTS[kind],
    hw_firmware_type: 'bios',
    __support_kvm: 'true',
    __image_size: String((seed.sizeGiB ?? DEFAULT_SIZE_GIB) * GIB),
    __data_origin: null,
    __originalimagename: '',
    __productcode: '',
    __lazyloading: 'False',
    __root_origin: 'file',
    os_shutdown_timeout: '60',
    __whole_image: kind === 'whole' ? 'true' : undefined,
    ...seed.members,
  };
  return new Map(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export function addKey(account: Account, seed: Seeds['keys'][number]): void {
  account.holdings.addKey({ state: 'enabled', usable: true, ...seed });
}

/** Adds a vault. By default, it accepts replicated backups of servers. */
export function addVault(account: Account, seed: Seeds['vaults'][number]): void {
  const usual = { kind: 'server', protection: 'replication', capacityGiB: 1000, usedGiB: 0, available: true } as const;
  account.holdings.addVault({ ...usual, ...seed });
}

/** Adds an agency. By default, it trusts IMS and allows it to copy disks. */
export function addAgency(account: Account, seed: Seeds['agencies'][number]): void {
  const usual = { service: 'IMS', description: '', rights: ['IMS CrossCopyAgencyPolicy'] } as const;
  account.holdings.agencies.set(seed.name, { ...usual, projectRights: new Map(), ...seed });
}

export function addEnterpriseProject(account: Account, seed: Seeds['enterpriseProjects'][number]): void {
  account.holdings.enterpriseProjects.set(seed.id, { name: seed.id, enabled: true, ...seed });
}
