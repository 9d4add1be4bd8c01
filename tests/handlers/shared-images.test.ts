import { HOME, imageOf, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, update, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const { SourceRegionId } = SOURCE;
/** One of the simulator's built-in images. */
const SHARED = { SourceRegionId, SourceImageId: 'm-bp1shared0debian12', DeleteAutoSnapshot: true };
const WITHIN = { ...SHARED, DestinationRegionId: SourceRegionId, ImageName: 'own-debian' };
const SOURCE_TAG = 'tfcfn:source';

describe('an image that another account shares', () => {
  const stage = useStage(() => openStage());

  it('is copied within its region, and the copy is like any other', async () => {
    const copy = await makeCopy(stage(), WITHIN);
    const { SourceImageId } = SHARED;
    expect(copy.identifier.tfcfnid).toBe(`cn-hangzhou/${copy.imageId}`);
    expect(imageOf(stage(), copy)).toMatchObject({
      ownerAlias: 'self',
      source: { regionId: SourceRegionId, imageId: SourceImageId },
      tags: { [SOURCE_TAG]: `${SourceRegionId}/${SourceImageId}` },
    });
    const read = await stage().invoke('READ', copy.identifier);
    expect(read.resourceModel).toEqual(copy.model);
    expect(read.resourceModel).toMatchObject({ SourceRegionId, SourceImageId, DestinationRegionId: SourceRegionId });
    const listed = await stage().invoke('LIST', { DestinationRegionId: SourceRegionId });
    expect(listed.resourceModels?.map(({ tfcfnid }) => tfcfnid)).toEqual([copy.identifier.tfcfnid]);
    const { final } = await update(stage(), copy, { Description: 'our own' });
    expect(final.resourceModel).toMatchObject({ Description: 'our own', SourceImageId });
    expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    expect(stage().simulator.world.image(SourceRegionId, SourceImageId)).toMatchObject({ status: 'Available' });
  });

  it('is not copied to another region, but its copy is, as the message says', async () => {
    const { final } = await stage().run('CREATE', { ...SHARED, DestinationRegionId: HOME });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(final.message).toContain('failed with OperationDenied.SameRegionOnly: ');
    expect(final.message).toContain(
      'copy it there first, with DestinationRegionId equal to SourceRegionId, then copy that copy.',
    );
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);

    const within = await makeCopy(stage(), WITHIN);
    const abroad = await makeCopy(stage(), {
      SourceRegionId,
      SourceImageId: within.imageId,
      DestinationRegionId: HOME,
    });
    expect(imageOf(stage(), abroad)).toMatchObject({ regionId: HOME, status: 'Available' });
  });

  it('is no proof that its region has no copy, so another one ends the rollback of a start without an answer', async () => {
    const { world } = stage().simulator;
    for (const { imageId, ownerAlias } of world.images(SourceRegionId))
      if (ownerAlias === 'self') world.remove(SourceRegionId, imageId);
    stage().simulator.inject({ silent: true, times: Number.POSITIVE_INFINITY });
    const lost = await stage().invoke('CREATE', WITHIN);
    expect(lost).toMatchObject({ status: 'FAILED', errorCode: 'NetworkFailure' });
    stage().simulator.clearFaults();
    expect((await stage().run('DELETE', lost.resourceModel ?? {})).final.status).toBe('SUCCESS');
  });

  it('is not found once it is no longer shared, and the message says what it has to be', async () => {
    stage().simulator.world.remove(SourceRegionId, SHARED.SourceImageId);
    const { final } = await stage().run('CREATE', WITHIN);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(final.message).toContain('failed with InvalidImageId.NotFound: ');
    expect(final.message).toContain(
      'it must be a custom image in that region that the account owns or that is shared with the account.',
    );
    stage().simulator.world.addImage({
      regionId: SourceRegionId,
      imageId: SHARED.SourceImageId,
      ownerAlias: 'others',
    });
    expect((await stage().run('CREATE', WITHIN)).final.status).toBe('SUCCESS');
  });

  it('cannot be copied at all where it is a community image', async () => {
    stage().simulator.world.publish(SourceRegionId, SHARED.SourceImageId);
    for (const DestinationRegionId of [SourceRegionId, HOME]) {
      const { final } = await stage().run('CREATE', { ...WITHIN, DestinationRegionId });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(final.message).toContain('Community images cannot be copied: choose a custom image as SourceImageId.');
    }
  });
});
