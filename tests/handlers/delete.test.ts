import {
  HOME,
  imageOf,
  leftovers,
  makeCopy,
  NOTHING_LEFT,
  remove,
  SOURCE,
  startCopy,
  useStage,
} from '../support/copies';
import { openStage } from '../support/stage';

const MINUTE = 60;

describe('DELETE', () => {
  const stage = useStage(() => openStage());
  const world = () => stage().simulator.world;
  const secondsOf = async (work: () => Promise<unknown>) => {
    const started = stage().simulator.clock.now();
    await work();
    return (stage().simulator.clock.now() - started) / 1000;
  };
  const deletesOf = (force: string) =>
    stage().simulator.calls.filter(({ action, parameters }) => action === 'DeleteImage' && parameters.Force === force);

  it('removes an available copy in one step and leaves its snapshots, as ECS does', async () => {
    const copy = await makeCopy(stage());
    const { answers, final } = await remove(stage(), copy);
    expect(answers).toHaveLength(1);
    expect(final).toEqual({ status: 'SUCCESS', message: '', callbackDelaySeconds: 0 });
    expect(leftovers(stage()).images).toEqual([]);
    expect(leftovers(stage()).snapshots).toHaveLength(1);
  });

  it.each(['CreateFailed', 'UnAvailable'] as const)('removes a copy that is %s', async (status) => {
    const copy = await makeCopy(stage());
    world().failCopy(HOME, copy.imageId, status);
    expect((await remove(stage(), copy, { DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('removes a deprecated copy', async () => {
    const copy = await makeCopy(stage());
    world().deprecate(HOME, copy.imageId);
    expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([]);
  });

  it('cancels a running copy', async () => {
    stage().simulator.behave({ cancelTakesSeconds: 20 });
    const { answers, final } = await remove(stage(), await startCopy(stage()));
    expect(answers[0]?.message).toMatch(/^cancelling the copy m-uf6/);
    expect(final.status).toBe('SUCCESS');
    expect(stage().simulator.ledger().calls.DeleteImage).toBeUndefined();
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each(['accepted', 'refused'] as const)(
    'removes a copy in the queue (cancelling there: %s)',
    async (cancelWhileWaiting) => {
      stage().simulator.behave({ copiesPerRegion: 1, copySeconds: 5 * MINUTE, cancelWhileWaiting });
      const first = await startCopy(stage(), { ImageName: 'first' });
      const { final } = await remove(stage(), await startCopy(stage()));
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toEqual([first.identifier.tfcfnid]);
    },
  );

  it('waits for its turn with a copy that cannot be cancelled in the queue, however long that is', async () => {
    stage().simulator.behave({ copiesPerRegion: 1, copySeconds: 120 * MINUTE, cancelWhileWaiting: 'refused' });
    const first = await startCopy(stage(), { ImageName: 'first' });
    const { final, answers } = await remove(stage(), await startCopy(stage()));
    expect(final.status).toBe('SUCCESS');
    expect(answers.at(-3)?.message).toContain('waits for others to finish and cannot be cancelled yet');
    expect(answers.length).toBeLessThan(50);
    expect(leftovers(stage()).images).toEqual([first.identifier.tfcfnid]);
  });

  it('waits for the end of a copy that cannot be cancelled, beyond the default time-out, then deletes it', async () => {
    stage().simulator.behave({ cancel: 'refused', copySeconds: 90 * MINUTE });
    const copy = await startCopy(stage(), { DeleteAutoSnapshot: true });
    const { answers, final } = await remove(stage(), copy);
    expect(final.status).toBe('SUCCESS');
    expect(answers.length).toBeLessThan(25);
    expect(stage().simulator.ledger().calls.CancelCopyImage).toBe(1);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('has its whole time-out for the deletion of such a copy, however late its end is seen', async () => {
    const { simulator } = stage();
    simulator.behave({ cancel: 'refused', copySeconds: 90 * MINUTE, deleteTakesSeconds: 100 });
    const { wish, identifier } = await startCopy(stage(), { DeleteAutoSnapshot: true });
    const { final } = await stage().run(
      'DELETE',
      { ...wish, ...identifier },
      { meanwhile: (_, count) => count === 2 && simulator.clock.advance(7_200_000) },
    );
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not count the time of a copy that cannot be cancelled against the given Timeouts.Delete', async () => {
    stage().simulator.behave({ cancel: 'refused', copySeconds: 90 * MINUTE });
    const copy = await startCopy(stage());
    const { final } = await remove(stage(), copy, { Timeouts: { Delete: '20m' } });
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage()).images).toEqual([]);
  });

  it('gives up a deletion that takes longer than the given Timeouts.Delete', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 90 * MINUTE });
    const copy = await makeCopy(stage());
    const { final } = await remove(stage(), copy, { Timeouts: { Delete: '20m' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain('could not be removed within 20 min');
    // In DELETE_FAILED no template can be changed.
    expect(final.message).toContain('Delete the stack again.');
    expect(final.message).not.toContain('Timeouts');
    expect(leftovers(stage()).images).toEqual([copy.identifier.tfcfnid]);
  });

  it('waits for a slow deletion, says so, and keeps the identifier in every answer', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 100 });
    const copy = await makeCopy(stage());
    const { answers, final } = await remove(stage(), copy);
    expect(final.status).toBe('SUCCESS');
    expect(answers.length).toBeGreaterThan(2);
    for (const { message, resourceModel } of answers.slice(0, -1)) {
      expect(message).toBe(`deleting image ${copy.imageId}`);
      expect(resourceModel?.tfcfnid).toBe(copy.identifier.tfcfnid);
    }
    expect(leftovers(stage()).images).toEqual([]);
  });

  it.each([
    [{}, 600],
    [{ Timeouts: { Delete: '90s' } }, 90],
    [{ Timeouts: { Create: '90s' } }, 600],
  ])('with %j gives up after %i s', async (change, seconds) => {
    stage().simulator.behave({ deleteTakesSeconds: 10_000 });
    const copy = await makeCopy(stage());
    const taken = await secondsOf(async () => {
      const { final } = await remove(stage(), copy, change);
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    });
    expect(taken).toBe(seconds);
  });

  it('deletes an image that instances use with Force only', async () => {
    const copy = await makeCopy(stage());
    world().useByInstance(HOME, copy.imageId);
    const { final } = await remove(stage(), copy);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('ImageUsingByInstance');
    expect(deletesOf('false')).toHaveLength(1);
    expect((await remove(stage(), copy, { Force: true })).final.status).toBe('SUCCESS');
    expect(deletesOf('true')).toHaveLength(1);
  });

  it.each([false, true])('does not delete a shared image, and says so (Force: %s)', async (force) => {
    const copy = await makeCopy(stage());
    world().share(HOME, copy.imageId);
    const { final } = await remove(stage(), copy, { Force: force });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toContain('stop sharing it');
    expect(imageOf(stage(), copy)).toBeDefined();
  });

  it('waits for a copy of the copy and fails with a conflict that a repetition may solve', async () => {
    const copy = await makeCopy(stage());
    stage().simulator.behave({ copySeconds: 20 * MINUTE });
    const further = { SourceImageId: copy.imageId, SourceRegionId: HOME, DestinationRegionId: 'eu-west-1' };
    await startCopy(stage(), further);
    const { answers, final } = await remove(stage(), copy);
    expect(answers[0]?.message).toContain('is in use by a running operation');
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'ResourceConflict' });
    const { requestId } = stage().simulator.calls.findLast(({ action }) => action === 'DeleteImage') ?? {};
    expect(final.message).toContain(
      `DeleteImage failed with OperationDenied.ImageCopying (request id ${requestId}). Delete the stack again`,
    );
    expect((await remove(stage(), copy, { Timeouts: { Delete: '15m' } })).final.status).toBe('SUCCESS');
  });

  it.each(['error', 'ignored'] as const)(
    'fails with NotFound if there is nothing (deleting it again: %s)',
    async (deleteMissingImage) => {
      stage().simulator.behave({ deleteMissingImage });
      const copy = await makeCopy(stage());
      expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
      expect((await remove(stage(), copy)).final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
      for (const action of ['READ', 'UPDATE'] as const) {
        expect((await stage().run(action, { ...copy.wish, ...copy.identifier })).final.errorCode).toBe('NotFound');
      }
      expect((await stage().invoke('LIST', {})).resourceModels).toEqual([]);
    },
  );

  it('fails with NotFound without an identifier', async () => {
    expect((await stage().run('DELETE', SOURCE)).final).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
  });

  it.each(['error', 'ignored'] as const)(
    'takes an image that vanishes meanwhile for removed (%s)',
    async (deleteMissingImage) => {
      stage().simulator.behave({ deleteMissingImage, deleteTakesSeconds: 60 });
      const copy = await makeCopy(stage(), { DeleteAutoSnapshot: true });
      const { final } = await stage().run(
        'DELETE',
        { ...copy.wish, ...copy.identifier },
        {
          meanwhile: (_, count) => {
            if (count === 2) world().remove(HOME, copy.imageId);
          },
        },
      );
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    },
  );

  it('cancels a copy that is not visible yet', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 300 });
    const { answers, final } = await remove(stage(), await startCopy(stage()));
    expect(answers[0]?.status).toBe('IN_PROGRESS');
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('does not take a copy for gone that is neither visible nor can be cancelled', async () => {
    stage().simulator.behave({ visibilityDelaySeconds: 300, cancel: 'refused', copySeconds: 400 });
    const { final } = await remove(stage(), await startCopy(stage()), { DeleteAutoSnapshot: true });
    expect(final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  describe('rolls back a copy that has just been started', () => {
    const begin = async () => {
      const { resourceModel } = await stage().invoke('CREATE', SOURCE);
      if (resourceModel === undefined) throw new Error('the creation has no model');
      return resourceModel;
    };

    it('although no action of ECS finds it yet', async () => {
      stage().simulator.behave({ visibilityDelaySeconds: 60, invisibleTo: 'everyAction' });
      const { answers, final } = await stage().run('DELETE', await begin());
      expect(answers[0]?.message).toContain('searching for a copy that may have been started in cn-shanghai');
      expect(final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    });

    it('with the longest Timeouts.Delete too, which then counts from where it is found', async () => {
      stage().simulator.behave({ visibilityDelaySeconds: 60, invisibleTo: 'everyAction', cancelTakesSeconds: 30 });
      const wish = { ...(await begin()), Timeouts: { Delete: '11h' } };
      expect((await stage().run('DELETE', wish)).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    });

    it('within two minutes if it is gone', async () => {
      const model = await begin();
      world().remove(HOME, String(model.Id));
      const seconds = await secondsOf(async () => {
        expect((await stage().run('DELETE', model)).final.status).toBe('SUCCESS');
      });
      expect(seconds).toBeGreaterThanOrEqual(2 * MINUTE);
      expect(seconds).toBeLessThan(3 * MINUTE);
    });

    it('within Timeouts.Delete if that is shorter', async () => {
      const model = await begin();
      world().remove(HOME, String(model.Id));
      const wish = { ...model, Timeouts: { Delete: '10s' } };
      const seconds = await secondsOf(async () => {
        expect((await stage().run('DELETE', wish)).final.status).toBe('SUCCESS');
      });
      expect(seconds).toBeLessThan(MINUTE);
    });

    it('at once if it is gone and ECS has shown it before', async () => {
      const { answers } = await stage().run('CREATE', SOURCE);
      const model = answers[1]?.resourceModel;
      expect(answers[1]?.status).toBe('IN_PROGRESS');
      world().remove(HOME, String(model?.Id));
      expect((await stage().invoke('DELETE', model ?? {})).errorCode).toBe('NotFound');
    });

    it('and its snapshots, if it is gone', async () => {
      const { resourceModel } = (await stage().run('CREATE', SOURCE)).final;
      world().remove(HOME, String(resourceModel?.Id));
      expect(leftovers(stage()).snapshots).toHaveLength(1);
      const model = { ...resourceModel, Status: 'Creating', DeleteAutoSnapshot: true };
      expect((await stage().run('DELETE', model)).final.status).toBe('SUCCESS');
      expect(leftovers(stage())).toEqual(NOTHING_LEFT);
    });
  });

  it('goes on where only the look after DeleteImage fails', async () => {
    const copy = await makeCopy(stage());
    const looks = stage().simulator.ledger().calls.DescribeImages ?? 0;
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, skip: 1, times: 4 });
    const { answers, final } = await remove(stage(), copy);
    expect(answers).toHaveLength(2);
    expect(final.status).toBe('SUCCESS');
    expect(stage().simulator.ledger().calls.DescribeImages).toBe(looks + 6);
  });

  it('asks again later where a look after the first fails', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 30 });
    const copy = await makeCopy(stage());
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, skip: 2, times: 8 });
    const { answers, final } = await remove(stage(), copy);
    expect(answers.map(({ message }) => message).join()).toContain('will retry: DescribeImages in cn-shanghai failed');
    expect(final.status).toBe('SUCCESS');
  });
});
