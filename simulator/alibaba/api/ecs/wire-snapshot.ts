import { isoSeconds } from '../../../common/time';
import { type SnapshotRecord, snapshotProgressAt, snapshotStatusAt } from '../../account/snapshot';
import { wireTags } from './tags';

/** A snapshot with the fields and types of DescribeSnapshots. */
export function wireSnapshot(
  snapshot: SnapshotRecord,
  usedByImages: ReadonlySet<string>,
  now: number,
): Record<string, unknown> {
  const status = snapshotStatusAt(snapshot, now);
  const { share, remainSeconds } = snapshotProgressAt(snapshot, now);
  const { endsAt = snapshot.createdAt } = snapshot;
  return {
    SnapshotId: snapshot.snapshotId,
    SnapshotName: snapshot.snapshotName,
    Description: snapshot.description,
    RegionId: snapshot.regionId,
    Status: status,
    Available: status === 'accomplished',
    Progress: `${Math.round(share * 100)}%`,
    RemainTime: remainSeconds,
    CreationTime: isoSeconds(snapshot.createdAt),
    LastModifiedTime: isoSeconds(Math.min(endsAt, now)),
    SourceDiskId: snapshot.diskId,
    SourceDiskType: snapshot.diskType,
    SourceDiskSize: String(snapshot.sizeGiB),
    SourceStorageType: 'disk',
    SnapshotType: 'user',
    Category: snapshot.category,
    Encrypted: snapshot.encrypted,
    KMSKeyId: snapshot.kmsKeyId,
    Usage: usageOf(snapshot, usedByImages),
    InstantAccess: false,
    ProductCode: '',
    ResourceGroupId: snapshot.resourceGroupId,
    Tags: wireTags(snapshot.tags),
  };
}

/** What was created from a snapshot, in the words of DescribeSnapshots. The lock of a snapshot shows that disks were. */
export function usageOf({ snapshotId, lockedBy }: SnapshotRecord, usedByImages: ReadonlySet<string>): string {
  const uses = [
    ...(usedByImages.has(snapshotId) ? ['image'] : []),
    ...(lockedBy === 'SnapshotCreatedDisk' ? ['disk'] : []),
  ];
  return uses.join('_') || 'none';
}
