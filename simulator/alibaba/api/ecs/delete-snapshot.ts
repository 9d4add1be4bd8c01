import type { EcsRequest, Operation } from './operation';

/** The codes that Force overrides: disks that were created from the snapshot (DeleteSnapshot documentation). */
const overruledByForce: ReadonlySet<string> = new Set(['SnapshotCreatedDisk']);

/**
 * DeleteSnapshot: RegionId is not one of its documented parameters. The endpoint gives the region if it can. In the simulator IDs are
 * unique in all regions.
 */
export const deleteSnapshot: Operation = (request) => {
  const snapshotId = request.parameters.required('SnapshotId', 'MissingParameter');
  const snapshot = request.account.snapshots.get(snapshotId);
  if (!snapshot || outsideRegion(request, snapshot.regionId)) {
    if (request.behaviour.deleteMissingSnapshot === 'ignored') return {};
    throw request.refuse('InvalidSnapshotId.NotFound');
  }
  const force = request.parameters.flag('Force') ?? false;
  const lock = snapshot.lockedBy;
  if (lock !== undefined && !(force && overruledByForce.has(lock))) throw request.refuse(lock);
  if (request.account.snapshotsOfImages(snapshot.regionId).has(snapshotId))
    throw request.refuse('SnapshotCreatedImage');
  request.account.snapshots.delete(snapshotId);
  return {};
};

function outsideRegion(request: EcsRequest, regionId: string): boolean {
  const asked = request.endpointRegionId || request.parameters.text('RegionId');
  return asked !== '' && asked !== regionId;
}
