import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EAST, GOLDEN, type HuaweiStage, leftIn, NORTH, NOTHING_LEFT, openHuaweiStage } from '../../support/huawei';
import type { Properties } from '../../support/stage';
import { stagedType } from '../../support/types/staged';

const { folder } = stagedType('TF::HuaweiCloud::ImagesImageCopy');
const inputs = (name: string): Properties => JSON.parse(readFileSync(path.join(folder, 'inputs', name), 'utf8'));
/** The inputs of AWS's contract tests: within a region, smallest and with everything, and across regions. */
const SETS = [1, 2, 3].map((number) => ({
  wish: inputs(`inputs_${number}_create.json`),
  changed: inputs(`inputs_${number}_update.json`),
}));
const WRITE_ONLY = ['AgencyName', 'VaultId', 'DeleteBackup', 'Timeouts'];

const sortedTags = (properties: Properties = {}): unknown =>
  (Array.isArray(properties.Tags) ? properties.Tags : []).map(({ Key, Value }) => `${Key}=${Value}`).sort();
/** What READ shows of properties, tags apart, which come in any order. */
const shownOf = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'Tags' && !WRITE_ONLY.includes(name)));

describe('a template on Huawei Cloud', () => {
  let opened: HuaweiStage;
  beforeEach(async () => {
    opened = await openHuaweiStage();
  });
  afterEach(() => opened.close());
  const stage = (): HuaweiStage => opened;
  const smallest: Properties = { SourceImageId: GOLDEN, Name: 'golden' };
  const create = async (more: Properties = {}, options = {}): Promise<Properties> => {
    const { final } = await stage().run('CREATE', { ...smallest, ...more }, options);
    expect(final).toMatchObject({ status: 'SUCCESS' });
    return final.resourceModel ?? {};
  };

  it.each(SETS)('is made, read, changed in place, listed and deleted: $wish.Name', async ({ wish, changed }) => {
    const made = await stage().run('CREATE', wish);
    const model = made.final.resourceModel ?? {};
    expect(made.final.status).toBe('SUCCESS');
    expect(model).toMatchObject(shownOf(wish));
    expect(sortedTags(model)).toEqual(sortedTags(wish));
    const { tfcfnid, Id } = model;
    const target = wish.TargetRegion ?? NORTH;
    expect(tfcfnid).toMatch(new RegExp(`^${target}/[0-9a-f]{32}$`));
    expect(made.answers[0]?.resourceModel?.tfcfnid).toBe(tfcfnid);
    expect(model).toMatchObject({ Region: NORTH, TargetRegion: target, DataOrigin: `image,${NORTH},${GOLDEN}` });
    expect((await stage().invoke('READ', { tfcfnid })).resourceModel).toEqual(model);
    expect((await stage().invoke('READ', { tfcfnid: `${target}/${Id}` })).resourceModel).toEqual({
      ...model,
      tfcfnid: `${target}/${Id}`,
    });

    const update = await stage().run('UPDATE', { ...changed, tfcfnid }, { previous: { ...wish, tfcfnid } });
    const after = update.final.resourceModel ?? {};
    expect(update.final.status).toBe('SUCCESS');
    expect(after).toMatchObject({ ...shownOf(changed), Id });
    expect(sortedTags(after)).toEqual(sortedTags(changed));
    const { resourceModels = [] } = await stage().invoke('LIST', { TargetRegion: target });
    expect(resourceModels.map((one) => [one.tfcfnid, one.Id, one.Name])).toEqual([[tfcfnid, Id, changed.Name]]);

    expect((await stage().run('DELETE', { ...changed, tfcfnid })).final.status).toBe('SUCCESS');
    expect(leftIn(stage())).toEqual(NOTHING_LEFT);
    expect(await stage().invoke('READ', { tfcfnid })).toMatchObject({ errorCode: 'NotFound' });
  });

  it('that nothing leads to is not found by UPDATE', async () => {
    const tfcfnid = `${NORTH}/${'0'.repeat(32)}`;
    const answer = await stage().invoke('UPDATE', { ...smallest, tfcfnid }, { previous: { ...smallest, tfcfnid } });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
  });

  it('loses what its template no longer has: description, limits of memory, tags', async () => {
    const Tags = [{ Key: 'team', Value: 'a' }];
    const wish = { Description: 'text', MinRam: 1024, MaxRam: '4096', Tags };
    const model = await create(wish);
    // A number may come as a text.
    expect(model).toMatchObject({ ...wish, MaxRam: 4096 });
    const { tfcfnid } = model;
    const desired = { ...smallest, tfcfnid };
    const { final } = await stage().run('UPDATE', desired, { previous: { ...desired, ...wish } });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { MinRam: 0, MaxRam: 0 } });
    expect(final.resourceModel).not.toHaveProperty('Description');
    expect(sortedTags(final.resourceModel)).toEqual([]);
  });

  it('that names no TargetRegion is for the region of its source', async () => {
    const [source] = stage().simulator.world.images(EAST);
    const model = await create({ Region: EAST, SourceImageId: source?.imageId });
    expect(model).toMatchObject({ Region: EAST, TargetRegion: EAST, tfcfnid: expect.stringMatching(`^${EAST}/`) });
    const { resourceModels } = await stage().invoke('LIST', { Region: EAST });
    expect(resourceModels).toMatchObject([{ tfcfnid: model.tfcfnid }]);
  });

  it('is listed once, among all the others in pages of 500', async () => {
    const { tfcfnid } = await create();
    const all = [tfcfnid];
    for (let number = 0; number < 1_000; number += 1) {
      const job = String(number).padStart(32, '0');
      stage().simulator.world.addImage({ regionId: NORTH, name: `copy-${number}`, tags: { 'tfcfn-request': job } });
      all.push(`${NORTH}/${job}`);
    }
    const pages: unknown[][] = [];
    let nextToken: string | undefined;
    do {
      const page = await stage().invoke('LIST', {}, { nextToken });
      pages.push((page.resourceModels ?? []).map((model) => model.tfcfnid));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([500, 500, 1]);
    expect(pages.flat().sort()).toEqual(all.sort());
  });

  it('has the tags of its stack that fit, and tells the others in its first and last answer and in the log', async () => {
    const stackTags = {
      'cost-center': '42',
      'team/name': 'x',
      owner: 'a value that is longer than forty-three characters',
    };
    const systemTags = { 'aws:cloudformation:stack-name': 'images' };
    const { final, answers } = await stage().run('CREATE', smallest, { stackTags, systemTags });
    const told = 'Stack tags that IMS does not accept, or has no room for, were left out: owner, team/name.';
    expect(answers[0]?.message).toContain(told);
    expect(final.message).toBe(told);
    expect(stage().log.filter((line) => line.includes(told))).toHaveLength(2);
    expect(sortedTags(final.resourceModel)).toEqual(['cost-center=42']);
    const { tfcfnid } = final.resourceModel ?? {};
    const desired = { ...smallest, tfcfnid };
    const update = await stage().run('UPDATE', desired, { previous: desired, previousStackTags: stackTags, stackTags });
    expect(update.final).toMatchObject({ status: 'SUCCESS', message: told });
  });

  it.each<readonly [says: string, properties: Properties]>([
    ['KmsKeyId is only for a copy within a region', { TargetRegion: EAST, AgencyName: 'a', KmsKeyId: GOLDEN }],
    [
      'EnterpriseProjectId is only for a copy within a',
      { TargetRegion: EAST, AgencyName: 'a', EnterpriseProjectId: GOLDEN },
    ],
    ['AgencyName is required for a copy to another region', { TargetRegion: EAST }],
    ['AgencyName is only for a copy to another region', { AgencyName: 'a' }],
    ['VaultId is only for a copy to another region', { VaultId: GOLDEN, TargetRegion: NORTH }],
    ['MaxRam 1 must not be less than MinRam 2', { MinRam: 2, MaxRam: 1 }],
    ['Tags must be at most 9', { Tags: [...'abcdefghij'].map((Key) => ({ Key, Value: '' })) }],
    ['Id is read-only: remove it', { Id: GOLDEN }],
  ])('is refused before any call: %s', async (says, properties) => {
    const answer = await stage().invoke('CREATE', { ...smallest, ...properties });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain(says);
    expect(stage().simulator.calls).toEqual([]);
  });

  it('may be updated by who knows no more of it than READ says', async () => {
    const across = { TargetRegion: EAST, AgencyName: 'ims_copy_agency', VaultId: GOLDEN };
    const previous = await create(across);
    const desired = { ...smallest, ...across, tfcfnid: previous.tfcfnid, Description: 'text' };
    const { final } = await stage().run('UPDATE', desired, { previous });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'text' } });
    const other = { ...desired, AgencyName: 'other' };
    expect(await stage().invoke('UPDATE', other, { previous: desired })).toMatchObject({ errorCode: 'NotUpdatable' });
  });

  it.each([
    { Region: EAST },
    { TargetRegion: EAST },
    { SourceImageId: 'fa558906-ac63-4bf7-afe5-b9117960a1a4' },
    { KmsKeyId: '0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11' },
  ])('is not changed into one with %j', async (change) => {
    const { tfcfnid } = await create();
    const desired = { ...smallest, ...change, tfcfnid };
    const { final } = await stage().run('UPDATE', desired, { previous: { ...smallest, tfcfnid } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
    expect(final.message).toContain(Object.keys(change)[0]);
  });
});
