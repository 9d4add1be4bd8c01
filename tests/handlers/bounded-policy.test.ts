import { ramPolicy } from '../../src/properties/ram-policy';
import { HOME, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { openStage } from '../support/stage';

describe('the policy for the regions of a template', () => {
  const stage = useStage(() => openStage());

  it('is enough for the rollback of the first copy of a region, whose start got no answer', async () => {
    const { simulator } = stage();
    for (const { imageId } of simulator.world.images(HOME)) simulator.world.remove(HOME, imageId);
    simulator.inject({ action: 'CopyImage', silent: true, times: Number.POSITIVE_INFINITY });
    const { resourceModel } = await stage().invoke('CREATE', { ...SOURCE, ImageName: 'golden' });
    simulator.clearFaults();
    expect(resourceModel?.tfcfnid).toMatch(/\/tfcfn-request-/);
    const { SourceRegionId } = SOURCE;
    simulator.ram.setUserPolicy(ramPolicy({ sourceRegions: [SourceRegionId], destinationRegions: [HOME] }));
    expect((await stage().run('DELETE', resourceModel ?? {})).final).toMatchObject({ status: 'SUCCESS' });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
