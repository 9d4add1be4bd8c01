import type { OperatingSystem } from './operating-system';

/** States of a snapshot, in the service's own spelling. */
export const snapshotStatuses = ['progressing', 'accomplished', 'failed'] as const;
export type SnapshotStatus = (typeof snapshotStatuses)[number];

/** Kinds of snapshots; no image can be made from one in the archive. */
export const snapshotCategories = ['standard', 'archive'] as const;
export type SnapshotCategory = (typeof snapshotCategories)[number];

export const diskTypes = ['system', 'data'] as const;
export type DiskType = (typeof diskTypes)[number];

/** One snapshot. Times in simulated milliseconds since 1970. */
export interface SnapshotRecord {
  readonly regionId: string;
  readonly snapshotId: string;
  readonly snapshotName: string;
  readonly description: string;
  /** Empty if the disk is not one of the account's. */
  readonly diskId: string;
  readonly diskType: DiskType;
  readonly sizeGiB: number;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly category: SnapshotCategory;
  readonly createdAt: number;
  /** The call that made it: CopyImage or CreateImage; `user`: it was there, or people made it. */
  readonly madeBy: 'copy' | 'creation' | 'user';
  readonly os: OperatingSystem;
  readonly tags: Map<string, string>;
  resourceGroupId: string;
  /** When it is whole, or failed; missing: it was whole from the start. */
  endsAt?: number;
  failed?: boolean;
  /** The code with which DeleteSnapshot is refused. */
  lockedBy?: string;
  /** The code with which CreateImage refuses it as a source. */
  unfit?: string;
}

/** The state of a snapshot at a moment. */
export function snapshotStatusAt({ endsAt, failed }: SnapshotRecord, now: number): SnapshotStatus {
  if (endsAt !== undefined && now < endsAt) return 'progressing';
  return failed ? 'failed' : 'accomplished';
}

/** How far a snapshot is at a moment: a share of 0 to 1, and the seconds that are left. One that failed has come to nothing. */
export function snapshotProgressAt(
  { createdAt, endsAt, failed }: SnapshotRecord,
  now: number,
): { readonly share: number; readonly remainSeconds: number } {
  if (failed && now >= (endsAt ?? now)) return { share: 0, remainSeconds: 0 };
  if (endsAt === undefined || now >= endsAt) return { share: 1, remainSeconds: 0 };
  if (!Number.isFinite(endsAt)) return { share: 0, remainSeconds: 0 };
  return { share: (now - createdAt) / (endsAt - createdAt), remainSeconds: Math.round((endsAt - now) / 1000) };
}
