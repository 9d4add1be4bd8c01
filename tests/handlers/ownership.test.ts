import {
  type Copy,
  HOME,
  imageOf,
  leftovers,
  makeCopy,
  mutationsOf,
  SOURCE,
  update,
  useStage,
} from '../support/copies';
import { openStage } from '../support/stage';

/** Nothing of anybody else's is deleted, adopted or changed. */
describe('what is not ours', () => {
  const stage = useStage(() => openStage());
  const world = () => stage().simulator.world;
  const actions = () => stage().simulator.calls.map(({ action }) => action);

  describe('an imported image that is not a copy', () => {
    const THEIRS = { tfcfnid: `${HOME}/m-uf6theirs` };

    it.each(['UnAvailable', 'CreateFailed', 'Creating', 'Waiting', 'Available', 'Deprecated'] as const)(
      'keeps its snapshots in the state %s',
      async (status) => {
        world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: false, status });
        const { resourceModel } = await stage().invoke('READ', THEIRS);
        expect(resourceModel).toMatchObject({ Status: status, SnapshotIds: [] });
        await stage().run('DELETE', { ...SOURCE, ...THEIRS, DeleteAutoSnapshot: true, Timeouts: { Delete: '1m' } });
        expect(actions()).not.toContain('DeleteSnapshot');
      },
    );

    it('keeps its snapshots in a state that nobody knows', async () => {
      const shown = {
        ImageId: 'm-uf6theirs',
        IsCopied: false,
        Status: 'Frozen',
        DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: 's-uf6theirs', Type: 'system' }] },
      };
      const body = JSON.stringify({ RequestId: 'R', TotalCount: 1, Images: { Image: [shown] } });
      world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: false });
      stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body }, times: 2 });
      expect((await stage().invoke('READ', THEIRS)).resourceModel).toMatchObject({ SnapshotIds: [] });
      const { final } = await stage().run('DELETE', { ...SOURCE, ...THEIRS, DeleteAutoSnapshot: true });
      expect(final.status).toBe('SUCCESS');
      expect(actions()).not.toContain('DeleteSnapshot');
    });

    it('keeps its snapshots after an update that gave it the source tag, and gets no other tag of ours', async () => {
      world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', isCopied: false, tags: { team: 'them' } });
      const { final } = await stage().run('UPDATE', { ...SOURCE, ...THEIRS });
      expect(final.status).toBe('SUCCESS');
      expect(world().image(HOME, 'm-uf6theirs')?.tags).toEqual({
        team: 'them',
        'tfcfn:source': `${SOURCE.SourceRegionId}/${SOURCE.SourceImageId}`,
      });
      await stage().run('DELETE', { ...SOURCE, ...THEIRS, DeleteAutoSnapshot: true });
      expect(actions()).not.toContain('DeleteSnapshot');
    });
  });

  it('a copy of ours that ECS does not call one is ours by its mark', async () => {
    const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
    const tags = Object.entries(imageOf(stage(), copy)?.tags ?? {});
    const shown = {
      ImageId: copy.imageId,
      IsCopied: false,
      Status: 'CreateFailed',
      DiskDeviceMappings: { DiskDeviceMapping: [{ SnapshotId: 's-uf6ours', Type: 'system' }] },
      Tags: { Tag: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    };
    const body = JSON.stringify({ RequestId: 'R', TotalCount: 1, Images: { Image: [shown] } });
    stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body } });
    const { resourceModel } = await stage().invoke('READ', copy.identifier);
    expect(resourceModel).toMatchObject({ SnapshotIds: ['s-uf6ours'] });
  });

  describe('a copy with the name of the template', () => {
    const wish = { ...SOURCE, ImageName: 'golden' };
    const makeOwn = async () => {
      const copy = await makeCopy(stage(), wish, { token: 'request-1' });
      world().forgetClientTokens();
      return copy;
    };
    const refused = async (copy: Copy, again: ReturnType<typeof create>) => {
      const before = imageOf(stage(), copy)?.tags;
      const answer = await again;
      expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
      expect(answer.resourceModel).toBeUndefined();
      expect(imageOf(stage(), copy)?.tags).toEqual(before);
      expect(leftovers(stage()).images).toEqual([copy.identifier.tfcfnid]);
    };
    const create = (changes: object, logicalId = 'MyCopy') =>
      stage().invoke('CREATE', { ...wish, ...changes }, { token: 'request-1', logicalId });

    it('is adopted by a repetition of its request, although ECS has forgotten the token', async () => {
      const copy = await makeOwn();
      expect((await create({})).resourceModel).toMatchObject(copy.identifier);
    });

    it.each([
      ['image', { SourceImageId: 'm-bp1golden1ubuntu24' }],
      ['region', { SourceRegionId: 'ap-southeast-1', SourceImageId: 'm-t4ngolden0ubuntu24' }],
    ])('is not adopted by a request with the same token and another source %s', async (_, source) => {
      const copy = await makeOwn();
      await refused(copy, create(source));
    });

    it('is not adopted by another resource of the stack, though both have one token and one source', async () => {
      const copy = await makeOwn();
      await refused(copy, create({}, 'Another'));
    });

    it('is not adopted without the mark', async () => {
      const copy = await makeOwn();
      world().untag(HOME, copy.imageId, ['tfcfn:request']);
      await refused(copy, create({}));
    });
  });

  it('two resources of one stack that share a token are two copies', async () => {
    for (const logicalId of ['One', 'Two'])
      expect((await stage().run('CREATE', SOURCE, { token: 'shared', logicalId })).final.status).toBe('SUCCESS');
    const [one, two] = stage().simulator.calls.filter(({ action }) => action === 'CopyImage');
    expect(one?.parameters.ClientToken).not.toBe(two?.parameters.ClientToken);
    expect(leftovers(stage()).images).toHaveLength(2);
  });

  describe('a copy that is called by the mark of its request', () => {
    const lose = async () => {
      stage().simulator.inject({ reset: 'after', times: Number.POSITIVE_INFINITY });
      const { resourceModel = {} } = await stage().invoke('CREATE', { ...SOURCE, ImageName: 'golden' });
      stage().simulator.clearFaults();
      stage().simulator.clock.advance(3_600_000);
      return resourceModel;
    };
    const markOf = (tfcfnid: unknown) => String(tfcfnid).split('tfcfn-request-')[1] ?? '';

    it('is not deleted while several images carry the mark, and neither are they', async () => {
      const model = await lose();
      const mark = { 'tfcfn:request': markOf(model.tfcfnid) };
      world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', tags: mark });
      const made = await mutationsOf(stage(), async () => {
        const { final } = await stage().run('DELETE', model);
        expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
        for (const place of leftovers(stage()).images) expect(final.message).toContain(place.split('/')[1]);
        expect(final.message).toContain('m-uf6theirs');
      });
      expect(made).toEqual([]);
      world().untag(HOME, 'm-uf6theirs', ['tfcfn:request']);
      expect((await stage().run('DELETE', model)).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toEqual([]);
      expect(world().image(HOME, 'm-uf6theirs')).toBeDefined();
    });

    it('is looked for on every page of the images that carry the mark', async () => {
      const model = await lose();
      const own = leftovers(stage()).images.length;
      const tags = { 'tfcfn:request': markOf(model.tfcfnid) };
      const theirs = Array.from({ length: 249 }, (_, index) => `m-uf6theirs${String(index).padStart(3, '0')}`);
      for (const imageId of theirs) world().addImage({ regionId: HOME, imageId, tags });
      const { final } = await stage().run('DELETE', model);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
      expect(final.message).toContain(`, ${own + theirs.length - 5} more.`);
    });

    it('is the only one that is deleted if another image gets the mark meanwhile', async () => {
      stage().simulator.behave({ deleteTakesSeconds: 60 });
      const model = await lose();
      const { final } = await stage().run('DELETE', model, {
        meanwhile: (_, count) => {
          if (count !== 2) return;
          const tags = { 'tfcfn:request': markOf(model.tfcfnid) };
          world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', tags });
        },
      });
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toEqual([]);
      expect(world().image(HOME, 'm-uf6theirs')).toBeDefined();
    });

    it('that never began is not looked for behind a list that shows nothing at all', async () => {
      stage().simulator.inject({ silent: true, times: Number.POSITIVE_INFINITY });
      const { resourceModel = {} } = await stage().invoke('CREATE', { ...SOURCE, ImageName: 'golden' });
      stage().simulator.clearFaults();
      stage().simulator.behave({ describeImagesDenied: 'emptyList' });
      const Statement = [
        { Effect: 'Allow', Action: 'ecs:*', Resource: '*' },
        { Effect: 'Deny', Action: 'ecs:DescribeImages', Resource: '*' },
      ] as const;
      stage().simulator.ram.setUserPolicy({ Version: '1', Statement });
      const { final } = await stage().run('DELETE', resourceModel);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toContain('so it may exist');
      stage().simulator.ram.setUserPolicy(undefined);
      world().addImage({ regionId: HOME, imageId: 'm-uf6theirs' });
      expect((await stage().run('DELETE', resourceModel)).final.status).toBe('SUCCESS');
      expect(world().image(HOME, 'm-uf6theirs')).toBeDefined();
    });
  });

  it('a key that a template takes over is not given back: it is removed with the template that named it', async () => {
    const copy = await makeCopy(stage());
    world().retag(HOME, copy.imageId, { owner: 'somebody', other: 'stays' });
    const Tags = [{ Key: 'owner', Value: 'us' }];
    expect((await update(stage(), copy, { Tags })).final.resourceModel).toMatchObject({
      Tags: expect.arrayContaining(Tags),
    });
    // The rollback: an update from the new template to the former one.
    const former = { ...copy.wish, ...copy.identifier };
    const { final } = await stage().run('UPDATE', former, { previous: { ...former, Tags } });
    expect(final.resourceModel?.Tags).toEqual([{ Key: 'other', Value: 'stays' }]);
  });
});
