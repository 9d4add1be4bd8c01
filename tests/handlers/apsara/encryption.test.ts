import { type ApsaraStage, openApsaraStage, tagsOf } from '../../support/apsara';
import type { Properties } from '../../support/stage';
import { SUBJECTS } from './subjects';

const KEY = 'key-env30000000000000';
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `key-${index}`, Value: 'x' }));

/** What a template says of the encryption, and the tags that keep it. */
const ENCRYPTIONS: readonly (readonly [said: Properties, kept: Properties])[] = [
  [{ Encrypted: true }, { 'tfcfn:encrypted': 'true' }],
  [{ Encrypted: false }, { 'tfcfn:encrypted': 'false' }],
  [{ Encrypted: true, KmsKeyId: KEY }, { 'tfcfn:kms-key': KEY }],
];

describe.each(SUBJECTS.filter(({ start }) => start.action === 'CopyImage'))('$type.name', ({ type, wish }) => {
  let stage: ApsaraStage;
  const open = async (encryptedShown: boolean) => {
    stage = await openApsaraStage(type, { behaviour: { encryptedShown, tagsAtStart: 'dropped' } });
  };
  afterEach(() => stage.close());

  describe.each(ENCRYPTIONS)('with %j', (said, kept) => {
    it.each([true, false])('is read as it was made, whether that is shown or not: %j', async (encryptedShown) => {
      await open(encryptedShown);
      const { final } = await stage.run('CREATE', { ...wish, ...said });
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: said });
      const { tfcfnid, Id } = final.resourceModel ?? {};
      expect((await stage.invoke('READ', { tfcfnid })).resourceModel).toMatchObject(said);
      expect(tagsOf(stage, { tfcfnid, Id })).toMatchObject(kept);
      const cloud = stage.cloud.world.image(String(tfcfnid).split('/')[0] ?? '', String(Id));
      expect(cloud?.encrypted).toBe(said.Encrypted);
    });

    it('keeps 17 tags of the template beside three of its own, and refuses more', async () => {
      await open(false);
      const { final } = await stage.run('CREATE', { ...wish, ...said, Tags: tags(17) });
      expect(final).toMatchObject({ status: 'SUCCESS' });
      expect(final.resourceModel?.Tags).toHaveLength(17);
      const refused = await stage.invoke('CREATE', { ...wish, ...said, Tags: tags(18) });
      expect(refused).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(refused.message).toContain('an image can have 20 tags, and the resource type uses 3 of them');
    });
  });

  it('shows what the cloud shows of a copy whose template says nothing', async () => {
    await open(true);
    const { final } = await stage.run('CREATE', { ...wish, Tags: tags(18) });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Encrypted: false } });
    stage.cloud.behave({ encryptedShown: false });
    const { tfcfnid } = final.resourceModel ?? {};
    expect((await stage.invoke('READ', { tfcfnid })).resourceModel).not.toHaveProperty('Encrypted');
  });

  it('refuses a key without Encrypted', async () => {
    await open(false);
    const { message } = await stage.invoke('CREATE', { ...wish, KmsKeyId: KEY });
    expect(message).toContain('KmsKeyId needs Encrypted: true');
  });
});
