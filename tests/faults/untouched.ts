import assert from 'node:assert/strict';
import type { AlibabaSimulator } from '../../simulator/index';
import { bystandersOf, checkLedger, REGIONS } from '../support/ledger';
import type { Untouched } from './subject';

/**
 * Every image and every snapshot of people that is there now. An image may rest on a snapshot that somebody made: whatever becomes of the
 * image, the snapshot stays.
 */
export function untouchedOf(simulator: AlibabaSimulator): Untouched {
  const bystanders = bystandersOf(simulator);
  const snapshots = REGIONS.flatMap((regionId) => simulator.world.snapshots(regionId));
  const ofPeople = snapshots.filter(({ madeBy }) => madeBy === 'user');
  return ({ images, stays }) => {
    checkLedger(simulator, bystanders, { images, orphanedSnapshots: stays });
    for (const before of ofPeople) {
      const { regionId, snapshotId } = before;
      const after = simulator.world.snapshot(regionId, snapshotId);
      assert.deepEqual(after, before, `snapshot ${regionId}/${snapshotId} is somebody else's and was changed`);
    }
  };
}
