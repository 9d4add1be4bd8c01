import { HOME, imageOf, makeCopy, mutationsOf, SOURCE, update, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ Key: `key-${from + n}`, Value: 'v' }));
const SYSTEM_TAGS = { 'aws:cloudformation:stack-name': 'stack', 'aws:cloudformation:logical-id': 'MyCopy' };

describe('UPDATE of tags', () => {
  const stage = useStage(() => openStage());
  const world = () => stage().simulator.world;

  it('removes what the template dropped, and leaves what somebody else put there', async () => {
    const copy = await makeCopy(stage(), {
      Tags: [
        { Key: 'dropped', Value: '1' },
        { Key: 'kept', Value: '1' },
      ],
    });
    world().retag(HOME, copy.imageId, { theirs: 'x' });
    const { final } = await update(stage(), copy, { Tags: [{ Key: 'kept', Value: '2' }] });
    expect(final.resourceModel?.Tags).toEqual([
      { Key: 'kept', Value: '2' },
      { Key: 'theirs', Value: 'x' },
    ]);
  });

  it("removes tags of the former stack, unless they are the resource's now", async () => {
    const stackTags = { cost: '1', team: 's' };
    const copy = await makeCopy(stage(), {}, { stackTags });
    const { final } = await update(
      stage(),
      copy,
      { Tags: [{ Key: 'team', Value: 'own' }] },
      { previousStackTags: stackTags, stackTags: {} },
    );
    expect(final.resourceModel?.Tags).toEqual([{ Key: 'team', Value: 'own' }]);
  });

  it('takes a stack tag over from the resource', async () => {
    const copy = await makeCopy(stage(), { Tags: [{ Key: 'team', Value: 'own' }] });
    const { final } = await update(stage(), copy, { Tags: undefined }, { stackTags: { team: 'stack' } });
    expect(final.resourceModel?.Tags).toEqual([{ Key: 'team', Value: 'stack' }]);
  });

  it.each([true, false])('changes the case of a key (ECS ignores it: %s)', async (tagKeysCaseInsensitive) => {
    stage().simulator.behave({ tagKeysCaseInsensitive });
    const copy = await makeCopy(stage(), { Tags: [{ Key: 'team', Value: '1' }] });
    const made = await mutationsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { Tags: [{ Key: 'Team', Value: '1' }] });
      expect(final.resourceModel?.Tags).toEqual([{ Key: 'Team', Value: '1' }]);
    });
    expect(made).toEqual(['UntagResources', 'TagResources']);
  });

  it('takes a key over that somebody else set in another case', async () => {
    const copy = await makeCopy(stage());
    world().retag(HOME, copy.imageId, { TEAM: 'theirs' });
    const { final } = await update(stage(), copy, { Tags: [{ Key: 'team', Value: 'ours' }] });
    expect(final.resourceModel?.Tags).toEqual([{ Key: 'team', Value: 'ours' }]);
  });

  it('swaps all tags of a full image', async () => {
    const copy = await makeCopy(stage(), { Tags: many(0, 19) });
    const { final } = await update(stage(), copy, { Tags: many(19, 38) });
    expect(final.resourceModel?.Tags).toEqual(many(19, 38));
    expect(Object.keys(imageOf(stage(), copy)?.tags ?? {})).toHaveLength(20);
  });

  it("makes room for the template's tags by taking away CloudFormation's own", async () => {
    const copy = await makeCopy(stage(), {}, { systemTags: SYSTEM_TAGS });
    const options = { systemTags: SYSTEM_TAGS };
    expect((await update(stage(), copy, { Tags: many(0, 19) }, options)).final.status).toBe('SUCCESS');
    const tags = imageOf(stage(), copy)?.tags ?? {};
    expect(Object.keys(tags).filter((key) => key.startsWith('aws:'))).toEqual([]);

    const back = await stage().run(
      'UPDATE',
      { ...copy.wish, Tags: [], ...copy.identifier },
      { previous: { ...copy.wish, Tags: many(0, 19) }, ...options },
    );
    expect(back.final.resourceModel?.Tags).toEqual([]);
    expect(imageOf(stage(), copy)?.tags).toEqual({
      ...SYSTEM_TAGS,
      'tfcfn:source': 'cn-hangzhou/m-bp1golden0ubuntu24',
    });
  });

  it("follows the stack's tags of Service Catalog, and takes them away for the template's", async () => {
    const at = (artifact: string) => ({ 'aws:servicecatalog:provisioningArtifactIdentifier': artifact });
    const copy = await makeCopy(stage(), {}, { systemTags: SYSTEM_TAGS, stackTags: at('pa-1') });
    const next = { systemTags: SYSTEM_TAGS, previousStackTags: at('pa-1'), stackTags: at('pa-2') };
    const made = await mutationsOf(stage(), () => update(stage(), copy, {}, next));
    expect(made).toEqual(['TagResources']);
    expect(imageOf(stage(), copy)?.tags).toMatchObject({ ...SYSTEM_TAGS, ...at('pa-2') });
    expect((await update(stage(), copy, { Tags: many(0, 19) }, next)).final.status).toBe('SUCCESS');
    expect(Object.keys(imageOf(stage(), copy)?.tags ?? {}).filter((key) => key.startsWith('aws:'))).toEqual([]);
  });

  it('says that there is no room where other people have taken it', async () => {
    const copy = await makeCopy(stage());
    world().retag(HOME, copy.imageId, Object.fromEntries(many(0, 15).map(({ Key }) => [`theirs-${Key}`, ''])));
    const { final } = await update(stage(), copy, { Tags: many(0, 10) });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ServiceLimitExceeded' });
    expect(final.message).toContain('An image can have 20 tags');
    const left = Object.keys(imageOf(stage(), copy)?.tags ?? {}).filter((key) => key.startsWith('theirs-'));
    expect(left).toHaveLength(15);
  });

  it('puts the source tag back', async () => {
    const copy = await makeCopy(stage());
    world().untag(HOME, copy.imageId, ['tfcfn:source']);
    const { final } = await update(stage(), copy, {});
    expect(final.resourceModel).toMatchObject(SOURCE);
  });

  it('does not put the mark of the create request back: without it, nobody knows which request that was', async () => {
    const copy = await makeCopy(stage());
    world().untag(HOME, copy.imageId, ['tfcfn:request', 'tfcfn:source']);
    const { final } = await update(stage(), copy, { Description: 'new' });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ...SOURCE, ...copy.identifier } });
    expect(Object.keys(imageOf(stage(), copy)?.tags ?? {})).not.toContain('tfcfn:request');
  });

  it('gives an image its source tag that somebody else copied and that is imported', async () => {
    world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: true, tags: { team: 'them' } });
    const { final } = await stage().run('UPDATE', { ...SOURCE, tfcfnid: `${HOME}/m-uf6theirs` });
    expect(final.resourceModel).toMatchObject({ ...SOURCE, Tags: [{ Key: 'team', Value: 'them' }] });
  });

  it('does not touch keys of the clouds, even if a former template claims them', async () => {
    const copy = await makeCopy(stage());
    const foreign = { 'acs:rm:rgId': 'rg', 'aws:foreign': 'x', 'aliyun-thing': 'y', 'tfcfn:kms-key': 'k' };
    world().retag(HOME, copy.imageId, foreign);
    const claimed = Object.keys(foreign).map((Key) => ({ Key, Value: '' }));
    const { final } = await stage().run(
      'UPDATE',
      { ...copy.wish, ...copy.identifier },
      { previous: { ...copy.wish, Tags: claimed }, previousStackTags: foreign },
    );
    expect(final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)?.tags).toMatchObject(foreign);
    // No template can name those that only the clouds may set, so they must not be drift.
    const { resourceModel = {} } = await stage().invoke('READ', copy.identifier);
    expect(resourceModel.Tags).toEqual([]);
  });

  it('keeps the mark of the create request, so that a late repetition still finds the copy', async () => {
    const copy = await makeCopy(stage(), {}, { token: 'create' });
    await update(stage(), copy, { Tags: many(0, 3) });
    world().forgetClientTokens();
    const again = await stage().invoke('CREATE', copy.wish, { token: 'create' });
    expect(again.resourceModel?.tfcfnid).toBe(copy.identifier.tfcfnid);
  });

  it.each([
    [undefined, undefined],
    [[], undefined],
    [undefined, []],
    [null, null],
  ])('takes Tags %j after %j for no change', async (tags, before) => {
    const copy = await makeCopy(stage());
    const made = await mutationsOf(stage(), async () => {
      const wish = { ...copy.wish, ...copy.identifier };
      const { final } = await stage().run('UPDATE', { ...wish, Tags: tags }, { previous: { ...wish, Tags: before } });
      expect(final.status).toBe('SUCCESS');
    });
    expect(made).toEqual([]);
  });
});
