import { ACCOUNT_ID, type Account } from './account';
import { type Disk, deviceAt, type ImageOwner, type ImageRecord, type ImageStatus } from './image';
import type { KeyState } from './kms';
import { operatingSystem } from './operating-system';
import type { DiskType } from './snapshot';

/** An image that exists before the first request. Only the region and the ID are required. */
export interface SeedImage {
  readonly regionId: string;
  readonly imageId: string;
  /** By default, the image ID. */
  readonly imageName?: string;
  readonly imageFamily?: string;
  readonly imageVersion?: string;
  readonly description?: string;
  /** By default `Available`. */
  readonly status?: ImageStatus;
  /** The size of the system disk; by default 40. Ignored if `disks` is set. */
  readonly sizeGiB?: number;
  /** The first is the system disk. By default, there is only a system disk. */
  readonly disks?: readonly SeedDisk[];
  /** By default, whether one of its disks is encrypted. */
  readonly encrypted?: boolean;
  /** The key is added to the account, unless the image belongs to somebody else. */
  readonly kmsKeyId?: string;
  /** By default `linux`. */
  readonly osType?: 'linux' | 'windows';
  readonly osName?: string;
  readonly platform?: string;
  /** By default `x86_64`. */
  readonly architecture?: string;
  readonly bootMode?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** By default, the default group of the account. Another group is added to the account. */
  readonly resourceGroupId?: string;
  /** By default `self`. */
  readonly ownerAlias?: ImageOwner;
  readonly isCopied?: boolean;
  readonly isShared?: boolean;
  readonly isPublic?: boolean;
  readonly usedByInstance?: boolean;
  readonly usable?: boolean;
  /** ISO 8601; by default, the start of the simulator. */
  readonly creationTime?: string;
}

export interface SeedDisk {
  readonly sizeGiB: number;
  /** By default `system` for the first disk, `data` for the others. */
  readonly type?: DiskType;
  /** By default `/dev/xvda`, `/dev/xvdb`, … */
  readonly device?: string;
  /** By default, whether the image is encrypted. */
  readonly encrypted?: boolean;
}

/** A KMS key of the account that exists before the first request. */
export interface SeedKey {
  readonly regionId: string;
  readonly keyId: string;
  /** By default `Enabled`. */
  readonly state?: KeyState;
  /** Whether its policy allows ECS to use it; by default true. */
  readonly usableByEcs?: boolean;
}

/** The owner of the images that do not belong to the account, and the account with which shared images are shared. */
export const FOREIGN_ACCOUNT_ID = 6543210987654321;

/** The default size of a system disk. */
export const DEFAULT_SIZE_GIB = 40;

/** The images of an imaginary account that builds golden images. The simulator starts with them by default. */
export const builtInImages: readonly SeedImage[] = [
  {
    regionId: 'cn-hangzhou',
    imageId: 'm-bp1golden0ubuntu24',
    imageName: 'golden-ubuntu-24.04-v41',
    imageFamily: 'golden-ubuntu',
    description: 'Ubuntu 24.04, hardened, build 41',
    tags: { team: 'platform', build: '41' },
  },
  {
    regionId: 'cn-hangzhou',
    imageId: 'm-bp1golden1ubuntu24',
    imageName: 'golden-ubuntu-24.04-v42',
    imageFamily: 'golden-ubuntu',
    description: 'Ubuntu 24.04, hardened, build 42',
    tags: { team: 'platform', build: '42' },
  },
  {
    regionId: 'cn-hangzhou',
    imageId: 'm-bp1windows2022base',
    imageName: 'golden-windows-2022-v7',
    osType: 'windows',
    disks: [{ sizeGiB: 80 }, { sizeGiB: 200 }],
  },
  {
    regionId: 'cn-hangzhou',
    imageId: 'm-bp1encrypted0image',
    imageName: 'golden-ubuntu-24.04-encrypted',
    encrypted: true,
    kmsKeyId: 'key-hzz0000000000000',
  },
  { regionId: 'ap-southeast-1', imageId: 'm-t4ngolden0ubuntu24', imageName: 'golden-ubuntu-24.04-singapore' },
  {
    regionId: 'eu-central-1',
    imageId: 'm-gw8golden0debian12',
    imageName: 'golden-debian-12-frankfurt',
    platform: 'Debian',
    osName: 'Debian 12.5 64 bit',
    sizeGiB: 20,
  },
  {
    regionId: 'cn-hangzhou',
    imageId: 'm-bp1shared0debian12',
    imageName: 'shared-debian-12',
    description: 'shared by another account',
    platform: 'Debian',
    osName: 'Debian 12.5 64 bit',
    ownerAlias: 'others',
    sizeGiB: 20,
  },
  {
    regionId: 'cn-hangzhou',
    imageId: 'ubuntu_24_04_x64_20G_alibase_20260915.vhd',
    ownerAlias: 'system',
    sizeGiB: 20,
  },
];

/** The keys of the same account. */
export const builtInKeys: readonly SeedKey[] = [
  { regionId: 'cn-hangzhou', keyId: 'key-hzz0000000000000' },
  { regionId: 'cn-shanghai', keyId: 'key-sha00example' },
  { regionId: 'cn-shanghai', keyId: 'key-shz0000000000000' },
  { regionId: 'ap-southeast-1', keyId: 'key-sgp00example' },
];

/**
 * Adds a key to the account.
 *
 * @throws Error if the region is unknown or already has the key
 */
export function addSeedKey(
  { kms, regions }: Account,
  { regionId, keyId, state = 'Enabled', usableByEcs = true }: SeedKey,
): void {
  if (!regions.has(regionId)) throw new Error(`key ${keyId}: there is no region ${regionId}`);
  if (kms.key(regionId, keyId)) throw new Error(`key ${keyId} exists twice in ${regionId}`);
  kms.add({ regionId, keyId, state, usableByEcs });
}

/**
 * Adds an image to the account.
 *
 * @throws Error if the region is unknown or already has the ID or the name
 */
export function addSeed(account: Account, seed: SeedImage, now: number): void {
  const { regionId, imageId } = seed;
  const image = recordOf(seed, account, now);
  if (!account.regions.has(regionId)) throw new Error(`image ${imageId}: there is no region ${regionId}`);
  if (account.image(regionId, imageId)) throw new Error(`image ${imageId} exists twice in ${regionId}`);
  if (image.ownerAlias === 'self' && account.nameIsTaken(regionId, image.imageName)) {
    throw new Error(`image ${imageId}: the name ${image.imageName} is taken in ${regionId}`);
  }
  account.add(image);
  account.addResourceGroup(image.resourceGroupId);
  if (image.ownerAlias !== 'self') return;
  const { kmsKeyId: keyId } = image;
  if (keyId !== '' && !account.kms.key(regionId, keyId)) addSeedKey(account, { regionId, keyId });
  account.takeSnapshots(image, { madeBy: 'user', at: image.createdAt });
}

function recordOf(seed: SeedImage, account: Account, now: number): ImageRecord {
  const disks = disksOf(seed);
  return {
    regionId: seed.regionId,
    imageId: seed.imageId,
    imageName: seed.imageName ?? seed.imageId,
    description: seed.description ?? '',
    imageFamily: seed.imageFamily ?? '',
    imageVersion: seed.imageVersion ?? '',
    status: seed.status ?? 'Available',
    createdAt: seed.creationTime === undefined ? now : Date.parse(seed.creationTime),
    ownerAlias: seed.ownerAlias ?? 'self',
    ownerId: (seed.ownerAlias ?? 'self') === 'self' ? ACCOUNT_ID : FOREIGN_ACCOUNT_ID,
    resourceGroupId: seed.resourceGroupId ?? account.defaultResourceGroup,
    ...operatingSystem(seed),
    licenseType: 'Auto',
    nvmeSupport: 'supported',
    imdsSupport: 'v1',
    encrypted: seed.encrypted ?? disks.some(({ encrypted }) => encrypted),
    kmsKeyId: seed.kmsKeyId ?? '',
    disks,
    tags: new Map(Object.entries(seed.tags ?? {})),
    isCopied: seed.isCopied ?? false,
    sharedWith: new Map(seed.isShared ? [[String(FOREIGN_ACCOUNT_ID), now]] : []),
    isPublic: seed.isPublic ?? false,
    usedByInstance: seed.usedByInstance ?? false,
    usable: seed.usable,
    visibleFrom: 0,
  };
}

function disksOf(seed: SeedImage): Disk[] {
  const disks = seed.disks ?? [{ sizeGiB: seed.sizeGiB ?? DEFAULT_SIZE_GIB }];
  return disks.map((disk: SeedDisk, index) => ({
    ...diskDefaults(disk, index),
    snapshotId: '',
    encrypted: disk.encrypted ?? seed.encrypted ?? false,
  }));
}

/** The defaults of a disk by its position, counted from 0. The first disk is the system disk. */
export function diskDefaults(disk: SeedDisk, index: number): Pick<Disk, 'device' | 'type' | 'sizeGiB'> {
  const { device = deviceAt(index), type = index === 0 ? 'system' : 'data', sizeGiB } = disk;
  return { device, type, sizeGiB };
}
