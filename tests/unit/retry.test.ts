import { callWithRetry, type RetryPolicy } from '../../src/calling/retry';
import { NoAnswer } from '../../src/calling/silence';
import type { Runtime } from '../../src/failure/clock';
import { Failure } from '../../src/failure/failure';

const POLICY = { attempts: 3, attemptTimeout: 1_000, firstPause: 100 };

function runtimeAt(start: number): Runtime & { time: number } {
  const runtime = {
    time: start,
    now: () => runtime.time,
    sleep: async (milliseconds: number) => {
      runtime.time += milliseconds;
    },
    after: () => () => undefined,
    random: () => 1,
  };
  return runtime;
}

const lost = (error: unknown) => ({
  failure: new Failure('NetworkFailure', error instanceof NoAnswer ? error.message : String(error)),
  repeat: true,
  maybeDone: true,
});

describe('a call that may be repeated', () => {
  it('is not sent when no time is left, and is known not to have been carried out', async () => {
    const attempt = jest.fn(async () => 'done');
    const call = callWithRetry(attempt, lost, POLICY, 1_000, runtimeAt(1_000));
    await expect(call).rejects.toMatchObject({ code: 'NetworkFailure', message: 'no time is left for the call' });
    expect(attempt).not.toHaveBeenCalled();
    await expect(callWithRetry(attempt, lost, POLICY, 1_000, runtimeAt(5_000))).rejects.not.toMatchObject({
      answer: { maybeDone: true },
    });
  });

  it('is sent while a millisecond is left', async () => {
    const call = callWithRetry(async (timeout) => timeout, lost, POLICY, 1_001, runtimeAt(1_000));
    await expect(call).resolves.toBe(1);
  });

  describe('where an attempt takes too long', () => {
    const slow = (attempt: (timeout: number, signal: AbortSignal) => Promise<string>) => {
      const timers = { running: 0, fire: (): void => undefined };
      const after = (_: number, then: () => void) => {
        timers.running += 1;
        timers.fire = then;
        return () => {
          timers.running -= 1;
        };
      };
      const policy = { ...POLICY, attempts: 1 };
      return { timers, call: callWithRetry(attempt, lost, policy, 60_000, { ...runtimeAt(0), after }) };
    };
    const whenAborted = (signal: AbortSignal, then: () => void) => signal.addEventListener('abort', then);

    it.each<[string, (timeout: number, signal: AbortSignal) => Promise<string>]>([
      ['ignores the signal', () => new Promise<string>(() => undefined)],
      [
        'fails because of it',
        (_, signal) => new Promise((__, no) => whenAborted(signal, () => no(new Error('aborted')))),
      ],
      ['answers nevertheless', (_, signal) => new Promise((yes) => whenAborted(signal, () => yes('late')))],
    ])('ends the call also if the attempt %s', async (_, attempt) => {
      const { call, timers } = slow(attempt);
      timers.fire();
      await expect(call).rejects.toMatchObject({ message: 'no answer within 1000 ms', answer: { maybeDone: true } });
      expect(timers.running).toBe(0);
    });

    it('keeps no timer of an attempt that ended in time, whatever its end', async () => {
      const answered = slow(async () => 'done');
      await expect(answered.call).resolves.toBe('done');
      const failed = slow(() => {
        throw new Error('at once');
      });
      await expect(failed.call).rejects.toThrow('at once');
      expect([answered.timers.running, failed.timers.running]).toEqual([0, 0]);
    });
  });

  it('ends with what the service said, and at once, when the pause would take all the time that is left', async () => {
    const runtime = runtimeAt(0);
    const attempt = async () => {
      throw new Error('refused');
    };
    const judge = (error: unknown) => ({ ...lost(error), retryAfter: 1_000 });
    await expect(callWithRetry(attempt, judge, POLICY, 1_000, runtime)).rejects.toThrow('refused');
    expect(runtime.time).toBe(0);
  });

  it('ends with an unknown outcome when any of its attempts may have been carried out', async () => {
    let made = 0;
    const attempt = async () => {
      made += 1;
      throw new Error('reset');
    };
    const judge = (error: unknown) => ({ ...lost(error), maybeDone: made === 1 });
    await expect(callWithRetry(attempt, judge, POLICY, 60_000, runtimeAt(0))).rejects.toMatchObject({
      answer: { maybeDone: true },
    });
    expect(made).toBe(3);
  });

  describe('where the service takes no more calls for a while', () => {
    const refused = (retryAfter?: number) => () => ({
      failure: new Failure('Throttling', 'refused'),
      repeat: true,
      ...(retryAfter !== undefined && { retryAfter }),
    });
    const policy = { ...POLICY, untilAllowed: () => 30_000 };
    const momentsOf = async (judge: ReturnType<typeof refused>, deadline: number, of: RetryPolicy = policy) => {
      const runtime = runtimeAt(0);
      const made: number[] = [];
      const attempt = async () => {
        made.push(runtime.time);
        throw new Error('refused');
      };
      await expect(callWithRetry(attempt, judge, of, deadline, runtime)).rejects.toMatchObject({ code: 'Throttling' });
      return made;
    };

    it('waits for its end after the second refusal', async () => {
      expect(await momentsOf(refused(), 60_000)).toEqual([0, 100, 30_100]);
    });

    it('repeats the call soon where its end is later than the deadline, or its length unknown', async () => {
      expect(await momentsOf(refused(), 30_000)).toEqual([0, 100, 300]);
      expect(await momentsOf(refused(), 60_000, POLICY)).toEqual([0, 100, 300]);
    });

    it('does as the service says where it names a time', async () => {
      expect(await momentsOf(refused(7_000), 60_000)).toEqual([0, 7_000, 14_000]);
    });
  });

  it('ends with an unknown outcome when the time is over after a pause', async () => {
    const runtime = runtimeAt(0);
    const attempt = async () => {
      throw new Error('reset');
    };
    // A timer fires when its time is over, never before, and at times later.
    const sleep = async () => {
      runtime.time = 1_000;
    };
    const call = callWithRetry(attempt, lost, POLICY, 1_000, { ...runtime, now: () => runtime.time, sleep });
    await expect(call).rejects.toMatchObject({
      message: 'no time is left for the call',
      answer: { maybeDone: true },
    });
  });
});
