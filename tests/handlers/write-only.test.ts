import { makeImage, useStage } from '../support/copies';
import { ACROSS } from '../support/huawei';
import { INSTANCE } from '../support/images';
import { openStage, type Properties } from '../support/stage';
import { stagedType } from '../support/types/staged';
import type { StagedCloud } from '../support/types/staged-type';

const MAPPING = { DiskDeviceMapping: [{ SnapshotId: 's-uf6system0ubuntu24' }], ImageName: 'golden' };
const THERE = { DiskDeviceMapping: [{ SnapshotId: 's-env30system0ubuntu' }], ImageName: 'golden' };

/** The types with properties that nobody can change and no answer shows, and templates that have them. */
const TEMPLATES: readonly (readonly [typeName: string, template: Properties])[] = [
  ['TF::Alicloud::Image', MAPPING],
  ['TF::ApsaraStack::Image', THERE],
  ['TF::HuaweiCloud::ImagesImageCopy', ACROSS],
];

describe.each(TEMPLATES)('a create-only property of %s that no answer shows', (typeName, template) => {
  const stage = useStage(() => openStage({ type: stagedType<StagedCloud>(typeName) }));

  it('is no change where the former model is an answer, as AWS compares it', async () => {
    const { model } = await makeImage(stage(), template);
    const hidden = Object.keys(template).filter((name) => !(name in model));
    expect(hidden).not.toEqual([]);
    const desired = { ...model, ...template, Description: 'changed' };
    const { final } = await stage().run('UPDATE', desired, { previous: model });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'changed' } });
  });
});

describe('a source that no answer shows', () => {
  const stage = useStage(() => openStage({ type: stagedType<StagedCloud>('TF::Alicloud::Image') }));

  it('is a change all the same where the image is made of another kind', async () => {
    const { model } = await makeImage(stage(), { InstanceId: INSTANCE, ImageName: 'golden' });
    const { InstanceId: _, ...rest } = model;
    const { final } = await stage().run('UPDATE', { ...rest, ...MAPPING }, { previous: model });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
  });
});
