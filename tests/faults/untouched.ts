import assert from 'node:assert/strict';
import type { Simulator, SnapshotView } from '../../simulator/index';
import { type Bystanders, bystandersOf, checkLedger, REGIONS, type Rightful } from '../support/ledger';

/** What of the account no scenario may touch, as it was at one moment: other images, and the snapshots that people made. */
export interface Untouched {
  readonly images: Bystanders;
  readonly snapshots: readonly SnapshotView[];
}

/** Every image and every snapshot of people that is there now, to be held against the account later on. */
export function untouchedOf(simulator: Simulator): Untouched {
  const images = bystandersOf(simulator);
  const snapshots = REGIONS.flatMap((regionId) => simulator.world.snapshots(regionId));
  return { images, snapshots: snapshots.filter(({ madeBy }) => madeBy === 'user') };
}

/**
 * Whether everything is as it was, and all else that is there is rightful. An image may rest on a snapshot that somebody made:
 * whatever becomes of the image, the snapshot stays.
 *
 * @throws AssertionError
 */
export function checkAccount(simulator: Simulator, { images, snapshots }: Untouched, rightful: Rightful): void {
  checkLedger(simulator, images, rightful);
  for (const before of snapshots) {
    const { regionId, snapshotId } = before;
    const after = simulator.world.snapshot(regionId, snapshotId);
    assert.deepEqual(after, before, `snapshot ${regionId}/${snapshotId} is somebody else's and was changed`);
  }
}
