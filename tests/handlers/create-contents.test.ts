import { HOME, imageOf, KEY_ABROAD, makeCopy, SOURCE, useStage } from '../support/copies';
import { openStage, type RequestOptions } from '../support/stage';

const SYSTEM_TAGS = {
  'aws:cloudformation:stack-name': 'stack',
  'aws:cloudformation:stack-id': `arn:aws:cloudformation:us-east-1:123456789012:stack/${'long-name-'.repeat(8)}/0b6f3b3a`,
  'aws:cloudformation:logical-id': 'MyCopy',
};
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ Key: `key-${n}`, Value: `value-${n}` }));

describe('what CREATE makes', () => {
  const stage = useStage(() => openStage());
  const copyParameters = () => stage().simulator.calls.find(({ action }) => action === 'CopyImage')?.parameters ?? {};
  const tagsOf = async (properties: object, options: RequestOptions = {}) => {
    const copy = await makeCopy(stage(), { ...properties }, options);
    return { tags: imageOf(stage(), copy)?.tags ?? {}, model: copy.model };
  };

  it('is everything that the template says', async () => {
    const wish = {
      ImageName: 'golden',
      Description: 'a copy',
      ImageFamily: 'golden-family',
      ResourceGroupId: 'rg-acfmimages',
      DestinationRegionId: 'ap-southeast-1',
      Encrypted: true,
      KmsKeyId: KEY_ABROAD,
      Tags: [{ Key: 'team', Value: 'a' }],
    };
    const copy = await makeCopy(stage(), { ...wish, Force: true, Timeouts: { Create: '1h' } });
    expect(copy.model).toMatchObject({ ...SOURCE, ...wish, Id: copy.imageId, Status: 'Available' });
    expect(copy.identifier.tfcfnid).toBe(`ap-southeast-1/${copy.imageId}`);
    expect(imageOf(stage(), copy)).toMatchObject({
      imageName: 'golden',
      description: 'a copy',
      imageFamily: 'golden-family',
      resourceGroupId: 'rg-acfmimages',
      encrypted: true,
      kmsKeyId: KEY_ABROAD,
      source: { regionId: 'cn-hangzhou', imageId: 'm-bp1golden0ubuntu24' },
    });
    const read = await stage().invoke('READ', copy.identifier);
    expect(read.resourceModel).toEqual(copy.model);
  });

  it('sends nothing that the template does not say', async () => {
    await makeCopy(stage());
    expect(
      Object.keys(copyParameters())
        .filter((name) => !/^Tag\./.test(name))
        .sort(),
    ).toEqual(['ClientToken', 'DestinationImageName', 'DestinationRegionId', 'ImageId', 'RegionId']);
    expect(stage().simulator.ledger().calls.ModifyImageAttribute).toBeUndefined();
  });

  it.each([
    [true, 'true'],
    [false, 'false'],
  ])('sends Encrypted: %s as the template says it', async (encrypted, sent) => {
    const { model } = await makeCopy(stage(), { Encrypted: encrypted });
    expect(copyParameters().Encrypted).toBe(sent);
    expect(model.Encrypted).toBe(encrypted);
  });

  it('reads Encrypted back where the template leaves it to the account', async () => {
    const { model } = await makeCopy(stage(), { SourceImageId: 'm-bp1encrypted0image' });
    expect(copyParameters()).not.toHaveProperty('Encrypted');
    expect(model.Encrypted).toBe(true);
  });

  it('is named after the logical ID and the request where the template has no name', async () => {
    const names = [];
    for (const [token, logicalId] of [
      ['one', 'My.Copy'],
      ['two', 'aliyunCopy'],
      ['three', '1st'],
      ['four', ''],
      ['five', 'L'.repeat(255)],
    ]) {
      const { final } = await stage().run('CREATE', SOURCE, { token, logicalId });
      names.push(String(final.resourceModel?.ImageName));
    }
    expect(names).toEqual([
      expect.stringMatching(/^MyCopy-[0-9a-f]{12}$/),
      expect.stringMatching(/^copy-aliyunCopy-[0-9a-f]{12}$/),
      expect.stringMatching(/^copy-1st-[0-9a-f]{12}$/),
      expect.stringMatching(/^copy--[0-9a-f]{12}$/),
      expect.stringMatching(/^L{100}-[0-9a-f]{12}$/),
    ]);
    expect(new Set(names).size).toBe(5);
  });

  it('has the same generated name in every answer and every repetition', async () => {
    const { answers } = await stage().run('CREATE', SOURCE, { token: 'request' });
    const again = await stage().invoke('CREATE', SOURCE, { token: 'request' });
    expect(new Set([...answers, again].map(({ resourceModel }) => resourceModel?.ImageName)).size).toBe(1);
  });

  it('takes Name for ImageName, and both if they are the same', async () => {
    const named = await stage().run('CREATE', { ...SOURCE, Name: 'silver' });
    expect(named.final.resourceModel).toMatchObject({ ImageName: 'silver' });
    const both = await stage().run('CREATE', { ...SOURCE, Name: 'bronze', ImageName: 'bronze' });
    expect(both.final.resourceModel).toMatchObject({ ImageName: 'bronze' });
  });

  it("has the source tag, the stack's tags under its own, and CloudFormation's where they fit", async () => {
    const { tags, model } = await tagsOf(
      { Tags: [{ Key: 'Team', Value: 'own' }] },
      { stackTags: { team: 'stack', cost: '1' }, systemTags: SYSTEM_TAGS },
    );
    expect(tags).toEqual({
      Team: 'own',
      cost: '1',
      'tfcfn:source': 'cn-hangzhou/m-bp1golden0ubuntu24',
      'tfcfn:request': expect.stringMatching(/^[0-9a-f]{32}$/),
      'aws:cloudformation:stack-name': 'stack',
      'aws:cloudformation:logical-id': 'MyCopy',
    });
    expect(model.Tags).toEqual([
      { Key: 'Team', Value: 'own' },
      { Key: 'cost', Value: '1' },
    ]);
  });

  it("has the tags that Service Catalog gives to a stack as it has CloudFormation's own: where they fit", async () => {
    const arn = 'arn:aws:catalog:us-east-1:123456789012:product/prod-1';
    const stackTags = { cost: '1', 'aws:servicecatalog:productArn': arn, 'aws:servicecatalog:long': 'x'.repeat(129) };
    const { tags, model } = await tagsOf({}, { stackTags, systemTags: SYSTEM_TAGS });
    expect(tags).toMatchObject({ 'aws:cloudformation:stack-name': 'stack', 'aws:servicecatalog:productArn': arn });
    expect(tags).not.toHaveProperty('aws:servicecatalog:long');
    expect(model.Tags).toEqual([{ Key: 'cost', Value: '1' }]);
    const full = await tagsOf({ ImageName: 'full', Tags: many(18) }, { stackTags });
    expect(full.model.Tags).toHaveLength(19);
  });

  it("has no tag of CloudFormation's that ECS would refuse", async () => {
    const odd = { [`aws:${'x'.repeat(125)}`]: 'too long', 'aws:half': '\ud800', 'aws:\udc00': 'half' };
    const { tags } = await tagsOf({}, { systemTags: { ...SYSTEM_TAGS, ...odd } });
    expect(Object.keys(tags).filter((key) => key.startsWith('aws:'))).toEqual([
      'aws:cloudformation:logical-id',
      'aws:cloudformation:stack-name',
    ]);
  });

  it("takes the resource's own tag where ECS would not take the stack's", async () => {
    const own = { Key: 'Repository', Value: 'github.com/golden' };
    const { model } = await tagsOf({ Tags: [own] }, { stackTags: { repository: 'https://github.com/golden' } });
    expect(model.Tags).toEqual([own]);
  });

  it.each([
    [17, 2],
    [18, 1],
    [19, 0],
  ])('has room for %i tags of the user, then for %i others', async (count, others) => {
    const { tags, model } = await tagsOf({ Tags: many(count) }, { systemTags: SYSTEM_TAGS });
    expect(Object.keys(tags)).toHaveLength(20);
    expect(Object.keys(tags).filter((key) => /^(aws|tfcfn:request)/.test(key))).toHaveLength(others);
    expect(model.Tags).toHaveLength(count);
  });

  it('still knows its own copy without room for the mark: the token tells it', async () => {
    stage().simulator.inject({ action: 'CopyImage', reset: 'after' });
    const { model } = await tagsOf({ Tags: many(19) });
    expect(stage().simulator.ledger().images).toEqual([model.tfcfnid]);
  });

  it('returns Tags as an empty list where there are none', async () => {
    expect((await tagsOf({})).model.Tags).toEqual([]);
    expect((await stage().run('CREATE', { ...SOURCE, Tags: [] })).final.resourceModel?.Tags).toEqual([]);
  });

  it('puts back what CopyImage did not keep', async () => {
    const { final } = await stage().run(
      'CREATE',
      { ...SOURCE, ImageName: 'golden', Description: 'a copy', Tags: many(2) },
      {
        meanwhile: ({ resourceModel }, count) => {
          if (count > 1) return;
          const imageId = String(resourceModel?.Id);
          stage().simulator.world.untag(HOME, imageId, ['key-1', 'tfcfn:source']);
          stage().simulator.world.describe(HOME, imageId, '');
          stage().simulator.world.retag(HOME, imageId, { theirs: 'stays' });
        },
      },
    );
    expect(final.resourceModel).toMatchObject({ ...SOURCE, Description: 'a copy' });
    expect(final.resourceModel?.Tags).toEqual(expect.arrayContaining([...many(2), { Key: 'theirs', Value: 'stays' }]));
  });

  it('may be in the region of its source', async () => {
    const { model } = await makeCopy(stage(), { DestinationRegionId: 'cn-hangzhou', Encrypted: true });
    expect(model).toMatchObject({ SourceRegionId: 'cn-hangzhou', DestinationRegionId: 'cn-hangzhou', Encrypted: true });
  });
});
