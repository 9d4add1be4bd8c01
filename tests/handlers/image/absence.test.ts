import { leftovers, makeImage, NOTHING_LEFT, startImage, useStage } from '../../support/copies';
import { INSTANCE, openImageStage } from '../../support/images';

/** DeleteImage documents both: InvalidImageId.NotFound, and that a deletion of an image that does not exist is ignored. */
describe('where ECS accepts the deletion of an image that does not exist', () => {
  const stage = useStage(() => openImageStage({ behaviour: { deleteMissingImage: 'ignored' } }));
  const WISH = { InstanceId: INSTANCE, ImageName: 'golden' };

  it('the rollback of a creation that has removed its image ends', async () => {
    stage().simulator.behave({ createOutcome: { failAtPercent: 40, status: 'CreateFailed' } });
    const { final: failed } = await stage().run('CREATE', WISH);
    expect(failed.message).toContain('Everything that it had created was removed.');
    const { final, answers } = await stage().run('DELETE', failed.resourceModel ?? {});
    expect(final.status).toBe('SUCCESS');
    expect(answers).toHaveLength(2);
  });

  it('the deletion of an image that somebody else has deleted ends, and takes the snapshots that are left', async () => {
    const { imageId, model } = await makeImage(stage(), WISH);
    stage().simulator.world.remove(String(model.RegionId), imageId);
    const { final } = await stage().run('DELETE', { ...model, DeleteAutoSnapshot: true });
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('the rollback ends although the time-out is over when the deletion is accepted', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 45 });
    const { model, imageId } = await startImage(stage(), { ...WISH, Timeouts: { Delete: '1m' } });
    stage().simulator.world.remove(String(model.RegionId), imageId);
    const { final } = await stage().run('DELETE', model);
    expect(final.status).toBe('SUCCESS');
  });

  it('the rollback of an image that nobody has seen yet waits until no list can hide it any more', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 400, invisibleTo: 'everyAction' });
    const { model } = await startImage(stage(), WISH);
    const { final } = await stage().run('DELETE', model);
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
