import { systemRuntime } from '../../../src/failure/clock';
import { ImsImages } from '../../../src/huaweicloud/ims-images';
import { actionsOf, clientOf, GOLDEN, NORTH, start, stopSimulators } from './stage';

afterEach(stopSimulators);

const CODES = ['IMG.0027', 'IMG.0086', 'IMG.0144'] as const;

describe.each(CODES)('an image that goes between the list and the call for its tags, told by %s', (code) => {
  /** The images of a simulator that loses one right after it was listed. */
  async function vanishing() {
    const simulator = await start({ behaviour: { missingImageCode: code } });
    simulator.inject({ action: 'ListImageTags', error: { code }, times: 9 });
    return {
      simulator,
      images: new ImsImages(
        clientOf(simulator).client,
        systemRuntime,
        {},
        { defaultRegionId: NORTH, projectIds: new Map() },
      ),
    };
  }

  it('is not there, and no failure', async () => {
    const { simulator, images } = await vanishing();
    expect(await images.find({ regionId: NORTH, id: GOLDEN })).toBeUndefined();
    expect(actionsOf(simulator)).toContain('ListImageTags');
  });

  it('is not found by its name', async () => {
    const { images } = await vanishing();
    expect(await images.recover({ regionId: NORTH, name: 'golden-ubuntu-24.04-v41' }, 'once')).toEqual([]);
  });
});
