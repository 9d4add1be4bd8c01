import type { Action, ActionCall } from './action';

/** Codes that Force overrules: disks that were made from the snapshot (DeleteSnapshot documentation). */
const overruledByForce: ReadonlySet<string> = new Set(['SnapshotCreatedDisk']);

/** DeleteSnapshot. It has no RegionId of its own: the endpoint tells the region, and here ids are unique anyway. */
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
  const asked = call.parameters.text('RegionId');
  return asked !== '' && asked !== regionId;
}
