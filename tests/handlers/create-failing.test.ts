import { HOME, leftovers, NOTHING_LEFT, SOURCE, useStage } from '../support/copies';
import { openStage } from '../support/stage';

const WISH = { ...SOURCE, ImageName: 'golden', Timeouts: { Create: '5m' } };

describe('CREATE that does not come to a good end', () => {
  const stage = useStage(() => openStage({ imageSeconds: 'usual' }));
  const idOf = ({ resourceModel }: { resourceModel?: Record<string, unknown> }) => String(resourceModel?.Id);

  it.each(['CreateFailed', 'UnAvailable'] as const)('removes a copy that ended as %s and says so', async (status) => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 40, status } });
    const { final } = await stage().run('CREATE', { ...WISH, Timeouts: { Create: '2h' } });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toMatch(
      new RegExp(`^The copy of m-bp1golden0ubuntu24 .* failed: ECS reports ${status} for image m-uf6\\w+\\.`),
    );
    expect(final.message).toContain('Everything that it had created was removed.');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('remembers why it failed and which snapshots are left before it removes anything', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 10, status: 'CreateFailed' } });
    const { answers } = await stage().run('CREATE', WISH);
    const memory = JSON.stringify(answers.at(-2)?.callbackContext);
    expect(memory).toContain('ECS reports CreateFailed');
    expect(memory).toMatch(/"snapshotIds":\["s-uf6\w+"\]/);
    expect(answers.at(-2)?.message).toContain('Cleaning up: about to delete');
  });

  it('removes the snapshots that the failed copy leaves, and waits for them', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 10, status: 'CreateFailed' }, deleteTakesSeconds: 50 });
    stage().simulator.inject({ action: 'DeleteSnapshot', error: { code: 'SnapshotCreatedImage' }, times: 2 });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('GeneralServiceException');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each([true, false])('cancels the copy at the deadline (snapshots of cancelled copies stay: %s)', async (keeps) => {
    stage().simulator.behave({ cancelledCopyKeepsSnapshots: keeps });
    const started = stage().simulator.clock.now();
    const { final } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toMatch(/did not finish within 5 min \(Creating: 25 %\)\. Raise Timeouts\.Create\./);
    const seconds = (stage().simulator.clock.now() - started) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(300);
    expect(seconds).toBeLessThan(310);
    expect(stage().simulator.ledger().calls.CancelCopyImage).toBe(1);
    expect(stage().simulator.ledger().calls.DeleteImage).toBeUndefined();
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('says the same if the invocation that cancelled was lost and is repeated', async () => {
    const { clock } = stage().simulator;
    const token = 'lost';
    let last = await stage().invoke('CREATE', WISH, { token });
    while (last.status === 'IN_PROGRESS' && !last.message.includes('Cancelling it')) {
      clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
      last = await stage().invoke('CREATE', last.resourceModel ?? {}, { token, callbackContext: last.callbackContext });
    }
    const again = { token, callbackContext: last.callbackContext };
    await stage().invoke('CREATE', last.resourceModel ?? {}, again);
    const { final } = await stage().run('CREATE', last.resourceModel ?? {}, again);
    expect(final).toMatchObject({
      errorCode: 'NotStabilized',
      message: expect.stringContaining('did not finish within 5 min'),
    });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('waits until a cancelled copy is gone', async () => {
    stage().simulator.behave({ cancelTakesSeconds: 90, cancelledCopyKeepsSnapshots: true });
    const { final, answers } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('NotStabilized');
    expect(answers.at(-2)?.message).toContain('Cleaning up: cancelling the copy');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('waits for the end of a copy that cannot be cancelled, then deletes it', async () => {
    stage().simulator.behave({ cancel: 'refused', copySeconds: 3_600 });
    const { final, answers } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('NotStabilized');
    expect(answers.map(({ message }) => message).join('\n')).toContain(
      'cannot be cancelled: waiting until it has finished, then deleting it',
    );
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it.each(['accepted', 'refused'] as const)(
    'gives up a copy that is still in the queue (cancelling: %s)',
    async (cancelWhileWaiting) => {
      stage().simulator.behave({ copiesPerRegion: 1, copySeconds: 1_200, cancelWhileWaiting });
      await stage().invoke('CREATE', { ...WISH, ImageName: 'first', Timeouts: { Create: '2h' } });
      const first = leftovers(stage()).images;
      const { final } = await stage().run('CREATE', WISH);
      expect(final.errorCode).toBe('NotStabilized');
      expect(final.message).toContain('(Waiting: 0 %)');
      expect(leftovers(stage()).images).toEqual(first);
    },
  );

  it('succeeds with a copy that is finished exactly at the deadline', async () => {
    stage().simulator.behave({ copySeconds: 300 });
    const { final } = await stage().run('CREATE', WISH);
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { Status: 'Available' } });
  });

  it('gives a copy that is finished in time the time to become as wished', async () => {
    stage().simulator.behave({ copySeconds: 300 });
    const respond = { status: 200, body: JSON.stringify({ RequestId: 'R' }) };
    stage().simulator.inject({ action: 'ModifyImageAttribute', respond, times: 3 });
    const { answers, final } = await stage().run('CREATE', { ...WISH, ImageFamily: 'golden' });
    expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: { ImageFamily: 'golden' } });
    expect(answers.at(-2)?.message).toMatch(
      /^copied .*: waiting until cn-shanghai shows the changes of image m-uf6\w+$/,
    );
  });

  it('does not give it for ever', async () => {
    stage().simulator.behave({ copySeconds: 200 });
    const respond = { status: 200, body: JSON.stringify({ RequestId: 'R' }) };
    stage().simulator.inject({ action: 'ModifyImageAttribute', respond, times: Number.POSITIVE_INFINITY });
    const started = stage().simulator.clock.now();
    const { final } = await stage().run('CREATE', { ...WISH, ImageFamily: 'golden' });
    expect(final.errorCode).toBe('NotStabilized');
    expect((stage().simulator.clock.now() - started) / 1000).toBeLessThan(620);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('waits two minutes for a copy that ECS calls finished and does not show so, then deletes it', async () => {
    stage().simulator.behave({ copySeconds: 3_600 });
    stage().simulator.inject({
      action: 'CancelCopyImage',
      error: { code: 'IncorrectImageStatus' },
      times: Number.POSITIVE_INFINITY,
    });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('NotStabilized');
    const at = (name: string) => stage().simulator.calls.find(({ action }) => action === name)?.at ?? 0;
    const waited = (at('DeleteImage') - at('CancelCopyImage')) / 1000;
    expect(waited).toBeGreaterThanOrEqual(120);
    expect(waited).toBeLessThan(130);
    // This one runs nevertheless.
    expect(final.message).toMatch(
      /The clean-up failed too, so image m-uf6\w+ in cn-shanghai or its snapshots may remain:/,
    );
  });

  it('says what has happened, and cleans up, though the look at the deadline fails', async () => {
    const { clock } = stage().simulator;
    const started = clock.now();
    const token = 'late';
    let last = await stage().invoke('CREATE', WISH, { token });
    while (clock.now() + (last.callbackDelaySeconds ?? 0) * 1000 < started + 300_000) {
      clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
      last = await stage().invoke('CREATE', last.resourceModel ?? {}, { token, callbackContext: last.callbackContext });
    }
    clock.advance((last.callbackDelaySeconds ?? 0) * 1000);
    stage().simulator.inject({ action: 'DescribeImages', error: { code: 'Throttling' }, times: 4 });
    const { answers, final } = await stage().run('CREATE', last.resourceModel ?? {}, {
      token,
      callbackContext: last.callbackContext,
    });
    expect(answers[0]?.message).toContain('will retry');
    expect(answers[0]?.callbackDelaySeconds).toBeLessThanOrEqual(30);
    expect(final.errorCode).toBe('NotStabilized');
    expect(final.message).toContain('did not finish within 5 min');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('cleans up a copy that is Available at the deadline but never usable', async () => {
    stage().simulator.behave({ copySeconds: 60, usableDelaySeconds: 100_000 });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('NotStabilized');
    expect(final.message).toContain('(Available: 100 %)');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('says clearly that somebody else cancelled or deleted the copy', async () => {
    let removedAt = 0;
    const { final } = await stage().run('CREATE', WISH, {
      meanwhile: (answer, count) => {
        if (count !== 2) return;
        stage().simulator.world.remove(HOME, idOf(answer));
        removedAt = stage().simulator.clock.now();
      },
    });
    expect(stage().simulator.clock.now() - removedAt).toBeLessThan(120_000);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'GeneralServiceException' });
    expect(final.message).toMatch(
      /failed: ECS stopped showing image m-uf6\w+ 60 s ago\. It was cancelled or deleted outside/,
    );
    expect(final.message).toContain('A rollback deletes it if it is still there.');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('says what it could not remove', async () => {
    stage().simulator.behave({ copyOutcome: { failAtPercent: 10, status: 'CreateFailed' } });
    stage().simulator.inject({ action: 'DeleteSnapshot', error: { code: 'SnapshotCreatedDisk' } });
    const { final } = await stage().run('CREATE', WISH);
    expect(final.errorCode).toBe('GeneralServiceException');
    expect(final.message).toContain('ECS reports CreateFailed');
    expect(final.message).toMatch(
      /The clean-up failed too, so image m-uf6\w+ in cn-shanghai or its snapshots may remain/,
    );
    const [snapshot = ''] = leftovers(stage()).snapshots;
    expect(final.message).toContain(snapshot.split('/')[1]);
  });

  it.each([
    ['the source does not exist', { SourceImageId: 'm-bp1nothing' }, 'InvalidRequest', 'Correct SourceImageId'],
    ['the source region does not exist', { SourceRegionId: 'cn-nowhere' }, 'InvalidRequest', 'Correct SourceRegionId'],
    ['the destination does not exist', { DestinationRegionId: 'cn-nowhere' }, 'InvalidRequest', 'DestinationRegionId'],
    ['the resource group does not exist', { ResourceGroupId: 'rg-none' }, 'InvalidRequest', 'ResourceGroupId'],
    [
      'an encrypted source shall be decrypted',
      { SourceImageId: 'm-bp1encrypted0image', Encrypted: false },
      'InvalidRequest',
      'set Encrypted: true',
    ],
  ])('fails at once if %s', async (_, change, errorCode, hint) => {
    const answer = await stage().invoke('CREATE', { ...WISH, ...change });
    expect(answer).toMatchObject({ status: 'FAILED', errorCode });
    expect(answer.message).toContain(hint);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('fails at once if the quota is full', async () => {
    stage().simulator.behave({ imageQuota: 0 });
    expect((await stage().invoke('CREATE', WISH)).errorCode).toBe('ServiceLimitExceeded');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('leaves a copy that could not be finished to the rollback', async () => {
    stage().simulator.inject({ action: 'ModifyImageAttribute', error: { code: 'ImageFamilyQuotaFull' } });
    const { answers, final } = await stage().run('CREATE', {
      ...WISH,
      ImageFamily: 'golden',
      Timeouts: { Create: '1h' },
    });
    expect(final.errorCode).toBe('ServiceLimitExceeded');
    await stage().run('DELETE', { ...answers.at(-2)?.resourceModel, DeleteAutoSnapshot: true });
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });
});
