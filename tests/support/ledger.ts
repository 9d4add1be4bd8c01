import assert from 'node:assert/strict';
import { type AlibabaSimulator, builtInImages, type ImageView } from '../../simulator/index';
import { HOME as APSARA_HOME, OTHER as APSARA_OTHER } from './apsara';
import { HOME } from './copies';

/** The images of the account that are not the handlers', as they were at one moment. */
export type Bystanders = readonly ImageView[];

/** What may be in the account in addition to the bystanders. Everything is named `<region>/<id>`. */
export interface Rightful {
  /** The copies that have to be there: these and no others. */
  readonly images?: readonly string[];
  /** Snapshots that may be left although their image is gone, because nobody wished them away. */
  readonly orphanedSnapshots?: readonly string[];
}

/** Where images are before the first request, and where copies go by default, on any cloud: another one has nothing there. */
export const REGIONS: readonly string[] = [
  ...new Set([HOME, ...builtInImages.map(({ regionId }) => regionId), APSARA_HOME, APSARA_OTHER]),
];

/** `<region>/<id>`: an image as a ledger names it, and the identifier of a copy. */
export const nameOf = ({ regionId, imageId }: Pick<ImageView, 'regionId' | 'imageId'>): string =>
  `${regionId}/${imageId}`;

/** `<region>/<id>` of the snapshots that an image rests on. */
export const snapshotsOf = ({ regionId, disks }: Pick<ImageView, 'regionId' | 'disks'>): string[] =>
  disks.filter(({ snapshotId }) => snapshotId !== '').map(({ snapshotId }) => `${regionId}/${snapshotId}`);

/** Every image that is there now, to be held against the account later on. */
export function bystandersOf({ world }: AlibabaSimulator, regionIds: readonly string[] = REGIONS): Bystanders {
  return regionIds.flatMap((regionId) => world.images(regionId));
}

/**
 * The one assertion about what is left: the bystanders are untouched, the rightful copies are there, and there is no other image, no
 * other running copy and no snapshot without an image, except those that were left on purpose.
 *
 * @throws AssertionError that shows the difference.
 */
export function checkLedger(simulator: AlibabaSimulator, bystanders: Bystanders, rightful: Rightful = {}): void {
  const { world } = simulator;
  const { images = [], orphanedSnapshots = [] } = rightful;
  for (const before of bystanders) {
    const after = world.image(before.regionId, before.imageId);
    assert.deepEqual(after && lasting(after), lasting(before), `${nameOf(before)} is not ours and was changed`);
    for (const snapshot of snapshotsOf(after ?? before)) {
      assert.ok(
        snapshotExists(simulator, snapshot),
        `snapshot ${snapshot} of ${nameOf(before)} is not ours and is gone`,
      );
    }
  }

  const ledger = simulator.ledger();
  const expected = new Set([...bystanders.map(nameOf), ...images]);
  const present = new Set([...ledger.images, ...bystandersOf(simulator).map(nameOf)]);
  const missing = [...images].filter((image) => !present.has(image));
  const surplus = [...present].filter((image) => !expected.has(image));
  assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] }, 'the images are not the wished ones');

  const resting = [...present].flatMap((image) => snapshotsOf(find(simulator, image)));
  const allowed = new Set([...resting, ...orphanedSnapshots]);
  const orphans = ledger.snapshots.filter((snapshot) => !allowed.has(snapshot));
  assert.deepEqual(orphans, [], 'snapshots are left, and billed, though their image is gone');
}

/** `<region>/<id>` of the snapshots that people made: no type deletes them, whatever was made from them. */
export function snapshotsOfUsers({ world }: AlibabaSimulator, regionIds: readonly string[] = REGIONS): string[] {
  const snapshots = regionIds
    .flatMap((regionId) => world.snapshots(regionId))
    .filter(({ madeBy }) => madeBy === 'user');
  return snapshots.map(({ regionId, snapshotId }) => `${regionId}/${snapshotId}`);
}

/** Whether a snapshot, `<region>/<id>`, exists. */
export function snapshotExists({ world }: AlibabaSimulator, snapshot: string): boolean {
  const [regionId = '', snapshotId = ''] = snapshot.split('/');
  return world.snapshot(regionId, snapshotId) !== undefined;
}

function find({ world }: AlibabaSimulator, image: string): Pick<ImageView, 'regionId' | 'disks'> {
  const [regionId = '', imageId = ''] = image.split('/');
  return world.image(regionId, imageId) ?? { regionId, disks: [] };
}

/** What does not change by itself: a running copy goes on and gets its snapshots. */
function lasting({ status, progress, remainTime, usable, visible, disks, ...rest }: ImageView) {
  return rest.source === undefined ? { ...rest, status, usable, disks } : rest;
}
