import { leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, startCopy, update, useStage } from '../support/copies';
import { type Answer, openStage, type Properties, type RequestOptions, type Stage } from '../support/stage';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const WISH = { ...SOURCE, ImageName: 'golden' };
const LONGEST = { Create: '11h', Delete: '11h' };
/** What version 0.1.0 took, so that stacks have it in their templates. */
const FORMER = { Create: '12h', Delete: '12h' };
const CANNOT_BE_RAISED =
  'Timeouts.Create cannot be longer: copy a smaller image, or try again when fewer copies are running.';

/** A deletion is polled every 30 s; most of the polls are left out. */
const leavingOut =
  (hours: number, { simulator }: Stage): RequestOptions['meanwhile'] =>
  (_, count) => {
    if (count === 5) simulator.clock.advance(hours * HOUR * 1000);
  };

/** An answer whose operation was started by version 0.1.0 with 12 h. */
function ofFormerVersion({ callbackContext }: Answer): Properties {
  const memory: { startedAt?: number } = Object(callbackContext?.memory);
  return { ...callbackContext, memory: { ...memory, deadline: Number(memory.startedAt) + 12 * HOUR * 1000 } };
}

// The stage fails where an operation takes longer than its handler may.
describe('an operation that has all the time that CloudFormation gives it says itself how it ended', () => {
  const stage = useStage(() => openStage());
  const secondsOf = async (work: () => Promise<unknown>) => {
    const started = stage().simulator.clock.now();
    await work();
    return (stage().simulator.clock.now() - started) / 1000;
  };

  it.each([
    ['at once', {}],
    ['slowly', { cancelTakesSeconds: 20 * MINUTE, cancelledCopyKeepsSnapshots: true }],
    ['only after its end', { cancel: 'refused', copySeconds: 11 * HOUR + 30 * MINUTE } as const],
  ])('CREATE, with a copy that is removed %s', async (_, behaviour) => {
    stage().simulator.behave({ copySeconds: 13 * HOUR, ...behaviour });
    const { final } = await stage().run('CREATE', { ...WISH, Timeouts: LONGEST });
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toMatch(/did not finish within 11 h \(Creating: \d+ %\)\./);
    expect(final.message).toContain(`${CANNOT_BE_RAISED} Everything that it had created was removed.`);
    expect(final.message).not.toContain('Raise');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('CREATE, with a copy that is finished and never usable', async () => {
    stage().simulator.behave({
      copySeconds: 10 * HOUR,
      usableDelaySeconds: 24 * HOUR,
      deleteTakesSeconds: 25 * MINUTE,
    });
    const { final } = await stage().run('CREATE', { ...WISH, Timeouts: LONGEST });
    expect(final.message).toContain(`${CANNOT_BE_RAISED} Everything that it had created was removed.`);
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('CREATE, with a copy that can be removed by its rollback only', async () => {
    stage().simulator.behave({ copySeconds: 20 * HOUR, cancel: 'refused' });
    let last: Answer | undefined;
    const { final } = await stage().run(
      'CREATE',
      { ...WISH, Timeouts: { Create: '11h' } },
      { meanwhile: (answer) => (last = answer) },
    );
    expect(final.errorCode).toBe('NotStabilized');
    expect(final.message).toMatch(
      /The clean-up failed too, so image m-uf6\w+ in cn-shanghai or its snapshots may remain: Image m-uf6\w+ in cn-shanghai could not be removed within 45 min: it cannot be cancelled and is still being copied\. Delete the stack again\.$/,
    );
    expect((await stage().run('DELETE', last?.resourceModel ?? {})).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('DELETE, with a deletion that does not end', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 24 * HOUR });
    const { wish, identifier } = await makeCopy(stage());
    const seconds = await secondsOf(async () => {
      const deletion = { ...wish, ...identifier, Timeouts: LONGEST };
      const { final } = await stage().run('DELETE', deletion, { meanwhile: leavingOut(10, stage()) });
      expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
      expect(final.message).toMatch(/could not be removed within 11 h: it is still there\. Delete the stack again\./);
    });
    expect(seconds).toBe(11 * HOUR);
  });

  it.each([{}, { Timeouts: LONGEST }])('DELETE with %j, with a copy that cannot be cancelled', async (change) => {
    stage().simulator.behave({ copySeconds: 24 * HOUR, cancel: 'refused' });
    const copy = await startCopy(stage());
    const { final } = await remove(stage(), copy, change);
    expect(final).toMatchObject({ status: 'FAILED', errorCode: 'NotStabilized' });
    expect(final.message).toContain(
      `could not be removed within 11 h 45 min: it cannot be cancelled and is still being copied. Delete the stack again.`,
    );
    expect((await remove(stage(), copy, change)).final.errorCode).toBe('NotStabilized');
    expect((await remove(stage(), copy)).final.status).toBe('SUCCESS');
  });
});

describe('a template that was written when 12 h was allowed', () => {
  const stage = useStage(() => openStage());

  it.each([FORMER, { Create: '999999h', Delete: '999999h' }])(
    'can be left, come back to and deleted: %j',
    async (timeouts) => {
      const copy = await makeCopy(stage());
      const before = { ...copy, wish: { ...copy.wish, Timeouts: timeouts } };
      expect((await update(stage(), before, { Description: 'changed' })).final.status).toBe('SUCCESS');
      expect((await update(stage(), before, { Timeouts: LONGEST })).final.status).toBe('SUCCESS');
      const after = { ...copy, wish: { ...copy.wish, Timeouts: LONGEST } };
      expect((await update(stage(), after, { Timeouts: timeouts })).final.status).toBe('SUCCESS');
      expect((await remove(stage(), before)).final.status).toBe('SUCCESS');
      expect(leftovers(stage()).images).toEqual([]);
    },
  );

  it('gives a deletion the longest time that is allowed now', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 24 * HOUR });
    const { wish, identifier } = await makeCopy(stage());
    const deletion = { ...wish, ...identifier, Timeouts: FORMER };
    const { final } = await stage().run('DELETE', deletion, { meanwhile: leavingOut(10, stage()) });
    expect(final.message).toContain('could not be removed within 11 h: it is still there. Delete the stack again.');
  });

  it.each([
    [10 * HOUR, { status: 'SUCCESS' }],
    [
      24 * HOUR,
      {
        errorCode: 'NotStabilized',
        message: expect.stringContaining(`within 11 h (Creating: 46 %). ${CANNOT_BE_RAISED}`),
      },
    ],
  ])('goes on with a copy of %i s that it has begun', async (copySeconds, end) => {
    stage().simulator.behave({ copySeconds });
    const started = stage().simulator.clock.now();
    const first = await stage().invoke('CREATE', WISH, { token: 'one' });
    const { final } = await stage().run(
      'CREATE',
      { ...first.resourceModel, Timeouts: FORMER },
      { token: 'one', callbackContext: ofFormerVersion(first) },
    );
    expect(final).toMatchObject(end);
    expect(stage().simulator.clock.now() - started).toBeLessThanOrEqual(11.5 * HOUR * 1000);
    if (final.status === 'FAILED') expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('goes on with a deletion that it has begun', async () => {
    stage().simulator.behave({ deleteTakesSeconds: 24 * HOUR });
    const { wish, identifier } = await makeCopy(stage());
    const started = stage().simulator.clock.now();
    const first = await stage().invoke('DELETE', { ...wish, ...identifier, Timeouts: FORMER });
    const { final } = await stage().run('DELETE', first.resourceModel ?? {}, {
      callbackContext: ofFormerVersion(first),
      meanwhile: leavingOut(11, stage()),
    });
    expect(final).toMatchObject({
      errorCode: 'NotStabilized',
      message: expect.stringContaining('could not be removed within 11 h'),
    });
    expect(stage().simulator.clock.now() - started).toBeLessThan(11.8 * HOUR * 1000);
  });
});
