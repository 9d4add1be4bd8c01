import { HOME, leftovers, makeCopy, NOTHING_LEFT, remove, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const TWO_DISKS = { SourceImageId: 'm-bp1windows2022base' };

describe('DELETE with DeleteAutoSnapshot', () => {
  const stage = useStage(() => openStage({ behaviour: { copySeconds: 600 } }));
  const make = () => makeCopy(stage(), { ...TWO_DISKS, DeleteAutoSnapshot: true });
  const snapshotIds = () => leftovers(stage()).snapshots.map((place) => place.split('/')[1] ?? '');
  const deletions = () =>
    stage().simulator.calls.flatMap(({ action, parameters }) =>
      action === 'DeleteSnapshot' ? [parameters.SnapshotId] : [],
    );
  const actions = () => stage().simulator.calls.map(({ action }) => action);

  it('deletes the snapshots of all disks after the image', async () => {
    const copy = await make();
    expect(snapshotIds()).toHaveLength(2);
    expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    expect(actions().lastIndexOf('DeleteImage')).toBeLessThan(actions().indexOf('DeleteSnapshot'));
  });

  it.each([false, 'false', undefined])('keeps them if it is %p', async (value) => {
    const copy = await make();
    expect((await remove(stage(), copy, { DeleteAutoSnapshot: value })).final.status).toBe('SUCCESS');
    expect(snapshotIds()).toHaveLength(2);
  });

  it('keeps those of an imported image that is no copy: no copying made them', async () => {
    const world = stage().simulator.world;
    world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: false });
    const identifier = { tfcfnid: `${HOME}/m-uf6theirs` };
    const { resourceModel } = await stage().invoke('READ', identifier);
    expect(resourceModel?.SnapshotIds).toEqual([]);
    const { final } = await stage().run('DELETE', { ...resourceModel, DeleteAutoSnapshot: true });
    expect(final.status).toBe('SUCCESS');
    expect(world.image(HOME, 'm-uf6theirs')).toBeUndefined();
    expect(actions()).not.toContain('DeleteSnapshot');
  });

  it('deletes those of an imported copy that somebody else made', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: true });
    await stage().run('DELETE', { tfcfnid: `${HOME}/m-uf6theirs`, DeleteAutoSnapshot: true });
    expect(actions()).toContain('DeleteSnapshot');
  });

  it('names them before it deletes the image: they stand in the log if all else is lost', async () => {
    const copy = await make();
    const ids = snapshotIds();
    const { answers } = await remove(stage(), copy);
    expect(answers[0]?.message).toBe(`about to delete image ${copy.imageId} and its snapshots ${ids.join(', ')}`);
  });

  it('remembers them before it deletes the image, however often an invocation is lost', async () => {
    const copy = await make();
    const request = { ...copy.wish, ...copy.identifier };
    const ids = snapshotIds();
    const first = await stage().invoke('DELETE', request, { token: 'delete' });
    expect(actions()).not.toContain('DeleteImage');
    expect(JSON.stringify(first.callbackContext)).toContain(JSON.stringify(ids));

    // The next invocation deletes the image; its answer is lost, so it is repeated with the same context.
    const next = { token: 'delete', callbackContext: first.callbackContext };
    stage().simulator.inject({ action: 'DeleteSnapshot', reset: 'before', times: Number.POSITIVE_INFINITY });
    await stage().invoke('DELETE', first.resourceModel ?? {}, next);
    expect(leftovers(stage()).images).toEqual([]);
    stage().simulator.clearFaults();
    const repeated = await stage().invoke('DELETE', first.resourceModel ?? {}, next);
    expect(repeated.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not forget them where the look after DeleteImage fails', async () => {
    const copy = await make();
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, skip: 2, times: 4 });
    expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not take a refused look after DeleteImage for the end', async () => {
    const copy = await make();
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Forbidden.RAM' }, skip: 2 });
    expect((await remove(stage(), copy)).final.errorCode).toBe('AccessDenied');
  });

  it('goes on while snapshots are busy, each for itself', async () => {
    const copy = await make();
    const [first = '', second = ''] = snapshotIds();
    stage().simulator.world.lockSnapshot(HOME, first, 'Operation.Conflict');
    const { answers, final } = await stage().run(
      'DELETE',
      { ...copy.wish, ...copy.identifier },
      {
        meanwhile: (_, count) => {
          if (count === 4) stage().simulator.world.lockSnapshot(HOME, first, undefined);
        },
      },
    );
    expect(answers[1]?.message).toBe(`deleting snapshot ${first}`);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    const deletions = stage().simulator.calls.filter(({ parameters }) => parameters.SnapshotId === second);
    expect(deletions).toHaveLength(1);
  });

  it('names a snapshot that cannot be deleted and deletes the others', async () => {
    const copy = await make();
    const [first = '', second = ''] = snapshotIds();
    stage().simulator.world.lockSnapshot(HOME, first, 'SnapshotCreatedDisk');
    const { final } = await remove(stage(), copy);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('Disks were created from the snapshot: delete them first.');
    expect(final.message).toContain(
      `snapshot ${first} in ${HOME} is left and billed: delete it by hand, then delete the stack again.`,
    );
    expect(final.message).not.toContain(second);
    expect(snapshotIds()).toEqual([first]);
  });

  it('names all snapshots that are left, in the plural', async () => {
    const copy = await make();
    const [first = '', second = ''] = snapshotIds();
    for (const id of [first, second]) stage().simulator.world.lockSnapshot(HOME, id, 'SnapshotCreatedImage');
    const { answers, final } = await remove(stage(), copy);
    expect(answers[1]?.message).toBe(`deleting snapshots ${first}, ${second}`);
    // The image is gone: it is not looked for again.
    expect(actions().slice(actions().indexOf('DeleteSnapshot'))).not.toContain('DescribeImages');
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain(
      `snapshots ${first}, ${second} in ${HOME} are left and billed: delete them by hand, then delete the stack again.`,
    );
  });

  it.each(['error', 'ignored'] as const)(
    'does not mind that somebody deleted one (%s)',
    async (deleteMissingSnapshot) => {
      stage().simulator.behave({ deleteMissingSnapshot });
      const copy = await make();
      stage().simulator.world.removeSnapshot(HOME, snapshotIds()[0] ?? '');
      expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    },
  );

  it.each([true, false])(
    'deletes what an earlier DELETE left of a copy that is gone, if that is wished (%s)',
    async (DeleteAutoSnapshot) => {
      const copy = await make();
      const SnapshotIds = snapshotIds();
      stage().simulator.world.remove(HOME, copy.imageId);
      const { final } = await remove(stage(), copy, { SnapshotIds, DeleteAutoSnapshot });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
      expect(snapshotIds()).toEqual(DeleteAutoSnapshot ? [] : SnapshotIds);
    },
  );

  it.each([
    ['cannot be the ID of a snapshot', ['', 's-uf6/x', 's uf6', 's-uf6&Force=true', '-uf6', `s-${'x'.repeat(127)}`]],
    ['is no text', [5, null, true, { Ref: 's-uf6' }, ['s-uf6']]],
  ])('deletes nothing that stands among the SnapshotIds of a request and %s', async (_, others) => {
    const copy = await make();
    const ids = snapshotIds();
    stage().simulator.world.remove(HOME, copy.imageId);
    await remove(stage(), copy, { SnapshotIds: [...others, ...ids] });
    expect(deletions()).toEqual(ids);
  });

  it('deletes no more snapshots than an image may have, whatever a request says', async () => {
    const copy = await make();
    stage().simulator.world.remove(HOME, copy.imageId);
    const SnapshotIds = Array.from({ length: 101 }, (_, n) => `s-uf6disk${n}`);
    await remove(stage(), copy, { SnapshotIds });
    expect(deletions()).toEqual(SnapshotIds.slice(0, 100));
  });

  it('deletes snapshots that appear while it waits for a copy that cannot be cancelled', async () => {
    stage().simulator.behave({
      cancel: 'refused',
      copiesPerRegion: 1,
      cancelWhileWaiting: 'refused',
      copySeconds: 200,
    });
    await stage().invoke('CREATE', { SourceImageId: 'm-bp1golden0ubuntu24', SourceRegionId: 'cn-hangzhou' });
    const wish = { ...TWO_DISKS, SourceRegionId: 'cn-hangzhou', DeleteAutoSnapshot: true };
    const { resourceModel } = await stage().invoke('CREATE', wish);
    const { final } = await stage().run('DELETE', resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toMatchObject({ images: [expect.any(String)], snapshots: [expect.any(String)] });
  });
});
