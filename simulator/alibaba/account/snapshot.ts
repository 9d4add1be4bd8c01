import type { OperatingSystem } from './operating-system';

/** The states of a snapshot, in the service's own spelling. */
export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const;
export type SnapshotStatus = (typeof snapshotStatuses)[number];

/** The kinds of snapshots. An image cannot be created from an archived snapshot. */
export const snapshotCategories = ['standard', 'archive'] as const;
export type SnapshotCategory = (typeof snapshotCategories)[number];

export const diskTypes = ['system', 'data'] as const;
export type DiskType = (typeof diskTypes)[number];

/** A snapshot. Times are in simulated milliseconds since 1970. */
export interface SnapshotRecord {
  readonly regionId: string;
  readonly snapshotId: string;
  readonly snapshotName: string;
  readonly description: string;
  /** Empty if the disk does not belong to the account. */
  readonly diskId: string;
  readonly diskType: DiskType;
  readonly sizeGiB: number;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly category: SnapshotCategory;
  readonly createdAt: number;
  /** The call that created it: CopyImage or CreateImage. `user`: it existed before, or a person created it. */
  readonly madeBy: 'copy' | 'creation' | 'user';
  readonly os: OperatingSystem;
  readonly tags: Map<string, string>;
  resourceGroupId: string;
  /** When it is complete or has failed. Missing if it was complete from the start. */
  endsAt?: number;
  failed?: boolean;
  /** The code of DeleteSnapshot if it refuses this snapshot. */
  lockedBy?: string;
  /** The code of CreateImage if it refuses this source. */
  unfit?: string;
}

/** The state of a snapshot at a time. */
export function snapshotStatusAt({ endsAt, failed }: SnapshotRecord, now: number): SnapshotStatus {
  if (endsAt !== undefined && now < endsAt) return 'progressing';
  return failed ? 'failed' : 'accomplished';
}

/** The progress of a snapshot at a time: a share of 0 to 1, and the remaining seconds. A failed snapshot has no progress. */
export function snapshotProgressAt(
  { createdAt, endsAt, failed }: SnapshotRecord,
  now: number,
): { readonly share: number; readonly remainSeconds: number } {
  if (failed && now >= (endsAt ?? now)) return { share: 0, remainSeconds: 0 };
  if (endsAt === undefined || now >= endsAt) return { share: 1, remainSeconds: 0 };
  if (!Number.isFinite(endsAt)) return { share: 0, remainSeconds: 0 };
  return { share: (now - createdAt) / (endsAt - createdAt), remainSeconds: Math.round((endsAt - now) / 1000) };
}
