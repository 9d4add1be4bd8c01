import type { Runtime } from '../failure/clock';
import type { Failure } from '../failure/failure';
import { limited } from './limit';
import { NoAnswer } from './silence';
import type { Judged } from './verdict';

/** How one API call is repeated. All times are in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  /** An attempt that may have been carried out is not repeated. */
  readonly once?: true;
  /** The longest that one attempt may take. */
  readonly attemptTimeout: number;
  /** What the attempts leave of the time until the deadline, for a call that may have to follow. */
  readonly reserve?: number;
  /** The longest first pause. The limit doubles for each later pause, of which there are few, and each pause has full jitter. */
  readonly firstPause: number;
  /**
   * How long a service that refused calls because of their number will probably refuse them, with jitter. If there is enough time, the call
   * waits that long from its second such refusal on. The first refusal may be due to a limit that ends in a moment.
   */
  readonly untilAllowed?: (runtime: Pick<Runtime, 'now' | 'random'>) => number;
}

/** What a call that starts an image leaves. Without an answer, the ID of the image is unknown, and the image has to be searched for. */
export const RESERVE_OF_A_START = 10_000;

/**
 * Makes a call, repeats it if that is safe, and ends at least `policy.reserve` before `deadline` (milliseconds since 1970).
 *
 * @throws Failure of the last attempt. It says whether any attempt may have been carried out.
 */
export async function callWithRetry<Answer>(
  attempt: (timeout: number, signal: AbortSignal) => Promise<Answer>,
  judge: (error: unknown) => Judged,
  policy: RetryPolicy,
  deadline: number,
  runtime: Runtime,
): Promise<Answer> {
  const end = deadline - (policy.reserve ?? 0);
  let maybeDone = false;
  const ended = (failure: Failure) => (maybeDone ? failure.asMaybeDone() : failure);
  for (let made = 1; ; made += 1) {
    const timeout = Math.min(policy.attemptTimeout, end - runtime.now());
    // A call that was not sent cannot have been carried out, but an earlier attempt may have been.
    if (timeout < 1) throw ended(judge(new NoAnswer('no time is left for the call')).failure);
    try {
      return await limited(timeout, runtime, (signal) => attempt(timeout, signal));
    } catch (error) {
      const judged = judge(error);
      const { failure, repeat } = judged;
      maybeDone ||= judged.maybeDone === true;
      const timeLeft = end - runtime.now();
      const pause = pauseAfter(judged, policy, { made, timeLeft }, runtime);
      const last = made >= policy.attempts || (policy.once && judged.maybeDone);
      if (!repeat || last || pause >= timeLeft) throw ended(failure);
      await runtime.sleep(pause);
    }
  }
}

function pauseAfter(
  { failure, retryAfter }: Judged,
  policy: RetryPolicy,
  { made, timeLeft }: { readonly made: number; readonly timeLeft: number },
  runtime: Runtime,
): number {
  if (failure.code === 'Throttling' && retryAfter === undefined && made > 1) {
    const pause = policy.untilAllowed?.(runtime) ?? timeLeft;
    if (pause < timeLeft) return pause;
  }
  return Math.max(retryAfter ?? 0, backoff(policy, made, runtime));
}

function backoff(policy: RetryPolicy, made: number, runtime: Runtime): number {
  return policy.firstPause * 2 ** (made - 1) * runtime.random();
}
