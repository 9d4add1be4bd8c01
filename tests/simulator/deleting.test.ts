import { DeleteImageRequest, DeleteSnapshotRequest } from '@alicloud/ecs20140526';
import type { AlibabaSimulator } from '../../simulator/index';
import { sdk } from './sdk';
import { copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, seconds, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

const deleteImage = async (imageId: string, parameters: Record<string, boolean> = {}, regionId = SHANGHAI) =>
  outcome(await raw(simulator, 'DeleteImage', { RegionId: regionId, ImageId: imageId, ...parameters }));

const deleteSnapshot = async (snapshotId: string, parameters: Record<string, string | boolean> = {}) =>
  outcome(await raw(simulator, 'DeleteSnapshot', { SnapshotId: snapshotId, ...parameters }));

async function finishedCopy(): Promise<{ imageId: string; snapshotId: string }> {
  const imageId = await copyGolden(simulator);
  simulator.world.finishCopy(SHANGHAI, imageId);
  const [disk] = simulator.world.image(SHANGHAI, imageId)?.disks ?? [];
  return { imageId, snapshotId: disk?.snapshotId ?? '' };
}

test('with the SDK: the image goes, its snapshot stays until it is deleted too', async () => {
  const client = sdk(simulator);
  const { imageId, snapshotId } = await finishedCopy();
  await client.deleteImage(new DeleteImageRequest({ regionId: SHANGHAI, imageId }));
  expect(simulator.ledger()).toMatchObject({ images: [], snapshots: [`${SHANGHAI}/${snapshotId}`] });
  await client.deleteSnapshot(new DeleteSnapshotRequest({ snapshotId }));
  expect(simulator.ledger().snapshots).toEqual([]);
});

describe('DeleteImage', () => {
  test('is refused while the image is copied, from either side', async () => {
    const imageId = await copyGolden(simulator);
    expect(await deleteImage(imageId, { Force: true })).toBe('403 OperationDenied.ImageCopying');
    expect(await deleteImage(GOLDEN, { Force: true }, HANGZHOU)).toBe('403 OperationDenied.ImageCopying');
    simulator.world.failCopy(SHANGHAI, imageId);
    expect(await deleteImage(imageId)).toBe('200');
    expect(await deleteImage(GOLDEN, {}, HANGZHOU)).toBe('200');
  });

  test('is refused while the image is created in another way', async () => {
    simulator.world.addImage({ regionId: SHANGHAI, imageId: 'm-new', status: 'Creating' });
    expect(await deleteImage('m-new')).toBe('403 ImageIsCreating');
  });

  test('of an image in use needs Force', async () => {
    const { imageId } = await finishedCopy();
    simulator.world.useByInstance(SHANGHAI, imageId);
    expect(await deleteImage(imageId)).toBe('403 ImageUsingByInstance');
    expect(await deleteImage(imageId, { Force: true })).toBe('200');
  });

  test('of a shared image is refused, with Force as the behaviour says', async () => {
    const { imageId } = await finishedCopy();
    simulator.world.share(SHANGHAI, imageId);
    expect(await deleteImage(imageId)).toBe('403 ImageUseShared');
    expect(await deleteImage(imageId, { Force: true })).toBe('403 ImageUseShared');
    simulator.behave({ forceDeletesShared: true });
    expect(await deleteImage(imageId)).toBe('403 ImageUseShared');
    expect(await deleteImage(imageId, { Force: true })).toBe('200');
  });

  test('of a community image is refused until it is private', async () => {
    const { imageId } = await finishedCopy();
    simulator.world.publish(SHANGHAI, imageId);
    expect(await deleteImage(imageId, { Force: true })).toBe('403 ImageIsPublic');
    simulator.world.publish(SHANGHAI, imageId, false);
    expect(await deleteImage(imageId)).toBe('200');
  });

  test('works on a deprecated image', async () => {
    const { imageId } = await finishedCopy();
    simulator.world.deprecate(SHANGHAI, imageId);
    expect(await deleteImage(imageId)).toBe('200');
  });

  test('can take a while', async () => {
    simulator.behave({ deleteTakesSeconds: 30 });
    const { imageId, snapshotId } = await finishedCopy();
    expect(await deleteImage(imageId)).toBe('200');
    expect(await deleteImage(imageId)).toBe('200');
    simulator.clock.advance(seconds(29));
    expect(simulator.world.image(SHANGHAI, imageId)).toMatchObject({ status: 'Available', leaving: true });
    expect(await deleteSnapshot(snapshotId)).toBe('403 SnapshotCreatedImage');
    simulator.clock.advance(seconds(1));
    expect(simulator.world.image(SHANGHAI, imageId)).toBeUndefined();
    expect(await deleteSnapshot(snapshotId)).toBe('200');
  });

  test('of an image that does not exist is an error or ignored', async () => {
    expect(await deleteImage('m-none')).toBe('404 InvalidImageId.NotFound');
    simulator.behave({ deleteMissingImage: 'ignored' });
    expect(await deleteImage('m-none')).toBe('200');
  });

  test('does nothing in a dry run', async () => {
    const { imageId } = await finishedCopy();
    expect(await deleteImage(imageId, { DryRun: true })).toBe('400 DryRunOperation');
    expect(simulator.world.image(SHANGHAI, imageId)?.leaving).toBe(false);
  });

  test('needs a region that exists', async () => {
    expect(await deleteImage('m-none', {}, 'cn-atlantis')).toBe('404 InvalidRegionId.NotFound');
  });

  test('of an image of the system does not find it', async () => {
    expect(await deleteImage('ubuntu_24_04_x64_20G_alibase_20260915.vhd', {}, HANGZHOU)).toBe(
      '404 InvalidImageId.NotFound',
    );
  });
});

describe('DeleteSnapshot', () => {
  test('is refused as long as the image exists', async () => {
    const { snapshotId } = await finishedCopy();
    expect(await deleteSnapshot(snapshotId, { Force: true })).toBe('403 SnapshotCreatedImage');
  });

  test('of a snapshot that does not exist is ignored or an error', async () => {
    expect(await deleteSnapshot('s-none')).toBe('200');
    simulator.behave({ deleteMissingSnapshot: 'error' });
    expect(await deleteSnapshot('s-none')).toBe('404 InvalidSnapshotId.NotFound');
  });

  test('does not find a snapshot in another region', async () => {
    simulator.behave({ deleteMissingSnapshot: 'error' });
    const { snapshotId } = await finishedCopy();
    expect(await deleteSnapshot(snapshotId, { RegionId: HANGZHOU })).toBe('404 InvalidSnapshotId.NotFound');
    expect(await deleteSnapshot(snapshotId, { RegionId: SHANGHAI })).toBe('403 SnapshotCreatedImage');
  });

  test('finds a snapshot by the endpoint of its region only, where the endpoint tells the region', async () => {
    simulator.behave({ deleteMissingSnapshot: 'error' });
    const { imageId, snapshotId } = await finishedCopy();
    await deleteImage(imageId);
    const at = async (path: string) =>
      outcome(await raw(simulator, 'DeleteSnapshot', { SnapshotId: snapshotId, RegionId: SHANGHAI }, { path }));
    expect(await at(`/${HANGZHOU}`)).toBe('404 InvalidSnapshotId.NotFound');
    expect(await at(`/ecs/${SHANGHAI}/`)).toBe('200');
    expect(simulator.ledger().snapshots).toEqual([]);
  });

  test('can be refused with any of its codes; Force overrules the use by disks only', async () => {
    const { imageId, snapshotId } = await finishedCopy();
    await deleteImage(imageId);
    simulator.world.lockSnapshot(SHANGHAI, snapshotId, 'Operation.Conflict');
    expect(await deleteSnapshot(snapshotId, { Force: true })).toBe('403 Operation.Conflict');
    simulator.world.lockSnapshot(SHANGHAI, snapshotId, 'SnapshotCreatedDisk');
    expect(await deleteSnapshot(snapshotId)).toBe('403 SnapshotCreatedDisk');
    simulator.world.lockSnapshot(SHANGHAI, snapshotId, undefined);
    expect(simulator.world.snapshot(SHANGHAI, snapshotId)).toMatchObject({ sizeGiB: 40, madeBy: 'copy' });
    simulator.world.lockSnapshot(SHANGHAI, snapshotId, 'SnapshotCreatedDisk');
    expect(await deleteSnapshot(snapshotId, { Force: true })).toBe('200');
    expect(simulator.world.snapshot(SHANGHAI, snapshotId)).toBeUndefined();
  });

  test('needs an id', async () => {
    expect(await deleteSnapshot('')).toBe('400 MissingParameter');
  });
});
