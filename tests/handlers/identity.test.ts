import { HOME, imageOf, leftovers, makeCopy, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { type Answer, openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types';

const ELSEWHERE = 'eu-central-1';

describe('a bare image ID as the identifier', () => {
  const stage = useStage(() => openStage());
  /** RegionId of the type configuration changes. */
  const moved = () => ({ typeConfiguration: { ...stage().typeConfiguration, RegionId: ELSEWHERE } });
  const imported = async () => {
    const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
    return { ...copy, bare: { ...copy.wish, tfcfnid: copy.imageId } };
  };

  it('is one of the DestinationRegionId of the request, whatever RegionId of the type configuration is', async () => {
    const { bare, imageId } = await imported();
    const request: Properties = { ...bare, DestinationRegionId: HOME };
    const changed = { ...request, ImageName: 'renamed' };
    const updated = await stage().run('UPDATE', changed, { previous: request, ...moved() });
    expect(updated.final.resourceModel).toMatchObject({ tfcfnid: imageId, ImageName: 'renamed' });
    expect((await stage().run('DELETE', changed, moved())).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('without one is never said to be absent', async () => {
    const { bare, imageId, ...copy } = await imported();
    for (const action of ['UPDATE', 'DELETE'] as const) {
      const { final } = await stage().run(action, bare, { previous: bare, ...moved() });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(final.message).toContain(`Neither tfcfnid ${imageId} nor DestinationRegionId names a region`);
      expect(final.message).toContain(`${ELSEWHERE} (RegionId of the type configuration), has no such image`);
      expect(final.message).toContain('<DestinationRegionId>/<ImageId>');
    }
    expect(imageOf(stage(), copy)).toBeDefined();
    // The cure that the message names.
    expect((await stage().run('DELETE', bare)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('stays where it was found, though RegionId changes in the middle of a deletion', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 60 });
    const { bare } = await imported();
    const first = await stage().invoke('DELETE', bare, { token: 'delete' });
    expect(first.status).toBe('IN_PROGRESS');
    const next = { token: 'delete', callbackContext: first.callbackContext, ...moved() };
    const { final } = await stage().run('DELETE', first.resourceModel ?? {}, next);
    expect(final.errorCode).toBeUndefined();
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('is read in the region of the type configuration: a read knows nothing else', async () => {
    const { imageId } = await imported();
    expect((await stage().invoke('READ', { tfcfnid: imageId })).status).toBe('SUCCESS');
    expect((await stage().invoke('READ', { tfcfnid: imageId }, moved())).errorCode).toBe('NotFound');
  });
});

describe.each(EACH_HOSTILE)('a bare image ID of %s', (_, type) => {
  const { regionProperties, absent, templates } = type.hostile;

  it('that a guessed region does not know is never said to be gone, whatever its deletion looks like', async () => {
    const stage = await openStage({ type });
    try {
      const wish = Object.entries({ ...templates.made, tfcfnid: absent });
      const withoutRegion = Object.fromEntries(wish.filter(([name]) => !regionProperties.includes(name)));
      const { final } = await stage.run('DELETE', withoutRegion);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
      // A copy on ECS is never in the region that it is made from because the template says nothing else.
      const named = regionProperties.filter((name) => name !== 'SourceRegionId').toReversed();
      expect(final.message).toContain(` nor ${named.join(' nor ')} names a region, and `);
      expect(final.message).toContain(` (${type.defaultRegion} of the type configuration), has no such image`);
    } finally {
      await stage.close();
    }
  });
});

describe('a CREATE that fails', () => {
  const stage = useStage(() => openStage());
  const started = async () => {
    const first = await stage().invoke('CREATE', SOURCE, { token: 'create' });
    stage().simulator.clock.advance(5_000);
    const again = (properties: Properties = {}, options: object = {}) =>
      stage().invoke(
        'CREATE',
        { ...first.resourceModel, ...properties },
        { token: 'create', callbackContext: first.callbackContext, ...options },
      );
    return { first, again };
  };
  const rollBack = async ({ resourceModel = {} }: Answer) => {
    stage().simulator.clearFaults();
    expect((await stage().run('DELETE', resourceModel)).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  };

  it.each([
    ['the type configuration is missing by then', 'InvalidTypeConfiguration', {}, { typeConfiguration: null }],
    ['a property is not valid any more', 'InvalidRequest', { ImageName: 'x' }, {}],
    ['the callback context is another one', 'InvalidRequest', {}, { callbackContext: { v: 9 } }],
  ])('after it has begun names its copy: %s', async (_, errorCode, properties, options) => {
    const { first, again } = await started();
    const answer = await again(properties, options);
    expect(answer).toMatchObject({ status: 'FAILED', errorCode });
    expect(answer.resourceModel).toEqual({ ...first.resourceModel, ...properties });
    await rollBack({ ...answer, resourceModel: first.resourceModel });
  });

  it.each([
    ['Forbidden.RAM', 'AccessDenied'],
    ['InvalidAccessKeyId.Inactive', 'InvalidCredentials'],
  ])('after it has begun names its copy: ECS says %s', async (code, errorCode) => {
    const { first, again } = await started();
    stage().simulator.inject({ action: 'DescribeImages', error: { code }, times: 9 });
    const answer = await again();
    expect(answer).toMatchObject({ status: 'FAILED', errorCode, resourceModel: first.resourceModel });
    await rollBack(answer);
  });

  it('and has cleaned up names it all the same; its rollback finds nothing to do', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 10, status: 'CreateFailed' } });
    const { final, answers } = await stage().run('CREATE', SOURCE);
    expect(final.message).toContain('Everything that it had created was removed.');
    expect(final.resourceModel).toMatchObject({
      tfcfnid: answers[0]?.resourceModel?.tfcfnid,
      DeleteAutoSnapshot: true,
    });
    expect((await stage().run('DELETE', final.resourceModel ?? {})).final.errorCode).toBe('NotFound');
  });

  it.each([
    ['a refusal', { error: { code: 'QuotaExceed.Image' } }],
    ['a name that is taken', { error: { code: 'InvalidImageName.Duplicated' } }],
  ])('before anything can have begun names nothing: %s', async (_, effect) => {
    stage().simulator.inject({ action: 'CopyImage', ...effect });
    const answer = await stage().invoke('CREATE', SOURCE);
    expect(answer.status).toBe('FAILED');
    expect(answer).not.toHaveProperty('resourceModel');
  });

  it('of a fault of the type is logged with its stack, though it names its copy', async () => {
    const { first, again } = await started();
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'InvalidApi.NotFound' } });
    const answer = await again();
    expect(answer).toMatchObject({ errorCode: 'InternalFailure', resourceModel: first.resourceModel });
    expect(JSON.parse(stage().log.at(-1) ?? '')).toMatchObject({ stack: expect.stringContaining('judge') });
  });
});

describe('what an operation remembers', () => {
  const stage = useStage(() => openStage());
  const shown = (imageId: string, snapshotIds: readonly string[]) => ({
    status: 200,
    body: JSON.stringify({
      RequestId: 'R',
      TotalCount: 1,
      Images: {
        Image: [
          {
            ImageId: imageId,
            IsCopied: true,
            Status: 'Available',
            DiskDeviceMappings: { DiskDeviceMapping: snapshotIds.map((SnapshotId) => ({ SnapshotId, Type: 'data' })) },
          },
        ],
      },
    }),
  });
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `s-uf6${index}`);

  it.each([
    ['with a dot', ['s-uf6.1']],
    ['of 128 characters', [`s-${'1'.repeat(126)}`]],
    ['as many as are taken', ids(99)],
  ])('can be read by its next step: snapshot IDs %s', async (_, snapshotIds) => {
    const copy = await makeCopy(stage());
    const request = { ...copy.wish, ...copy.identifier, DeleteAutoSnapshot: true };
    stage().simulator.inject({ action: 'DescribeImages', respond: shown(copy.imageId, snapshotIds) });
    const { final } = await stage().run('DELETE', request);
    expect(final.status).toBe('SUCCESS');
    const deleted = stage().simulator.calls.filter(({ action }) => action === 'DeleteSnapshot');
    expect(deleted.map(({ parameters }) => parameters.SnapshotId)).toEqual(expect.arrayContaining(snapshotIds));
  });

  it('is never more than it can read, though each look shows others', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 20 });
    const copy = await makeCopy(stage());
    for (const letter of ['a', 'b', 'c']) {
      const respond = shown(
        copy.imageId,
        ids(60).map((id) => id + letter),
      );
      stage().simulator.inject({ action: 'DescribeImages', respond });
    }
    const { final } = await stage().run('DELETE', { ...copy.wish, ...copy.identifier, DeleteAutoSnapshot: true });
    expect(final.status).toBe('SUCCESS');
  });

  it.each([
    ['a space', ['s-uf6 1']],
    ['a path', ['../s-uf6']],
    ['129 characters', [`s-${'1'.repeat(127)}`]],
    ['one too many', ids(101)],
  ])('is never what it could not read: an answer with %s is not one', async (_, snapshotIds) => {
    const copy = await makeCopy(stage());
    stage().simulator.inject({
      action: 'DescribeImages',
      respond: shown(copy.imageId, snapshotIds),
      times: Number.POSITIVE_INFINITY,
    });
    const { errorCode } = await stage().invoke('DELETE', {
      ...copy.wish,
      ...copy.identifier,
      DeleteAutoSnapshot: true,
    });
    expect(errorCode).toBe('ServiceInternalError');
  });
});
