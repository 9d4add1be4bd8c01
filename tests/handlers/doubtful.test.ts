import type { FaultResponse } from '../../simulator/index';
import { type Copy, HOME, imageOf, leftovers, makeCopy, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { type Answer, openStage, type Properties } from '../support/stage';

const ALWAYS = Number.POSITIVE_INFINITY;
const WISH = { ...SOURCE, ImageName: 'golden' };
const TOKEN = 'request-1';
const HOUR = 3_600_000;
const answer = (fields: object, status = 200): FaultResponse => ({
  status,
  body: JSON.stringify({ RequestId: 'R', ...fields }),
});
const listing = (entries: readonly object[], fields: object = {}, status = 200) =>
  answer({ TotalCount: entries.length, Images: { Image: entries }, ...fields }, status);
const EMPTY = listing([]);

describe('a CREATE that is repeated after its first answer was lost', () => {
  const stage = useStage(() => openStage());

  it.each([
    ['soon', 5, undefined],
    ['late', 60, 'AlreadyExists'],
  ])('looks for who has the name, and says so where nobody is shown: %s', async (_, visibilityDelaySeconds, code) => {
    stage().simulator.behave({ visibilityDelaySeconds, clientTokenCheckedBeforeName: false });
    await stage().invoke('CREATE', WISH, { token: TOKEN });
    const again = await stage().invoke('CREATE', WISH, { token: TOKEN });
    expect(again.errorCode).toBe(code);
    if (code === undefined) return;
    expect(again.resourceModel).toBeUndefined();
    expect(again.message).toContain(`if an earlier attempt created it, delete image "golden" in ${HOME} by hand.`);
  });

  it('names what it may have left where an image of its name has no tags yet', async () => {
    const untagging = await openStage({
      onCall: ({ action }) => {
        const { world } = untagging.simulator;
        if (action !== 'CopyImage') return;
        for (const { imageId } of world.images(HOME)) world.untag(HOME, imageId, ['tfcfn:request', 'tfcfn:source']);
      },
    });
    try {
      untagging.simulator.inject({ action: 'CopyImage', reset: 'after', times: ALWAYS });
      expect((await untagging.invoke('CREATE', WISH, { token: TOKEN })).resourceModel).toBeDefined();
    } finally {
      await untagging.close();
    }
  });
});

describe('a copy that is called by its request', () => {
  const stage = useStage(() => openStage());
  /** A creation of which no answer from CopyImage on arrives. */
  const lose = async (fault: object = { reset: 'after' }, properties: Properties = {}): Promise<Properties> => {
    stage().simulator.inject({ times: ALWAYS, ...fault } as Parameters<
      ReturnType<typeof stage>['simulator']['inject']
    >[0]);
    const { resourceModel } = await stage().invoke('CREATE', { ...WISH, ...properties }, { token: TOKEN });
    stage().simulator.clearFaults();
    return resourceModel ?? {};
  };
  const isThere = () => leftovers(stage()).images.length > 0;

  it('does not count as removed by the list that shows it', async () => {
    const left = await lose();
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY, times: 2 });
    await stage().run('DELETE', left, { meanwhile: (_, n) => n === 1 && stage().simulator.clock.advance(660_000) });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not count as removed where ECS does not heed the tag that it is asked for', async () => {
    const left = await lose();
    const others = Array.from({ length: 100 }, (_, index) => ({ ImageId: `m-${index}`, ImageName: `other-${index}` }));
    stage().simulator.inject({
      action: 'DescribeImages',
      respond: listing(others, { TotalCount: 101 }),
      times: ALWAYS,
    });
    expect((await stage().run('DELETE', left)).final.status).toBe('FAILED');
  });

  it('is looked for as long as a young copy may be invisible, however short Timeouts.Delete is', async () => {
    const { simulator } = stage();
    simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6other' });
    simulator.behave({ visibilityDelaySeconds: 100 });
    const left = await lose();
    const { final } = await stage().run('DELETE', { ...left, Timeouts: { Delete: '1s' } });
    simulator.clock.advance(HOUR);
    expect(final.status === 'SUCCESS' && isThere()).toBe(false);
  });

  it('is not one of another source, though it has the mark of the request', async () => {
    const { simulator } = stage();
    const { final } = await stage().run('CREATE', WISH, { token: TOKEN });
    simulator.world.forgetClientTokens();
    simulator.world.addImage({ regionId: 'cn-hangzhou', imageId: 'm-bp1another' });
    const left = await lose(
      { action: 'CopyImage', silent: true },
      { SourceImageId: 'm-bp1another', ImageName: 'another' },
    );
    await stage().run('DELETE', left);
    expect(leftovers(stage()).images).toEqual([final.resourceModel?.tfcfnid]);
  });

  it('can be read', async () => {
    const { tfcfnid } = await lose();
    stage().simulator.clock.advance(HOUR);
    expect((await stage().invoke('READ', { tfcfnid })).status).toBe('SUCCESS');
  });

  it('is named by its ID where it cannot be deleted', async () => {
    const { simulator } = stage();
    const left = await lose();
    simulator.clock.advance(HOUR);
    const imageId = simulator.world.images(HOME)[0]?.imageId ?? '';
    simulator.world.share(HOME, imageId);
    expect((await stage().run('DELETE', left)).final.message).toContain(imageId);
  });
});

describe('a removal whose acceptance came to nothing', () => {
  const stage = useStage(() => openStage());
  const expectGone = async (copy: Copy): Promise<void> => {
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY, skip: 1 });
    const { final } = await stage().run('DELETE', { ...copy.wish, ...copy.identifier });
    expect(final.status === 'SUCCESS' && imageOf(stage(), copy) !== undefined).toBe(false);
  };

  it.each([
    ['an error code in small letters', { code: 'Forbidden.RAM', message: 'x' }],
    ['a success that is none', { Success: false }],
  ])('is not accepted by an answer with %s', async (_, fields) => {
    const copy = await makeCopy(stage());
    stage().simulator.inject({ action: 'DeleteImage', respond: answer(fields) });
    await expectGone(copy);
  });

  it('is asked for again after one empty answer: a copy that ended before it was cancelled', async () => {
    stage().simulator.behave({ copySeconds: 1 });
    const { resourceModel } = await stage().invoke('CREATE', WISH);
    const tfcfnid = String(resourceModel?.tfcfnid);
    stage().simulator.inject({ action: 'CancelCopyImage', respond: answer({}) });
    await expectGone({ wish: WISH, identifier: { tfcfnid }, imageId: tfcfnid.split('/')[1] ?? '', model: {} });
  });
});

describe('a CREATE that has begun names its copy', () => {
  const stage = useStage(() => openStage());
  const goOn = (first: Answer, options: object = {}) =>
    stage().invoke('CREATE', first.resourceModel ?? {}, {
      token: TOKEN,
      callbackContext: first.callbackContext,
      ...options,
    });

  it.each([
    ['a text', () => 'text'],
    ['a list', () => []],
    ['a flag that is a word', (usual: Properties) => ({ ...usual, ForceDelete: 'maybe' })],
    ['a number that is a word', (usual: Properties) => ({ ...usual, AssumeRole: { DurationSeconds: 'abc' } })],
  ])('when its type configuration cannot be read any more: %s', async (_, changed) => {
    const first = await stage().invoke('CREATE', WISH, { token: TOKEN });
    const next = await goOn(first, { typeConfiguration: changed(stage().typeConfiguration) });
    expect(next).toMatchObject({ errorCode: 'InvalidTypeConfiguration', resourceModel: first.resourceModel });
  });

  it('and can read what it remembers, however long a status is', async () => {
    const first = await stage().invoke('CREATE', { ...WISH, Timeouts: { Create: '5m' } }, { token: TOKEN });
    stage().simulator.clock.advance(400_000);
    const image = { ImageId: first.resourceModel?.Id, IsCopied: true, Status: 'x'.repeat(70_000) };
    stage().simulator.inject({ action: 'DescribeImages', respond: listing([image]) });
    const second = await goOn(first);
    expect((await goOn(second)).errorCode).not.toBe('InvalidRequest');
  });
});

describe('a removal', () => {
  const stage = useStage(() => openStage());

  it.each(['0s', '0h0m'])('is not refused for ever by a time-out that the schema takes: %s', async (Delete) => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6imported' });
    const request = { ...SOURCE, tfcfnid: `${HOME}/m-uf6imported`, Timeouts: { Delete } };
    expect((await stage().run('DELETE', request)).final.errorCode).not.toBe('InvalidRequest');
  });

  it('of a bare ID in a guessed region does not succeed in its second step', async () => {
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6bare' });
    const typeConfiguration = { ...stage().typeConfiguration, RegionId: 'cn-beijing' };
    const request = { ...SOURCE, tfcfnid: 'm-uf6bare', Status: 'Creating' };
    expect((await stage().run('DELETE', request, { typeConfiguration })).final.errorCode).toBe('InvalidRequest');
  });

  it('does not take an empty mark for that of a copy', async () => {
    const { simulator } = stage();
    simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6theirs', tags: { 'tfcfn:request': '' } });
    await stage().run('DELETE', { ...SOURCE, tfcfnid: `${HOME}/m-uf6theirs`, DeleteAutoSnapshot: true });
    expect(simulator.calls.map(({ action }) => action)).not.toContain('DeleteSnapshot');
  });

  it('ends though the clock of an earlier step was wrong', async () => {
    const { clock, inject } = stage().simulator;
    const copy = await makeCopy(stage());
    inject({ action: 'DescribeImages', respond: EMPTY, times: ALWAYS });
    const request = { ...copy.wish, ...copy.identifier };
    let last = await stage().invoke('DELETE', request, { token: TOKEN });
    const { memory, ...place } = Object(last.callbackContext) as Properties;
    const ahead = { ...Object(memory), missingSince: clock.now() + 20 * HOUR };
    let callbackContext: Properties | undefined = { ...place, memory: ahead };
    const begin = clock.now();
    while (last.status === 'IN_PROGRESS' && clock.now() - begin < 12 * HOUR) {
      clock.advance(600_000);
      last = await stage().invoke('DELETE', last.resourceModel ?? {}, { token: TOKEN, callbackContext });
      callbackContext = last.callbackContext;
    }
    expect(last).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
  });
});

describe('an UPDATE', () => {
  const stage = useStage(() => openStage());
  const rename = ({ wish, identifier }: Copy, options: object = {}) =>
    stage().run(
      'UPDATE',
      { ...wish, ...identifier, ImageName: 'renamed' },
      { previous: { ...wish, ...identifier }, ...options },
    );

  it('does not end with one empty answer that comes late', async () => {
    const copy = await makeCopy(stage());
    // The look after the change still shows nothing, so that there is a second step.
    stage().simulator.inject({ action: 'DescribeImages', respond: EMPTY, skip: 1, times: 2 });
    const { final } = await rename(copy, {
      meanwhile: (_: Answer, count: number) => count === 1 && stage().simulator.clock.advance(660_000),
    });
    expect(final.status).toBe('SUCCESS');
  });

  it('of a bare ID looks where the previous state says that it is', async () => {
    stage().simulator.world.addImage({ regionId: 'cn-beijing', imageId: 'm-2zebare' });
    const was = { ...SOURCE, tfcfnid: 'm-2zebare' };
    const options = { previous: { ...was, DestinationRegionId: 'cn-beijing' } };
    expect((await stage().run('UPDATE', { ...was, ImageName: 'renamed' }, options)).final.status).toBe('SUCCESS');
  });
});

describe('a message says to its end what to do', () => {
  const stage = useStage(() => openStage());

  it('with the snapshots of 17 disks, after a clean-up that failed', async () => {
    const { simulator } = stage();
    const disks = Array.from({ length: 17 }, () => ({ sizeGiB: 20 }));
    simulator.world.addImage({ regionId: 'cn-hangzhou', imageId: 'm-bp1many', disks });
    simulator.behave({ copySeconds: 60, copyOutcome: { failAtPercent: 40, status: 'CreateFailed' } });
    simulator.inject({ action: 'DeleteSnapshot', error: { code: 'Forbidden.RAM' }, times: ALWAYS });
    const { final } = await stage().run('CREATE', { ...WISH, SourceImageId: 'm-bp1many' });
    expect(final.message).toContain('by hand');
  });

  it('with 60 images of one mark', async () => {
    const { world } = stage().simulator;
    for (let index = 0; index < 60; index += 1)
      world.addImage({ regionId: HOME, imageId: `m-uf6aaaaaaaaaaaaaaa${index}`, tags: { 'tfcfn:request': 'x' } });
    const { final } = await stage().run('DELETE', { ...SOURCE, tfcfnid: `${HOME}/tfcfn-request-x` });
    expect(final.message).toContain('Remove the tag');
  });
});

const IMAGE = { ImageId: 'm-1', IsCopied: true, Status: 'Available' };
describe('an answer', () => {
  const stage = useStage(() => openStage());
  const read = (respond: FaultResponse) => {
    stage().simulator.inject({ action: 'DescribeImages', respond, times: ALWAYS });
    return stage().invoke('READ', { tfcfnid: `${HOME}/m-1` });
  };

  it.each([
    ['about another region', listing([], { RegionId: 'cn-beijing' })],
    ['about another page', listing([], { PageNumber: 7 })],
    ['with a count below zero', listing([], { TotalCount: -1 })],
    ['with a code in small letters', listing([], { code: 'Forbidden.RAM', message: 'x' })],
    ['that is part of one', listing([], {}, 206)],
  ])('%s is none', async (_, respond) => {
    expect((await read(respond)).errorCode).toBe('ServiceInternalError');
  });

  it.each([
    ['that cannot be one', ['../s-uf6']],
    ['of more snapshots than an image can rest on', Array.from({ length: 101 }, (_, n) => `s-uf6disk${n}`)],
  ])('with the ID of a snapshot %s is none, for it could not be remembered', async (_, snapshotIds) => {
    const disks = snapshotIds.map((SnapshotId) => ({ SnapshotId, Type: 'data' }));
    const image = { ...IMAGE, DiskDeviceMappings: { DiskDeviceMapping: disks } };
    expect((await read(listing([image]))).errorCode).toBe('ServiceInternalError');
  });

  it('with an image that somebody else owns shows none of the account', async () => {
    expect((await read(listing([{ ...IMAGE, ImageOwnerAlias: 'others' }]))).status).toBe('FAILED');
  });

  it('with a size that is no whole number is not a fault of the type', async () => {
    expect((await read(listing([{ ...IMAGE, Size: 1.5 }]))).errorCode).not.toBe('InternalFailure');
  });

  it('of LIST shows what READ takes for a copy', async () => {
    const tags = { 'tfcfn:request': 'a'.repeat(32), 'tfcfn:source': 'cn-hangzhou/m-1' };
    stage().simulator.world.addImage({ regionId: HOME, imageId: 'm-uf6own', status: 'CreateFailed', tags });
    expect((await stage().invoke('LIST', {})).resourceModels).toHaveLength(1);
  });
});
