import type { Account } from './account';
import type { InstanceDisk, InstanceStatus, LockReason } from './instance';
import { type OperatingSystem, operatingSystem } from './operating-system';
import { DEFAULT_SIZE_GIB, diskDefaults, type SeedDisk } from './seeds';
import type { DiskType, SnapshotCategory, SnapshotRecord, SnapshotStatus } from './snapshot';

/** An instance that exists before the first request. An image can be created from it. Only the region and the ID are required. */
export interface SeedInstance extends Partial<OperatingSystem> {
  readonly regionId: string;
  readonly instanceId: string;
  /** By default, the instance ID. */
  readonly instanceName?: string;
  readonly description?: string;
  /** By default `Running`. */
  readonly status?: InstanceStatus;
  /** The first is the system disk. By default, there is only a system disk of 40 GiB. */
  readonly disks?: readonly SeedInstanceDisk[];
  /** The image that it was created from. If the account has an image with this ID, the image is in use. */
  readonly imageId?: string;
  readonly instanceType?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** By default, the default group of the account. Another group is added to the account. */
  readonly resourceGroupId?: string;
  readonly lockReason?: LockReason;
  /** ISO 8601; by default, the start of the simulator. */
  readonly creationTime?: string;
}

export interface SeedInstanceDisk extends SeedDisk {
  /** By default, the ID of the instance with the prefix `d` and the number of the disk at the end. */
  readonly diskId?: string;
  /** The key of an encrypted disk; by default, the service key. */
  readonly kmsKeyId?: string;
}

/** A snapshot that a user created before the first request. Only the region and the ID are required. */
export interface SeedSnapshot extends Partial<OperatingSystem> {
  readonly regionId: string;
  readonly snapshotId: string;
  readonly snapshotName?: string;
  readonly description?: string;
  /** By default `accomplished`. A `progressing` snapshot stays so unless `runsSeconds` is set. */
  readonly status?: SnapshotStatus;
  /** The time until it is accomplished, in simulated seconds. */
  readonly runsSeconds?: number;
  readonly sourceDiskId?: string;
  /** By default `system`. */
  readonly sourceDiskType?: DiskType;
  /** By default 40. */
  readonly sizeGiB?: number;
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  /** By default `standard`. */
  readonly category?: SnapshotCategory;
  readonly tags?: Readonly<Record<string, string>>;
  /** By default, the default group of the account. Another group is added to the account. */
  readonly resourceGroupId?: string;
  /** ISO 8601; by default, the start of the simulator. */
  readonly creationTime?: string;
}

const SYSTEM_IMAGE = 'ubuntu_24_04_x64_20G_alibase_20260915.vhd';

/** The instances of the account that builds golden images. */
export const builtInInstances: readonly SeedInstance[] = [
  {
    regionId: 'cn-hangzhou',
    instanceId: 'i-bp1builder0ubuntu24',
    instanceName: 'builder-ubuntu-24.04',
    imageId: SYSTEM_IMAGE,
    disks: [
      { diskId: 'd-bp1builder0system00', sizeGiB: 40 },
      { diskId: 'd-bp1builder0data0000', sizeGiB: 100 },
    ],
    tags: { team: 'platform' },
  },
  {
    regionId: 'cn-hangzhou',
    instanceId: 'i-bp1stopped0debian12',
    instanceName: 'builder-debian-12',
    status: 'Stopped',
    platform: 'Debian',
    osName: 'Debian 12.5 64 bit',
    disks: [{ diskId: 'd-bp1stopped0system00', sizeGiB: 20 }],
  },
  {
    regionId: 'cn-shanghai',
    instanceId: 'i-uf6builder0ubuntu24',
    instanceName: 'builder-ubuntu-24.04-shanghai',
    disks: [{ diskId: 'd-uf6builder0system00', sizeGiB: 40 }],
  },
];

/** Snapshots that people created in the same account. */
export const builtInSnapshots: readonly SeedSnapshot[] = [
  {
    regionId: 'cn-hangzhou',
    snapshotId: 's-bp1system0ubuntu24',
    snapshotName: 'builder-system-monday',
    sourceDiskId: 'd-bp1builder0system00',
    tags: { team: 'platform' },
  },
  {
    regionId: 'cn-hangzhou',
    snapshotId: 's-bp1data00builder00',
    snapshotName: 'builder-data-monday',
    sourceDiskId: 'd-bp1builder0data0000',
    sourceDiskType: 'data',
    sizeGiB: 100,
  },
  {
    regionId: 'cn-shanghai',
    snapshotId: 's-uf6system0ubuntu24',
    snapshotName: 'builder-system-shanghai',
    sourceDiskId: 'd-uf6builder0system00',
  },
];

/**
 * Adds an instance to the account.
 *
 * @throws Error if the region is unknown or the id is taken
 */
export function addSeedInstance(account: Account, seed: SeedInstance, now: number): void {
  const { regionId, instanceId, instanceName = instanceId, resourceGroupId = account.defaultResourceGroup } = seed;
  if (!account.regions.has(regionId)) throw new Error(`instance ${instanceId}: there is no region ${regionId}`);
  if (account.instances.has(instanceId)) throw new Error(`instance ${instanceId} exists twice`);
  const { description = '', status = 'Running', imageId = '', instanceType = 'ecs.g7.large', lockReason } = seed;
  account.instances.set(instanceId, {
    ...{ regionId, instanceId, instanceName, description, status, imageId, instanceType, resourceGroupId, lockReason },
    createdAt: seed.creationTime === undefined ? now : Date.parse(seed.creationTime),
    os: operatingSystem(seed),
    disks: instanceDisks(seed),
    tags: new Map(Object.entries(seed.tags ?? {})),
  });
  account.addResourceGroup(resourceGroupId);
  const image = account.image(regionId, imageId);
  if (image?.ownerAlias === 'self') image.usedByInstance = true;
}

function instanceDisks({ instanceId, disks = [{ sizeGiB: DEFAULT_SIZE_GIB }] }: SeedInstance): InstanceDisk[] {
  return disks.map((disk: SeedInstanceDisk, index) => ({
    ...diskDefaults(disk, index),
    encrypted: disk.encrypted ?? disk.kmsKeyId !== undefined,
    diskId: disk.diskId ?? `d${instanceId.slice(1)}${index}`,
    kmsKeyId: disk.kmsKeyId ?? '',
  }));
}

/**
 * Adds a snapshot to the account.
 *
 * @throws Error if the region is unknown or the id is taken
 */
export function addSeedSnapshot(account: Account, seed: SeedSnapshot, now: number): void {
  const { regionId, snapshotId, resourceGroupId = account.defaultResourceGroup } = seed;
  if (!account.regions.has(regionId)) throw new Error(`snapshot ${snapshotId}: there is no region ${regionId}`);
  if (account.snapshots.has(snapshotId)) throw new Error(`snapshot ${snapshotId} exists twice`);
  const { snapshotName = '', description = '', sourceDiskId: diskId = '', sourceDiskType: diskType = 'system' } = seed;
  const { sizeGiB = DEFAULT_SIZE_GIB, kmsKeyId = '', category = 'standard' } = seed;
  account.snapshots.set(snapshotId, {
    ...{ regionId, snapshotId, snapshotName, description, diskId, diskType, sizeGiB, kmsKeyId, category },
    encrypted: seed.encrypted ?? kmsKeyId !== '',
    createdAt: seed.creationTime === undefined ? now : Date.parse(seed.creationTime),
    madeBy: 'user',
    os: operatingSystem(seed),
    tags: new Map(Object.entries(seed.tags ?? {})),
    resourceGroupId,
    ...ending(seed, now),
  });
  account.addResourceGroup(resourceGroupId);
}

function ending({ status, runsSeconds }: SeedSnapshot, now: number): Pick<SnapshotRecord, 'endsAt' | 'failed'> {
  if (status === 'failed') return { endsAt: now, failed: true };
  if (runsSeconds !== undefined) return { endsAt: now + runsSeconds * 1000 };
  return status === 'progressing' ? { endsAt: Number.POSITIVE_INFINITY } : {};
}
