import type { SeedImage } from '../../simulator/index';
import { useStage } from '../support/copies';
import { openStage } from '../support/stage';
import { stagedTypesOf } from '../support/types';

const MARK = 'f'.repeat(32);
const ID = 'm-uf6other';

/** What a type that copies images, and one that makes them, leaves on its images. */
const MADE = [
  ['a copy', 'cn-hangzhou/m-bp1golden0ubuntu24', true],
  ['an image', 'instance/i-bp1builder0ubuntu24', false],
  ['an image', 'snapshot/s-bp1system0ubuntu24', false],
  ['an image', 'disks', false],
] as const;

/** Each type, in a cloud that says which images are copies, and in one that does not. */
const CASES = stagedTypesOf('alibaba', 'apsarastack').flatMap((type) =>
  [true, false].map((copiedShown) => [type.name, copiedShown, type] as const),
);

describe.each(CASES)('%s where IsCopied is shown: %j', (_, copiedShown, type) => {
  const stage = useStage(() => openStage({ type }));
  beforeEach(() => stage().simulator.behave({ copiedShown }));
  const copies = 'SourceImageId' in type.schema.properties;
  /** What an UPDATE has to say. */
  const required = copies ? { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' } : {};
  const source = copies ? required : { InstanceId: 'i-bp1builder0ubuntu24' };
  const home = (): string => String(stage().typeConfiguration.RegionId);
  const identifier = () => ({ tfcfnid: `${home()}/${ID}` });
  const add = (source: string, seed: Partial<SeedImage>): void =>
    stage().simulator.world.addImage({
      regionId: home(),
      imageId: ID,
      tags: { 'tfcfn:source': source, 'tfcfn:request': MARK },
      ...seed,
    });
  const own = MADE.filter(([, , isCopied]) => isCopied === copies);
  const others = MADE.filter(([, , isCopied]) => isCopied !== copies);

  it.each(others)('does not import or update %s of %s', async (_, source, isCopied) => {
    add(source, { isCopied });
    const refused = {
      status: 'FAILED',
      errorCode: 'InvalidRequest',
      message: `Image ${home()}/${ID} was created by a type other than ${type.name}: its tag tfcfn:source is ${source}. Import it as a resource of that type.`,
    };
    expect(await stage().invoke('READ', identifier())).toMatchObject(refused);
    const previous = { ...identifier(), ...required };
    expect(await stage().invoke('UPDATE', { ...previous, Description: 'ours' }, { previous })).toMatchObject(refused);
    expect(stage().simulator.world.image(home(), ID)?.tags).toMatchObject({ 'tfcfn:source': source });
  });

  it.each(others)('neither lists %s of %s nor deletes its snapshots', async (_, source, isCopied) => {
    add(source, { isCopied });
    const { resourceModels = [] } = await stage().invoke('LIST', {});
    expect(resourceModels.map(({ tfcfnid }) => tfcfnid)).not.toContain(identifier().tfcfnid);
    // A stack may have it of a version that did not refuse it.
    if (isCopied) return;
    await stage().run('DELETE', { ...identifier(), DeleteAutoSnapshot: true });
    expect(stage().simulator.world.image(home(), ID)).toBeUndefined();
    expect(stage().simulator.calls.map(({ action }) => action)).not.toContain('DeleteSnapshot');
  });

  it.each(own)('reads and lists %s of %s', async (_, source, isCopied) => {
    add(source, { isCopied });
    const { status, resourceModel } = await stage().invoke('READ', identifier());
    expect(status).toBe('SUCCESS');
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels).toContainEqual(resourceModel);
  });

  it('is not mixed up with an image of the same name and kind that somebody else made', async () => {
    stage().simulator.world.addImage({
      regionId: home(),
      imageId: 'm-namesake',
      imageName: 'golden',
      isCopied: copies,
    });
    const gone = { ...identifier(), ...source, ImageName: 'golden' };
    for (const action of ['READ', 'UPDATE'] as const) {
      const { final } = await stage().run(action, gone, { previous: gone });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    }
    await stage().run('DELETE', gone);
    expect(stage().simulator.world.image(home(), 'm-namesake')).toBeDefined();
  });

  it.each(others)('takes an image without the mark of a creation that is tagged as %s', async (_, source, isCopied) => {
    add(source, { isCopied, tags: { 'tfcfn:source': source } });
    const { status, resourceModel = {} } = await stage().invoke('READ', identifier());
    expect(status).toBe('SUCCESS');
    expect(Object.values(resourceModel)).not.toContain(source.split('/')[0]);
  });
});
