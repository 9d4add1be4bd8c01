import type { OperatingSystem } from './operating-system';
import type { DiskType } from './snapshot';

/** The states of an instance, in the service's own spelling. */
export const instanceStatuses = ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'] as const;
export type InstanceStatus = (typeof instanceStatuses)[number];

/** Why an instance is locked (OperationLocks of DescribeInstances). */
export const lockReasons = ['financial', 'security', 'Recycling', 'dedicatedhostfinancial', 'refunded'] as const;
export type LockReason = (typeof lockReasons)[number];

/** A cloud disk of an instance. */
export interface InstanceDisk {
  readonly diskId: string;
  readonly device: string;
  readonly type: DiskType;
  readonly sizeGiB: number;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
}

/** An instance. Times are in simulated milliseconds since 1970. */
export interface InstanceRecord {
  readonly regionId: string;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly description: string;
  status: InstanceStatus;
  readonly createdAt: number;
  /** The image that it was created from. It may no longer exist. */
  readonly imageId: string;
  readonly instanceType: string;
  readonly os: OperatingSystem;
  /** If there is a system disk, it is the first. */
  readonly disks: readonly InstanceDisk[];
  readonly resourceGroupId: string;
  readonly tags: Map<string, string>;
  lockReason?: LockReason;
  /** The code of CreateImage if it refuses this source. */
  unfit?: string;
}
