import type { SeedImage } from '../../simulator/index';
import { HOME, useStage } from '../support/copies';
import { openStage } from '../support/stage';
import { STAGED_TYPES } from '../support/types';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

const MARK = 'f'.repeat(32);
const identifier = { tfcfnid: `${HOME}/m-uf6other` };

/** What an UPDATE of each type has to say. */
const REQUIRED: Readonly<Record<string, object>> = {
  [ALICLOUD_IMAGE_COPY.name]: { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' },
};

/** What each type leaves on the images that it makes. */
const MADE: readonly (readonly [type: string, source: string, isCopied: boolean])[] = [
  [ALICLOUD_IMAGE_COPY.name, 'cn-hangzhou/m-bp1golden0ubuntu24', true],
  [ALICLOUD_IMAGE.name, 'instance/i-bp1builder0ubuntu24', false],
  [ALICLOUD_IMAGE.name, 'snapshot/s-bp1system0ubuntu24', false],
  [ALICLOUD_IMAGE.name, 'disks', false],
];

describe.each(STAGED_TYPES)('$name', (type) => {
  const stage = useStage(() => openStage({ type }));
  const add = (source: string, seed: Partial<SeedImage>): void =>
    stage().simulator.world.addImage({
      regionId: HOME,
      imageId: 'm-uf6other',
      tags: { 'tfcfn:source': source, 'tfcfn:request': MARK },
      ...seed,
    });
  const others = MADE.filter(([maker]) => maker !== type.name);
  const own = MADE.filter(([maker]) => maker === type.name);

  it.each(others)('does not import or update what %s made of %s', async (_, source, isCopied) => {
    add(source, { isCopied });
    const refused = {
      status: 'FAILED',
      errorCode: 'InvalidRequest',
      message: `Image ${HOME}/m-uf6other was made by another type than ${type.name}: its tag tfcfn:source is ${source}. Import it as a resource of that type.`,
    };
    expect(await stage().invoke('READ', identifier)).toMatchObject(refused);
    const previous = { ...identifier, ...REQUIRED[type.name] };
    expect(await stage().invoke('UPDATE', { ...previous, Description: 'ours' }, { previous })).toMatchObject(refused);
    expect(stage().simulator.world.image(HOME, 'm-uf6other')?.tags).toMatchObject({ 'tfcfn:source': source });
  });

  it.each(others)('neither lists what %s made of %s nor deletes its snapshots', async (_, source, isCopied) => {
    add(source, { isCopied });
    const { resourceModels = [] } = await stage().invoke('LIST', {});
    expect(resourceModels.map(({ tfcfnid }) => tfcfnid)).not.toContain(identifier.tfcfnid);
    // A stack may have it of a version that did not refuse it.
    if (isCopied) return;
    await stage().run('DELETE', { ...identifier, DeleteAutoSnapshot: true });
    expect(stage().simulator.world.image(HOME, 'm-uf6other')).toBeUndefined();
    expect(stage().simulator.calls.map(({ action }) => action)).not.toContain('DeleteSnapshot');
  });

  it.each(own)('reads and lists what %s made of %s', async (_, source, isCopied) => {
    add(source, { isCopied });
    const { status, resourceModel } = await stage().invoke('READ', identifier);
    expect(status).toBe('SUCCESS');
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels).toContainEqual(resourceModel);
  });

  it.each(others)('takes an image without the mark of a creation that names %s', async (_, source, isCopied) => {
    add(source, { isCopied, tags: { 'tfcfn:source': source } });
    const { status, resourceModel = {} } = await stage().invoke('READ', identifier);
    expect(status).toBe('SUCCESS');
    expect(Object.values(resourceModel)).not.toContain(source.split('/')[0]);
  });
});
