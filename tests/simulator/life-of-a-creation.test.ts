import {
  DeleteImageRequest,
  DeleteSnapshotRequest,
  TagResourcesRequest,
  TagResourcesRequestTag,
} from '@alicloud/ecs20140526';
import { type AlibabaSimulator, type Behaviour, leftOf } from '../../simulator/index';
import { createImage, outcomeOf, RUNNING, readImage, STOPPED, SYSTEM_SNAPSHOT } from './creations';
import { sdk } from './sdk';
import { HANGZHOU, outcome, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start({ behaviour: { createSeconds: 1000 } });
});
afterEach(stopSimulators);

const create = () => createImage(simulator, { instanceId: RUNNING, imageName: 'golden-v43' });
const remove = (imageId: string) =>
  outcomeOf(sdk(simulator).deleteImage(new DeleteImageRequest({ regionId: HANGZHOU, imageId })));
const removeSnapshot = (snapshotId: string, force?: boolean) =>
  outcomeOf(sdk(simulator).deleteSnapshot(new DeleteSnapshotRequest({ snapshotId, force })));
const viewed = (imageId: string) => simulator.world.image(HANGZHOU, imageId);
const snapshotsOf = (imageId: string) => viewed(imageId)?.disks.map(({ snapshotId }) => snapshotId) ?? [];
const own = () => simulator.world.snapshots(HANGZHOU).filter(({ madeBy }) => madeBy === 'creation');

/** Status and progress of the image, progress of its disks, Usable. */
async function shown(imageId: string): Promise<string> {
  const { status, progress, usable, diskDeviceMappings } = await readImage(simulator, imageId);
  const disks = diskDeviceMappings?.diskDeviceMapping?.map((disk) => `${disk.progress} ${disk.remainTime}`);
  return `${status} ${progress} [${disks?.join(', ')}] ${usable}`;
}

test('an image is Creating, with its progress and that of its disks, until it is Available', async () => {
  const imageId = await create();
  expect(await shown(imageId)).toBe('Creating 0% [0% 1000, 0% 1000] false');
  simulator.clock.advance(seconds(370));
  expect(await shown(imageId)).toBe('Creating 37% [37% 630, 37% 630] false');
  expect(simulator.ledger()).toMatchObject({ runningCopies: 0, waitingCopies: 0, runningCreations: 1 });
  expect(leftOf(simulator.ledger()).unfinished).toBe(1);
  simulator.clock.advance(seconds(630));
  expect(await shown(imageId)).toBe('Available 100% [100% 0, 100% 0] true');
  expect(simulator.ledger()).toMatchObject({ runningCreations: 0, images: [`${HANGZHOU}/${imageId}`] });
});

test('an image is not shown in the usual list while it is made, and may be Usable late', async () => {
  simulator.behave({ usableDelaySeconds: 60 });
  const imageId = await create();
  const listed = async () => (await raw(simulator, 'DescribeImages', { RegionId: HANGZHOU, ImageId: imageId })).body;
  expect((await listed()).TotalCount).toBe(0);
  simulator.clock.advance(seconds(1000));
  expect((await listed()).Images.Image).toMatchObject([{ Status: 'Available', Usable: false }]);
  simulator.clock.advance(seconds(60));
  expect((await listed()).Images.Image).toMatchObject([{ Status: 'Available', Usable: true }]);
});

test('takes as long as the behaviour says for what it is made from; from snapshots it takes no copying', async () => {
  simulator = await start();
  const ofInstance = await createImage(simulator, { instanceId: RUNNING });
  const ofSnapshot = await createImage(simulator, { snapshotId: SYSTEM_SNAPSHOT });
  simulator.clock.advance(seconds(60));
  expect([viewed(ofInstance)?.status, viewed(ofSnapshot)?.status]).toEqual(['Creating', 'Available']);
  simulator.clock.advance(seconds(140 * 15 - 61));
  expect(viewed(ofInstance)?.status).toBe('Creating');
  simulator.clock.advance(seconds(1));
  expect(viewed(ofInstance)?.status).toBe('Available');
});

test('an image is not in use because copies are', async () => {
  simulator.behave({ copiesInUse: true });
  const imageId = await create();
  simulator.clock.advance(seconds(1000));
  expect((await readImage(simulator, imageId)).usage).toBe('none');
});

test('creations do not wait, for copies or for one another', async () => {
  simulator.behave({ copiesPerRegion: 0 });
  const first = await create();
  const second = await createImage(simulator, { instanceId: STOPPED });
  expect([viewed(first)?.status, viewed(second)?.status]).toEqual(['Creating', 'Creating']);
});

test.each<[Behaviour['createdDisks'], { creating: number; failed: number; available: number }]>([
  ['shown', { creating: 2, failed: 2, available: 2 }],
  ['firstWhileCreating', { creating: 1, failed: 2, available: 2 }],
  ['noneWhileCreating', { creating: 0, failed: 2, available: 2 }],
  ['noneUntilAvailable', { creating: 0, failed: 0, available: 2 }],
])('the disks are shown as the behaviour says: %s', async (createdDisks, expected) => {
  simulator.behave({ createdDisks });
  const count = async (imageId: string) =>
    (await readImage(simulator, imageId)).diskDeviceMappings?.diskDeviceMapping?.length;
  const imageId = await create();
  const creating = await count(imageId);
  simulator.world.finishCreation(HANGZHOU, imageId);
  const available = await count(imageId);
  const other = await createImage(simulator, { instanceId: RUNNING });
  simulator.world.failCreation(HANGZHOU, other);
  expect({ creating, failed: await count(other), available }).toEqual(expected);
});

describe('the snapshots of an instance', () => {
  test('are one for each disk, in its region, and are made while the image is', async () => {
    const imageId = await create();
    expect(own()).toMatchObject([
      { diskId: 'd-bp1builder0system00', diskType: 'system', sizeGiB: 40, status: 'progressing' },
      { diskId: 'd-bp1builder0data0000', diskType: 'data', sizeGiB: 100, status: 'progressing' },
    ]);
    expect(own().map(({ snapshotId }) => snapshotId)).toEqual(snapshotsOf(imageId));
    expect(own().map(({ snapshotName }) => snapshotName)).toEqual(Array(2).fill(`SnapshotForImage-${imageId}`));
    simulator.clock.advance(seconds(1000));
    expect(own()).toMatchObject([{ status: 'accomplished' }, { status: 'accomplished' }]);
    expect(simulator.ledger().snapshots).toEqual(snapshotsOf(imageId).map((id) => `${HANGZHOU}/${id}`));
  });

  test('can have another name, or none', async () => {
    simulator.behave({ creationSnapshotName: '' });
    await create();
    expect(own().map(({ snapshotName }) => snapshotName)).toEqual(['', '']);
  });

  test('cannot be deleted while the image exists, and outlive it', async () => {
    const imageId = await create();
    const [systemDisk = ''] = snapshotsOf(imageId);
    expect(await removeSnapshot(systemDisk)).toBe('403 SnapshotCreatedImage');
    simulator.clock.advance(seconds(1000));
    expect(await removeSnapshot(systemDisk, true)).toBe('403 SnapshotCreatedImage');
    expect(await remove(imageId)).toBe('200');
    expect(own()).toHaveLength(2);
    expect(await removeSnapshot(systemDisk)).toBe('200');
    expect(own()).toHaveLength(1);
  });

  test.each<Behaviour['busyDiskCode']>([
    'IncorrectDiskStatus.CreatingSnapshot',
    'QuotaExceed.ConcurrentSnapshotQuota',
    'TooManySnapshot.Unfinished',
    'IncorrectInstanceStatus',
  ])('keep the disks busy: a second image meanwhile is refused with %s', async (busyDiskCode) => {
    simulator.behave({ busyDiskCode });
    await create();
    const second = () => outcomeOf(createImage(simulator, { instanceId: RUNNING }));
    expect(await second()).toBe(`${busyDiskCode === 'IncorrectInstanceStatus' ? 400 : 403} ${busyDiskCode}`);
    expect(await outcomeOf(createImage(simulator, { instanceId: STOPPED }))).toBe('200');
    simulator.clock.advance(seconds(1000));
    expect(await second()).toBe('200');
  });

  test('of people and their policies keep the disks busy too', async () => {
    const seed = { regionId: HANGZHOU, snapshotId: 's-policy', sourceDiskId: 'd-bp1builder0data0000' };
    simulator.world.addSnapshot({ ...seed, sourceDiskType: 'data', status: 'progressing' });
    expect(await outcomeOf(create())).toBe('403 IncorrectDiskStatus.CreatingSnapshot');
    simulator.world.endSnapshot(HANGZHOU, 's-policy');
    expect(await outcomeOf(create())).toBe('200');
  });

  test('have a quota a disk', async () => {
    simulator.behave({ snapshotsPerDisk: 2 });
    simulator.world.finishCreation(HANGZHOU, await create());
    expect(await outcomeOf(createImage(simulator, { instanceId: RUNNING }))).toBe('403 QuotaExceed.Snapshot');
  });
});

describe('images from snapshots', () => {
  test('use those of the user, make none, and leave them as they were', async () => {
    const before = simulator.world.snapshots(HANGZHOU);
    const fromSnapshot = await createImage(simulator, { snapshotId: SYSTEM_SNAPSHOT });
    const fromDisks = await createImage(simulator, { disks: [{ snapshotId: SYSTEM_SNAPSHOT }, { size: 30 }] });
    expect(snapshotsOf(fromSnapshot)).toEqual([SYSTEM_SNAPSHOT]);
    expect(snapshotsOf(fromDisks)).toEqual([SYSTEM_SNAPSHOT, '']);
    simulator.world.failCreation(HANGZHOU, fromDisks);
    expect(await removeSnapshot(SYSTEM_SNAPSHOT, true)).toBe('403 SnapshotCreatedImage');
    expect(await remove(fromDisks)).toBe('200');
    expect(await removeSnapshot(SYSTEM_SNAPSHOT, true)).toBe('403 SnapshotCreatedImage');
    simulator.clock.advance(seconds(1000));
    expect(await remove(fromSnapshot)).toBe('200');
    expect(simulator.world.snapshots(HANGZHOU)).toEqual(before);
    expect(simulator.ledger().snapshots).toEqual([]);
    expect(await removeSnapshot(SYSTEM_SNAPSHOT)).toBe('200');
  });

  test('are found by the snapshot', async () => {
    const imageId = await createImage(simulator, { snapshotId: SYSTEM_SNAPSHOT });
    const { body } = await raw(simulator, 'DescribeImages', {
      RegionId: HANGZHOU,
      SnapshotId: SYSTEM_SNAPSHOT,
      Status: 'ALL',
    });
    expect(body.Images.Image.map(({ ImageId }) => ImageId)).toEqual([imageId]);
  });
});

describe('a creation that fails', () => {
  test.each(['CreateFailed', 'UnAvailable'] as const)('ends %s and keeps its failed snapshots', async (status) => {
    simulator.behave({ createOutcome: { failAtPercent: 50, status } });
    const imageId = await create();
    simulator.clock.advance(seconds(499));
    expect((await readImage(simulator, imageId)).status).toBe('Creating');
    simulator.clock.advance(seconds(1));
    expect(await shown(imageId)).toMatch(new RegExp(`^${status} 50% .* false$`));
    expect(own()).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
    simulator.clock.advance(seconds(1000));
    expect(viewed(imageId)?.status).toBe(status);
    expect(await remove(imageId)).toBe('200');
    expect(own()).toHaveLength(2);
  });

  test('leaves no snapshots behind if the behaviour says so, but those of users', async () => {
    simulator.behave({
      createOutcome: { failAtPercent: 50, status: 'CreateFailed' },
      failedCreationKeepsSnapshots: false,
    });
    const imageId = await create();
    const other = await createImage(simulator, { snapshotId: SYSTEM_SNAPSHOT });
    simulator.clock.advance(seconds(500));
    expect(own()).toEqual([]);
    expect(snapshotsOf(imageId)).toEqual(['', '']);
    expect(snapshotsOf(other)).toEqual([SYSTEM_SNAPSHOT]);
    expect(simulator.world.snapshot(HANGZHOU, SYSTEM_SNAPSHOT)?.status).toBe('accomplished');
  });

  test('frees the disks', async () => {
    simulator.world.failCreation(HANGZHOU, await create());
    expect(await outcomeOf(createImage(simulator, { instanceId: RUNNING }))).toBe('200');
  });
});

describe('an image that is being made', () => {
  test('is not deleted, unless the behaviour says so; then its snapshots are finished all the same', async () => {
    const imageId = await create();
    expect(await remove(imageId)).toBe('403 ImageIsCreating');
    simulator.behave({ deleteWhileCreating: 'accepted' });
    expect(await remove(imageId)).toBe('200');
    expect(viewed(imageId)).toBeUndefined();
    expect(own()).toMatchObject([{ status: 'progressing' }, { status: 'progressing' }]);
    simulator.clock.advance(seconds(1000));
    expect(own()).toMatchObject([{ status: 'accomplished' }, { status: 'accomplished' }]);
  });

  test('cannot be cancelled, nor afterwards', async () => {
    const imageId = await create();
    const cancel = async () =>
      outcome(await raw(simulator, 'CancelCopyImage', { RegionId: HANGZHOU, ImageId: imageId }));
    expect(await cancel()).toBe('400 ImageCreatedNotFromCopy');
    simulator.clock.advance(seconds(1000));
    expect(await cancel()).toBe('400 ImageCreatedNotFromCopy');
  });

  test('can be tagged, and neither renamed nor copied before it is Available', async () => {
    const imageId = await create();
    const rename = async () =>
      outcome(
        await raw(simulator, 'ModifyImageAttribute', { RegionId: HANGZHOU, ImageId: imageId, ImageName: 'renamed' }),
      );
    const copy = async () =>
      outcome(
        await raw(simulator, 'CopyImage', { RegionId: HANGZHOU, ImageId: imageId, DestinationRegionId: SHANGHAI }),
      );
    const tag = [new TagResourcesRequestTag({ key: 'a', value: 'b' })];
    const tagging = { regionId: HANGZHOU, resourceType: 'image', resourceId: [imageId], tag };
    await sdk(simulator).tagResources(new TagResourcesRequest(tagging));
    expect(viewed(imageId)?.tags).toEqual({ a: 'b' });
    expect([await rename(), await copy()]).toEqual(['403 InvalidStatus.ImageIsCreating', '400 IncorrectImageStatus']);
    simulator.clock.advance(seconds(1000));
    expect([await rename(), await copy()]).toEqual(['200', '200']);
  });

  test('is not what the world can finish twice, nor a copy', async () => {
    const imageId = await create();
    expect(() => simulator.world.finishCopy(HANGZHOU, imageId)).toThrow('is not an unfinished copy');
    simulator.world.finishCreation(HANGZHOU, imageId);
    expect(() => simulator.world.finishCreation(HANGZHOU, imageId)).toThrow(
      'is not an image that CreateImage is making',
    );
    expect(() => simulator.world.failCreation(HANGZHOU, 'm-bp1golden0ubuntu24')).toThrow('is not an image that');
  });
});
