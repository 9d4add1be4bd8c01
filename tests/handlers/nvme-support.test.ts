import { HOME, makeCopy, mutationsOf, SOURCE, update, useStage } from '../support/copies';
import { openStage } from '../support/stage';

/**
 * CopyImage drops the setting of the source, as users report: copies of images for NVMe disks could not start instances of the ninth
 * generation.
 */
describe('NvmeSupport', () => {
  const stage = useStage(() => openStage());
  const shown = (imageId: string) => stage().simulator.world.image(HOME, imageId)?.nvmeSupport;

  it('of the source is not that of the copy', async () => {
    const { imageId, model } = await makeCopy(stage());
    const { regionId, id } = { regionId: SOURCE.SourceRegionId, id: SOURCE.SourceImageId };
    expect(stage().simulator.world.image(regionId, id)?.nvmeSupport).toBe('supported');
    expect([shown(imageId), model.NvmeSupport]).toEqual(['unsupported', 'unsupported']);
  });

  it('is set as soon as the copy has finished, and read back', async () => {
    const made = await mutationsOf(stage(), async () => {
      const { imageId, model } = await makeCopy(stage(), { NvmeSupport: 'supported' });
      expect([shown(imageId), model.NvmeSupport]).toEqual(['supported', 'supported']);
    });
    expect(made).toEqual(['CopyImage', 'ModifyImageAttribute']);
  });

  it('is the default where ECS does not show the default, and nothing waits for it', async () => {
    stage().simulator.behave({ defaultFeatures: 'absent' });
    const copy = await makeCopy(stage(), { NvmeSupport: 'unsupported' });
    expect((await stage().invoke('READ', copy.identifier)).resourceModel).toMatchObject({ NvmeSupport: 'unsupported' });
    const { answers, final } = await update(stage(), copy, { Description: 'new' });
    expect([answers.length, final.status]).toEqual([1, 'SUCCESS']);
  });

  it('changes in place, and stays when a template no longer has it', async () => {
    const copy = await makeCopy(stage(), { NvmeSupport: 'supported' });
    expect((await update(stage(), copy, { NvmeSupport: undefined })).final.resourceModel?.NvmeSupport).toBe(
      'supported',
    );
    expect((await update(stage(), copy, { NvmeSupport: 'unsupported' })).final.status).toBe('SUCCESS');
    expect(shown(copy.imageId)).toBe('unsupported');
    expect(stage().simulator.ledger().calls.CopyImage).toBe(1);
  });

  it.each(['yes', '', 'Supported'])('is refused before any call if it is %j', async (NvmeSupport) => {
    const answer = await stage().invoke('CREATE', { ...SOURCE, NvmeSupport });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('NvmeSupport must be supported or unsupported');
    expect(stage().simulator.calls).toEqual([]);
  });
});
