import {
  type Copy,
  callsOf,
  HOME,
  imageOf,
  leftovers,
  makeCopy,
  NOTHING_LEFT,
  remove,
  SOURCE,
  startCopy,
  update,
  useStage,
} from '../support/copies';
import { type Operation, openStage, type Properties } from '../support/stage';

/** What no reader can do where a deletion failed: CloudFormation takes no update in DELETE_FAILED, and no template has a replaced copy. */
const IMPOSSIBLE = /update the stack|template|Force: true and|deploy/i;

describe('a copy that instances use', () => {
  const stage = useStage(() => openStage());
  const world = () => stage().simulator.world;
  const inUse = async (properties: Properties = {}): Promise<Copy> => {
    const copy = await makeCopy(stage(), properties);
    world().useByInstance(HOME, copy.imageId);
    return copy;
  };
  const removeWith = (configuration: Properties, { wish, identifier }: Copy, changes: Properties = {}) =>
    stage().run(
      'DELETE',
      { ...wish, ...changes, ...identifier },
      { typeConfiguration: { ...stage().typeConfiguration, ...configuration } },
    );
  const forcedDeletions = () =>
    stage().simulator.calls.filter(({ action, parameters }) => action === 'DeleteImage' && parameters.Force === 'true');

  it('is not deleted, and the message says what can be done where CloudFormation leaves the stack', async () => {
    const copy = await inUse();
    const { final } = await remove(stage(), copy);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('failed with ImageUsingByInstance: ');
    expect(final.message).toContain('set ForceDelete: true in the type configuration');
    expect(final.message).toContain(`delete image ${copy.imageId} in ${HOME} by hand.`);
    expect(final.message).not.toMatch(IMPOSSIBLE);
    expect(forcedDeletions()).toEqual([]);
    expect(imageOf(stage(), copy)).toBeDefined();
  });

  it.each<[cure: string, by: (copy: Copy) => Promise<Operation>, expected: object]>([
    ['ForceDelete: true', (copy) => removeWith({ ForceDelete: true }, copy), { status: 'SUCCESS' }],
    [
      'the end of the instances',
      (copy) => {
        world().useByInstance(HOME, copy.imageId, false);
        return remove(stage(), copy);
      },
      { status: 'SUCCESS' },
    ],
    [
      'a deletion by hand',
      (copy) => {
        world().remove(HOME, copy.imageId);
        return remove(stage(), copy);
      },
      // CloudFormation takes it for success.
      { errorCode: 'NotFound' },
    ],
  ])('can be deleted afterwards: %s', async (_, cure, expected) => {
    const copy = await inUse();
    expect((await remove(stage(), copy)).final.status).toBe('FAILED');
    expect((await cure(copy)).final).toMatchObject(expected);
    expect(leftovers(stage()).images).toEqual([]);
  });

  it.each([
    [{ ForceDelete: true }, {}],
    [{ ForceDelete: 'true' }, {}],
    [{ ForceDelete: true }, { Force: false }],
    [{ ForceDelete: 'true' }, { Force: 'false' }],
    [{ ForceDelete: true }, { Force: true }],
    [{ ForceDelete: false }, { Force: true }],
  ])('is deleted with %j in the type configuration and %j in the template', async (configuration, properties) => {
    const copy = await inUse();
    expect((await removeWith(configuration, copy, properties)).final.status).toBe('SUCCESS');
    expect(forcedDeletions()).toHaveLength(1);
    expect(leftovers(stage()).images).toEqual([]);
  });

  it.each([{ ForceDelete: false }, { ForceDelete: 'false' }, { ForceDelete: null }, { ForceDelete: '' }, {}])(
    'is not deleted with %j in the type configuration',
    async (configuration) => {
      const copy = await inUse();
      expect((await removeWith(configuration, copy)).final.message).toContain('ImageUsingByInstance');
      expect((await removeWith(configuration, copy, { Force: false })).final.status).toBe('FAILED');
      expect(forcedDeletions()).toEqual([]);
      expect(imageOf(stage(), copy)).toBeDefined();
    },
  );

  it.each([
    [true, 0],
    [false, 1],
  ])('with ForceDelete and DeleteAutoSnapshot: %p leaves %i snapshots', async (DeleteAutoSnapshot, left) => {
    const copy = await inUse({ DeleteAutoSnapshot });
    expect((await removeWith({ ForceDelete: true }, copy)).final.status).toBe('SUCCESS');
    expect(leftovers(stage()).snapshots).toHaveLength(left);
  });

  it('that is shared as well is not deleted with ForceDelete', async () => {
    const copy = await inUse();
    world().share(HOME, copy.imageId);
    const { final } = await removeWith({ ForceDelete: true }, copy);
    expect(final.message).toContain('ImageUseShared');
    expect(imageOf(stage(), copy)).toBeDefined();
  });
});

describe('ForceDelete of the type configuration', () => {
  const stage = useStage(() => openStage());

  /** Everything but a deletion, of a copy of this name; what it answers and asks for, without what tells two copies apart. */
  const lifeWith = async (configuration: Properties, ImageName: string) => {
    const typeConfiguration = { ...stage().typeConfiguration, ...configuration };
    const finals: Operation['final'][] = [];
    const calls = await callsOf(stage(), async () => {
      const { final: created } = await stage().run('CREATE', { ...SOURCE, ImageName }, { typeConfiguration });
      const identifier = { tfcfnid: created.resourceModel?.tfcfnid };
      const wish = { ...SOURCE, ImageName, ...identifier };
      stage().simulator.world.useByInstance(HOME, String(created.resourceModel?.Id));
      const changed = { ...wish, Description: 'another' };
      finals.push(
        created,
        await stage().invoke('READ', identifier, { typeConfiguration }),
        (await stage().run('UPDATE', changed, { previous: wish, typeConfiguration })).final,
        await stage().invoke('READ', identifier, { typeConfiguration }),
        await stage().invoke('LIST', {}, { typeConfiguration }),
      );
    });
    return {
      answers: finals.map(({ status, resourceModel, resourceModels }) => ({
        status,
        properties: Object.keys(resourceModel ?? resourceModels?.at(-1) ?? {}),
      })),
      calls: calls.map(({ action, parameters }) => [action, Object.keys(parameters)]),
    };
  };

  it('is no property: nothing but a deletion differs, and no model shows it', async () => {
    const without = await lifeWith({}, 'first');
    expect(without.answers.map(({ status }) => status)).toEqual(Array(5).fill('SUCCESS'));
    expect(await lifeWith({ ForceDelete: true }, 'second')).toEqual(without);
    expect(JSON.stringify(without)).not.toContain('Force');
  });

  it('leaves a running copy to be cancelled', async () => {
    const { wish, identifier } = await startCopy(stage());
    const typeConfiguration = { ...stage().typeConfiguration, ForceDelete: true };
    expect((await stage().run('DELETE', { ...wish, ...identifier }, { typeConfiguration })).final.status).toBe(
      'SUCCESS',
    );
    expect(stage().simulator.ledger().calls.DeleteImage).toBeUndefined();
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});

describe('a deletion that fails', () => {
  const stage = useStage(() => openStage());
  const byHand = ({ imageId }: Copy) =>
    `If that does not help, or the copy is no longer in the stack, delete image ${imageId} in ${HOME} by hand.`;
  const refuse = (action: string, code: string) =>
    stage().simulator.inject({ action, error: { code }, times: Number.POSITIVE_INFINITY });

  it.each([
    ['DeleteImage', 'Forbidden.RAM'],
    ['DeleteImage', 'ImageUseShared'],
    ['DeleteImage', 'ImageIsImporting'],
    ['DeleteImage', 'ServiceUnavailable'],
    ['DescribeImages', 'InvalidAccessKeyId.NotFound'],
    ['DescribeImages', 'Throttling.User'],
  ])('says what to do with an image that no stack has any more: %s with %s', async (action, code) => {
    const copy = await makeCopy(stage());
    refuse(action, code);
    const { final } = await remove(stage(), copy);
    expect(final.status).toBe('FAILED');
    expect(final.message).toContain(`${action} in ${HOME} failed with ${code}: `);
    expect(final.message.endsWith(` ${byHand(copy)}`)).toBe(true);
    expect(final.message).not.toMatch(IMPOSSIBLE);
    expect(final.message.length).toBeLessThanOrEqual(1_000);
  });

  it.each([
    ['NotStabilized', { deleteTakesSeconds: 10_000 }],
    ['ResourceConflict', { copySeconds: 1_200 }],
  ] as const)('says it too where ECS refused nothing: %s', async (code, behaviour) => {
    const copy = await makeCopy(stage());
    stage().simulator.behave(behaviour);
    const further = { SourceImageId: copy.imageId, SourceRegionId: HOME, DestinationRegionId: 'eu-west-1' };
    if (code === 'ResourceConflict') await startCopy(stage(), further);
    const { final } = await remove(stage(), copy);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: code });
    expect(final.message.endsWith(` ${byHand(copy)}`)).toBe(true);
  });

  it.each(['SnapshotCreatedDisk', 'SnapshotCreatedImage'])(
    'says nothing of an image that is gone: %s',
    async (code) => {
      const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
      refuse('DeleteSnapshot', code);
      const { final } = await remove(stage(), copy);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
      expect(final.message).toContain('The image is gone, but snapshot ');
      expect(final.message).not.toContain('If that does not help');
    },
  );

  it('says nothing of an image that was never there', async () => {
    const { final } = await stage().run('DELETE', { ...SOURCE, tfcfnid: `${HOME}/m-uf60123456789abcdef0` });
    expect(final.message).toBe(`There is no image m-uf60123456789abcdef0 of this account in ${HOME}.`);
  });

  it('leaves other operations as they are', async () => {
    const copy = await makeCopy(stage());
    refuse('ModifyImageAttribute', 'ImageUseShared');
    const { final } = await update(stage(), copy, { ImageName: 'another' });
    expect(final.status).toBe('FAILED');
    expect(final.message).toContain('update the stack again or continue its rollback.');
    expect(final.message).not.toContain('by hand');
  });

  it('does not send the reader to an image that has no ID', async () => {
    stage().simulator.inject({ action: 'CopyImage', reset: 'after', times: Number.POSITIVE_INFINITY });
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Forbidden.RAM' }, times: 2 });
    const { final } = await stage().run('CREATE', SOURCE);
    expect(final.resourceModel?.tfcfnid).toMatch(/^cn-shanghai\/tfcfn-request-/);
    const deletion = await stage().run('DELETE', final.resourceModel ?? {});
    expect(deletion.final).toMatchObject({ status: 'FAILED', errorCode: 'AccessDenied' });
    expect(deletion.final.message).not.toContain('by hand');
  });
});
