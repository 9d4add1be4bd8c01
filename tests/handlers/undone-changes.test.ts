import { makeCopy, makeImage, SOURCE, update, useStage } from '../support/copies';
import { openStage, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { EACH_HOSTILE } from '../types/index';

// Somebody undoes what the handlers change, such as a policy that keeps tags away, or a service that stores another text.

describe.each(EACH_HOSTILE)('a tag of an image of %s that is removed again and again', (_, type) => {
  let removed: string | undefined;
  let opened: Stage<StagedCloud> | undefined;
  const stage = useStage(async () => {
    removed = undefined;
    opened = await openStage({ type, onCall: () => opened && removed !== undefined && removeTag(opened, removed) });
    return opened;
  });
  const removeTag = ({ simulator: { world }, typeConfiguration }: Stage<StagedCloud>, key: string): void => {
    const regionId = String(typeConfiguration[type.defaultRegion]);
    for (const { imageId } of world.images(regionId)) world.untag(regionId, imageId, [key]);
  };
  const { templates, systemTags } = type.hostile;
  const { made } = templates;
  const TEAM = { Tags: [{ Key: 'team', Value: 'a' }] };

  it('does not end a creation if the image has it only if there is room', async () => {
    const [key = 'ofstack'] = Object.keys(systemTags);
    removed = key;
    const optional = Object.keys(systemTags).length > 0 ? { systemTags } : { stackTags: { [key]: 'x' } };
    const { final } = await stage().run('CREATE', made, optional);
    expect(final.status).toBe('SUCCESS');
    expect((await stage().invoke('READ', final.resourceModel ?? {})).status).toBe('SUCCESS');
  });

  it('ends a creation after its time if the template sets it, and the message says so', async () => {
    removed = 'team';
    const { final } = await stage().run('CREATE', { ...made, ...TEAM, Timeouts: { Create: '30m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toMatch(
      /, but (ECS|IMS) did not show the tags as ordered within 30 min\. Set what (ECS|IMS) stores/,
    );
    expect(final.message).not.toContain('Raise');
  });

  it('ends an update, and the message says so', async () => {
    const image = await makeImage(stage(), made);
    removed = 'team';
    const { final } = await update(stage(), image, TEAM);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('does not show the tags as ordered after 600 s');
  });
});

describe('a text that ECS stores in another way', () => {
  let opened: Stage | undefined;
  const stage = useStage(async () => {
    opened = await openStage({ onCall: () => opened && trimDescriptions(opened) });
    return opened;
  });
  const trimDescriptions = ({ simulator: { world }, typeConfiguration }: Stage): void => {
    const regionId = String(typeConfiguration.RegionId);
    for (const { imageId, description } of world.images(regionId))
      world.describe(regionId, imageId, description.trim());
  };
  const Description = 'Golden image.\n';

  it('is named by the message of the creation that it ends', async () => {
    const { final } = await stage().run('CREATE', { ...SOURCE, ImageName: 'golden', Description });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('is Available, but ECS did not show Description as ordered within 2 h.');
  });

  it('is named by the message of an update, with all that is not shown', async () => {
    const copy = await makeCopy(stage());
    const { final } = await update(stage(), copy, { Description });
    expect(final.message).toContain('is Available and does not show Description as ordered after 600 s.');
  });
});
