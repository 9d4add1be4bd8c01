import { makeImage, useStage } from '../support/copies';
import { openStage } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';

describe.each(EACH_HOSTILE)('two images with the mark of one request, of %s', (_, type) => {
  const stage = useStage(() => openStage({ type }));
  const { made, second } = type.hostile.templates;

  /** The identifier of the request that made an image, and the tag that keeps it, as people see it in the cloud. */
  const markAgain = async () => {
    const { world } = stage().simulator;
    const [first, other] = [await makeImage(stage(), made), await makeImage(stage(), second)];
    const [regionId = '', handle = ''] = first.identifier.tfcfnid.split('/');
    const [firstId, otherId] = [String(first.model.Id), String(other.model.Id)];
    const { tags = {} } = world.image(regionId, firstId) ?? {};
    const [key, value] = Object.entries(tags).find(([name]) => name.includes('request')) ?? ['', ''];
    world.retag(regionId, otherId, tags);
    const id = value === handle ? handle : `tfcfn-request-${value}`;
    return { tfcfnid: `${regionId}/${id}`, tag: `the tag ${key} with the value ${value} of`, firstId, otherId };
  };

  it.each(['READ', 'DELETE'] as const)('are told by %s, with the tag as the cloud shows it', async (action) => {
    const { tfcfnid, tag, firstId, otherId } = await markAgain();
    const { final } = await stage().run(action, { ...made, tfcfnid });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain(tag);
    expect(final.message).toContain(firstId);
    expect(final.message).toContain(otherId);
  });
});
