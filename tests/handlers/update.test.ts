import type { AlibabaCall } from '../../simulator/index';
import {
  callsOf,
  EMPTY_LIST,
  HOME,
  imageOf,
  KEY,
  makeCopy,
  mutationsOf,
  OTHER_KEY,
  SOURCE,
  startCopy,
  update,
  useStage,
} from '../support/copies';
import { openStage } from '../support/stage';

describe('UPDATE', () => {
  let onCall: ((call: AlibabaCall) => void) | undefined;
  const stage = useStage(() => openStage({ onCall: (call) => onCall?.(call) }));
  afterEach(() => {
    onCall = undefined;
  });
  const world = () => stage().simulator.world;

  it.each([
    [{ ImageName: 'renamed' }, { imageName: 'renamed' }, ['ModifyImageAttribute']],
    [{ ImageName: undefined, Name: 'renamed' }, { imageName: 'renamed' }, ['ModifyImageAttribute']],
    [{ Description: 'another text' }, { description: 'another text' }, ['ModifyImageAttribute']],
    [{ ImageFamily: 'family' }, { imageFamily: 'family' }, ['ModifyImageAttribute']],
    [{ ResourceGroupId: 'rg-acfmimages' }, { resourceGroupId: 'rg-acfmimages' }, ['JoinResourceGroup']],
    [{ Tags: [{ Key: 'a', Value: '2' }] }, { tags: expect.objectContaining({ a: '2' }) }, ['TagResources']],
    [{ Tags: [] }, { tags: expect.not.objectContaining({ a: '1' }) }, ['UntagResources']],
  ])('changes %j alone', async (change, state, mutations) => {
    const copy = await makeCopy(stage(), { Tags: [{ Key: 'a', Value: '1' }] });
    const made = await mutationsOf(stage(), async () => {
      const { final, answers } = await update(stage(), copy, change);
      expect(answers).toHaveLength(1);
      expect(final.status).toBe('SUCCESS');
      expect((await stage().invoke('READ', copy.identifier)).resourceModel).toEqual(final.resourceModel);
    });
    expect(made).toEqual(mutations);
    expect(imageOf(stage(), copy)).toMatchObject(state);
  });

  it('changes everything at once, with one call for the attributes', async () => {
    const copy = await makeCopy(stage(), {
      Description: 'old',
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '1' },
      ],
    });
    const wish = {
      ImageName: 'renamed',
      Description: 'new',
      ImageFamily: 'family',
      ResourceGroupId: 'rg-acfmarchive',
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'c', Value: '' },
      ],
    };
    const made = await mutationsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { ...wish, Force: true, Timeouts: { Delete: '1h' } });
      expect(final.resourceModel).toMatchObject({ ...SOURCE, ...wish, ...copy.identifier });
    });
    expect(made).toEqual(['TagResources', 'UntagResources', 'ModifyImageAttribute', 'JoinResourceGroup']);
    expect(stage().simulator.ledger().calls.CopyImage).toBe(1);
  });

  it('changes nothing where nothing differs, and looks once', async () => {
    const copy = await makeCopy(stage(), { Description: 'a copy', Tags: [{ Key: 'a', Value: '1' }], Encrypted: true });
    const calls = await callsOf(stage(), async () => {
      const { final } = await update(stage(), copy, {});
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: copy.model });
    });
    expect(calls.map(({ action }) => action)).toEqual(['DescribeImages']);
  });

  it('compares with the cloud and not with the former template: a drift is mended', async () => {
    const copy = await makeCopy(stage(), { Description: 'a copy' });
    world().rename(HOME, copy.imageId, 'drifted');
    world().describe(HOME, copy.imageId, 'drifted');
    const { final } = await update(stage(), copy, {});
    expect(final.resourceModel).toMatchObject({ ImageName: 'golden', Description: 'a copy' });
  });

  it.each(['ModifyImageAttribute', 'JoinResourceGroup', 'TagResources', 'UntagResources'])(
    'comes to the wish when it is repeated after %s failed, acted or not',
    async (action) => {
      const copy = await makeCopy(stage(), {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '1' },
        ],
      });
      const wish = { ImageName: 'new', ResourceGroupId: 'rg-acfmimages', Tags: [{ Key: 'a', Value: '2' }] };
      for (const acts of [false, true]) {
        stage().simulator.inject({ action, error: { code: 'Some.Failure' }, acts });
        expect((await update(stage(), copy, wish)).final.status).toBe('FAILED');
        stage().simulator.clearFaults();
      }
      const { final } = await update(stage(), copy, wish);
      expect(final.resourceModel).toMatchObject(wish);
    },
  );

  it.each(['kept', 'cleared'] as const)(
    'asks ECS to clear a description that the template dropped, which is %s',
    async (emptyDescription) => {
      stage().simulator.behave({ emptyDescription });
      const copy = await makeCopy(stage(), { Description: 'a copy', ImageFamily: 'family' });
      const calls = await callsOf(stage(), async () => {
        const { final } = await update(stage(), copy, { Description: undefined, ImageFamily: undefined });
        expect(final.status).toBe('SUCCESS');
        expect(final.resourceModel?.Description).toBe(emptyDescription === 'kept' ? 'a copy' : undefined);
      });
      const modify = calls.filter(({ action }) => action === 'ModifyImageAttribute');
      expect(modify.map(({ parameters }) => [parameters.Description, parameters.ImageFamily])).toEqual([['', '']]);
    },
  );

  it.each([{}, { ImageName: 'renamed' }])(
    'does not fail on a text that ECS refuses to clear, with %p',
    async (changes) => {
      stage().simulator.behave({ emptyDescription: 'refused' });
      const copy = await makeCopy(stage(), { Description: 'a copy' });
      const { final } = await update(stage(), copy, { Description: undefined, ...changes });
      expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Description: 'a copy', ...changes } });
    },
  );

  it('clears one text also if ECS refuses to clear the other one', async () => {
    stage().simulator.behave({ emptyDescription: 'refused' });
    const copy = await makeCopy(stage(), { Description: 'a copy', ImageFamily: 'family' });
    const calls = await callsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { Description: undefined, ImageFamily: undefined });
      expect(final.status).toBe('SUCCESS');
    });
    const modify = calls.filter(({ action }) => action === 'ModifyImageAttribute');
    expect(modify.map(({ parameters }) => [parameters.Description, parameters.ImageFamily])).toEqual([
      ['', ''],
      [undefined, ''],
      ['', undefined],
    ]);
  });

  it('still fails on a text that is wrong beside one that is to be cleared', async () => {
    const copy = await makeCopy(stage(), { Description: 'a copy' });
    await makeCopy(stage(), { ImageName: 'taken' });
    const { final } = await update(stage(), copy, { Description: undefined, ImageName: 'taken' });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(imageOf(stage(), copy)?.imageName).toBe('golden');
  });

  it('keeps a name, a group and a description that no template ever set', async () => {
    const copy = await makeCopy(stage(), { ResourceGroupId: 'rg-acfmimages' });
    world().describe(HOME, copy.imageId, 'by hand');
    const made = await mutationsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { ImageName: undefined, ResourceGroupId: undefined });
      expect(final.resourceModel).toMatchObject({ ImageName: 'golden', Description: 'by hand' });
    });
    expect(made).toEqual([]);
  });

  it.each([
    ['SourceImageId', 'm-bp1golden1ubuntu24'],
    ['SourceRegionId', 'eu-central-1'],
    ['DestinationRegionId', 'ap-southeast-1'],
    ['Encrypted', false],
    ['KmsKeyId', OTHER_KEY],
  ])('refuses to change %s, which is fixed when a copy is made', async (name, value) => {
    const copy = await makeCopy(stage(), { Encrypted: true, KmsKeyId: KEY });
    const change = name === 'Encrypted' ? { Encrypted: value, KmsKeyId: undefined } : { [name]: value };
    const made = await mutationsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { ...change, ImageName: 'renamed' });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
      expect(final.message).toBe(`${name} cannot be changed on an existing copy: it must be replaced.`);
    });
    expect(made).toEqual([]);
  });

  it('is NotUpdatable where a key is added: the copy is not encrypted with it', async () => {
    const copy = await makeCopy(stage(), { Encrypted: true });
    const made = await mutationsOf(stage(), async () => {
      const { final } = await update(stage(), copy, { KmsKeyId: KEY });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotUpdatable' });
    });
    expect(made).toEqual([]);
  });

  it('compares what is fixed with the image where the former template says nothing, after an import', async () => {
    const { identifier } = await makeCopy(stage(), { Encrypted: true, KmsKeyId: KEY });
    const wrong = { SourceImageId: 'm-other', SourceRegionId: 'cn-beijing', Encrypted: false };
    const { final } = await stage().run('UPDATE', { ...wrong, ...identifier }, { previous: identifier });
    expect(final.errorCode).toBe('NotUpdatable');
    expect(final.message).toContain('SourceImageId, SourceRegionId, Encrypted cannot be changed');
    const encryptedBy = (KmsKeyId: string) => ({ ...SOURCE, Encrypted: true, KmsKeyId, ...identifier });
    const { final: other } = await stage().run('UPDATE', encryptedBy(OTHER_KEY), { previous: identifier });
    expect(other.message).toContain('KmsKeyId cannot be changed');
    const { final: right } = await stage().run('UPDATE', encryptedBy(KEY));
    expect(right.status).toBe('SUCCESS');
  });

  it('fails with NotFound for a missing image or without an identifier', async () => {
    const gone = await stage().run('UPDATE', { ...SOURCE, tfcfnid: `${HOME}/m-uf6gone` });
    expect(gone.final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    const none = await stage().run('UPDATE', SOURCE);
    expect(none.final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(none.final.message).toContain('no tfcfnid');
  });

  it.each(['ModifyImageAttribute', 'TagResources'])(
    'fails with NotFound if the image vanishes before %s',
    async (action) => {
      const copy = await makeCopy(stage());
      stage().simulator.inject({ action, error: { code: 'InternalError' } });
      onCall = ({ code }) => {
        if (code === 'InternalError') world().remove(HOME, copy.imageId);
      };
      const change = action === 'TagResources' ? { Tags: [{ Key: 'a', Value: '' }] } : { ImageName: 'renamed' };
      const { final } = await update(stage(), copy, change);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    },
  );

  it('waits for a copy that is still being made', async () => {
    const copy = await startCopy(stage());
    const { answers, final } = await update(
      stage(),
      copy,
      { ImageName: 'renamed' },
      {
        meanwhile: (_, count) => {
          if (count === 3) world().finishCopy(HOME, copy.imageId);
        },
      },
    );
    expect(answers[0]?.message).toBe(`waiting until image ${copy.imageId} is available, now Creating`);
    expect(answers[0]?.resourceModel).toMatchObject({ ...copy.identifier, ImageName: 'renamed' });
    expect(final.resourceModel).toMatchObject({ ImageName: 'renamed', Status: 'Available' });
  });

  it('does not wait for ever', async () => {
    stage().simulator.behave({ copySeconds: 1_200 });
    const copy = await startCopy(stage());
    const { final } = await update(stage(), copy, { ImageName: 'renamed' });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('is Creating and does not show the changes after 600 s');
  });

  it('waits for a copy that it has seen, also if the first change of it was refused for a while', async () => {
    const copy = await makeCopy(stage());
    const tag = { Tags: [{ Key: 'a', Value: '1' }] };
    stage().simulator.inject({ action: 'TagResources', error: { code: 'Throttling.User' }, times: 4 });
    const { answers, final } = await update(stage(), copy, tag, {
      meanwhile: (_, count) => {
        if (count === 1) stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY_LIST, times: 2 });
      },
    });
    expect(answers[1]?.message).toBe(`waiting until ${HOME} shows image ${copy.imageId} again`);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: tag });
  });

  it('waits until ECS shows what it accepted', async () => {
    const copy = await makeCopy(stage());
    const body = JSON.stringify({ RequestId: 'R' });
    stage().simulator.inject({ action: 'ModifyImageAttribute', respond: { status: 200, body } });
    const { answers, final } = await update(stage(), copy, { ImageName: 'renamed' });
    expect(answers[0]?.message).toBe(`waiting until ${HOME} shows the changes of image ${copy.imageId}`);
    expect(final.resourceModel).toMatchObject({ ImageName: 'renamed' });
  });

  it('does not wait for a group that ECS does not show, nor does CREATE', async () => {
    const show = (ImageId: unknown) => {
      const tags = [{ TagKey: 'tfcfn:source', TagValue: 'cn-hangzhou/m-bp1golden0ubuntu24' }];
      const image = { ImageId, ImageName: 'golden', Status: 'Available', ResourceGroupId: '', Tags: { Tag: tags } };
      const body = JSON.stringify({ RequestId: 'R', TotalCount: 1, Images: { Image: [image] } });
      const times = Number.POSITIVE_INFINITY;
      stage().simulator.inject({ action: 'DescribeImages', respond: { status: 200, body }, times });
    };
    const wish = { ...SOURCE, ImageName: 'golden', ResourceGroupId: 'rg-acfmdefaultgroup' };
    const { final: made } = await stage().run('CREATE', wish, {
      meanwhile: ({ resourceModel }) => show(resourceModel?.Id),
    });
    expect(made.status).toBe('SUCCESS');
    const { final } = await stage().run('UPDATE', { ...wish, tfcfnid: made.resourceModel?.tfcfnid });
    expect(final.status).toBe('SUCCESS');
    expect(stage().simulator.ledger().calls.JoinResourceGroup).toBe(2);
  });

  it.each([
    [4, 'SUCCESS'],
    [Number.POSITIVE_INFINITY, 'FAILED'],
  ])('goes on while a later look is throttled, %p times: %s', async (times, status) => {
    const copy = await makeCopy(stage());
    const body = JSON.stringify({ RequestId: 'R' });
    stage().simulator.inject({ action: 'ModifyImageAttribute', respond: { status: 200, body } });
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, skip: 2, times });
    const { answers, final } = await update(stage(), copy, { ImageName: 'renamed' });
    expect(answers[1]?.message).toContain(`updating image ${copy.imageId}: will retry: DescribeImages`);
    expect(final.status).toBe(status);
    expect(final.errorCode).toBe(status === 'FAILED' ? 'Throttling' : undefined);
  });

  it('changes a deprecated copy, and says why it cannot change a broken one', async () => {
    const copy = await makeCopy(stage());
    world().deprecate(HOME, copy.imageId);
    expect((await update(stage(), copy, { ImageName: 'old' })).final.resourceModel).toMatchObject({
      Status: 'Deprecated',
    });
    world().failCopy(HOME, copy.imageId, 'UnAvailable');
    const { final } = await update(stage(), copy, { ImageName: 'older' });
    expect(final).toMatchObject({ errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('ImageStatus.NotAvailable');
  });

  it("refuses a name that another image has, and keeps CREATE's AlreadyExists for CREATE", async () => {
    world().addImage({ regionId: HOME, imageId: 'm-uf6theirs', imageName: 'taken' });
    const { final } = await update(stage(), await makeCopy(stage()), { ImageName: 'taken' });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(final.message).toContain('choose another ImageName');
  });
});
