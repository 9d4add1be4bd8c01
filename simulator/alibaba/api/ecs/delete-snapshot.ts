import type { Action, ActionCall } from './operation';

/** Codes that Force overrules: disks that were made from the snapshot (DeleteSnapshot documentation). */
const overruledByForce: ReadonlySet<string> = new Set(['SnapshotCreatedDisk']);

/** DeleteSnapshot. RegionId is none of its documented parameters: the endpoint tells the region, if it can, and here ids are unique anyway. */
export const deleteSnapshot: Action = (call) => {
  const snapshotId = call.parameters.required('SnapshotId', 'MissingParameter');
  const snapshot = call.cloud.snapshots.get(snapshotId);
  if (!snapshot || outsideRegion(call, snapshot.regionId)) {
    if (call.behaviour.deleteMissingSnapshot === 'ignored') return {};
    throw call.refuse('InvalidSnapshotId.NotFound');
  }
  const force = call.parameters.flag('Force') ?? false;
  const lock = snapshot.lockedBy;
  if (lock !== undefined && !(force && overruledByForce.has(lock))) throw call.refuse(lock);
  if (call.cloud.image(snapshot.regionId, snapshot.imageId)) throw call.refuse('SnapshotCreatedImage');
  call.cloud.snapshots.delete(snapshotId);
  return {};
};

function outsideRegion(call: ActionCall, regionId: string): boolean {
  const asked = call.endpointRegionId || call.parameters.text('RegionId');
  return asked !== '' && asked !== regionId;
}
