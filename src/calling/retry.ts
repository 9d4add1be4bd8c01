import type { Failure } from '../failure/failure';
import type { Runtime } from '../failure/clock';

/** How one API call is repeated; all times in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  /** The longest that one attempt may take. */
  readonly attemptTimeout: number;
  /** The first pause; the later ones double, each with full jitter. */
  readonly firstPause: number;
  readonly longestPause: number;
}

/** A failure and whether, and when at the earliest, the same call may be repeated at once. */
export interface Judged {
  readonly failure: Failure;
  readonly repeat: boolean;
  /** Whether the call may have been carried out all the same: its answer was lost, or speaks of a fault at the server's. */
  readonly unknown?: boolean;
  /** The server's own wish, in milliseconds (`x-acs-retry-after`). */
  readonly retryAfter?: number;
}

/** What ends an attempt that got no answer in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Makes a call, repeats it where that is safe, and ends before `deadline` (milliseconds since 1970). The SDK's own timers and
 * retries are not used: on a kept-alive socket one request's timer can end another's.
 *
 * @throws Failure of the last attempt, which says so if any of the attempts may have been carried out.
 */
export async function callWithRetry<Answer>(
  attempt: (timeout: number) => Promise<Answer>,
  judge: (error: unknown) => Judged,
  policy: RetryPolicy,
  deadline: number,
  runtime: Runtime,
): Promise<Answer> {
  let maybeDone = false;
  const ended = (failure: Failure) => (maybeDone ? failure.ofUnknownOutcome() : failure);
  for (let made = 1; ; made += 1) {
    const timeout = Math.min(policy.attemptTimeout, deadline - runtime.now());
    // What is not sent cannot have been carried out; an attempt before it may have been.
    if (timeout < 1) throw ended(judge(new NoAnswer('no time is left for the call')).failure);
    try {
      return await within(timeout, attempt(timeout), runtime);
    } catch (error) {
      const { failure, repeat, unknown, retryAfter } = judge(error);
      maybeDone ||= unknown === true;
      const pause = Math.max(retryAfter ?? 0, backoff(policy, made, runtime));
      const timeLeft = deadline - runtime.now();
      if (!repeat || made >= policy.attempts || pause >= timeLeft) throw ended(failure);
      await runtime.sleep(pause);
    }
  }
}

function backoff(policy: RetryPolicy, made: number, runtime: Runtime): number {
  const ceiling = Math.min(policy.longestPause, policy.firstPause * 2 ** (made - 1));
  return ceiling * runtime.random();
}

/** The promise's outcome, or `NoAnswer` after `timeout` milliseconds. */
async function within<T>(timeout: number, promise: Promise<T>, runtime: Runtime): Promise<T> {
  let cancel = (): void => undefined;
  const limit = new Promise<never>((_, reject) => {
    cancel = runtime.after(timeout, () => reject(new NoAnswer(`no answer within ${timeout} ms`)));
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    cancel();
  }
}
