import type { Runtime } from '../failure/clock';
import type { Failure } from '../failure/failure';
import type { CallName } from './judge';
import { callWithRetry, type RetryPolicy } from './retry';
import { quoted } from './told';
import type { Judged } from './verdict';

/** What can be said of a call in a log. */
export interface CallReport extends CallName {
  readonly milliseconds: number;
  readonly requestId?: string;
  /** `ok`, an outcome, or the vendor's or network's error code. */
  readonly outcome: string;
  /** Of a service that is not the same everywhere: which of the cases that there are was met, by what they are of. */
  readonly met?: Readonly<Record<string, string>>;
}

/** Hears of every call that ended, however often it was repeated; never gets parameters or keys. */
export type OnCall = (report: CallReport) => void;

/** The time, and who hears of the calls. */
export interface CallSurroundings {
  /** Milliseconds since 1970 at which the last call of this invocation has to have ended. */
  readonly deadline: number;
  readonly runtime: Runtime;
  readonly onCall?: OnCall;
}

/** A call, with what is to be done if it fails. */
export interface Call<Answer, Outcome extends string> {
  readonly name: CallName;
  /** Makes one attempt of at most so many milliseconds. */
  readonly attempt: (timeout: number) => Promise<Answer>;
  readonly judge: (error: unknown) => Judged;
  readonly policy: RetryPolicy;
  /** The outcomes of an error that the caller takes for an answer. */
  readonly outcomes?: readonly Outcome[];
  /** Hears of the failure in whose place an outcome is returned. */
  readonly onOutcome?: (failure: Failure) => void;
}

/**
 * Makes a call, repeats it where its errors allow, and reports how it ended.
 *
 * @throws Failure
 */
export async function makeCall<Answer extends { readonly requestId?: string }, Outcome extends string = never>(
  { name, attempt, judge, policy, outcomes = [], onOutcome }: Call<Answer, Outcome>,
  { deadline, runtime, onCall }: CallSurroundings,
): Promise<Answer | Outcome> {
  const started = runtime.now();
  const report = (outcome: string, requestId?: string) =>
    onCall?.({ ...name, milliseconds: runtime.now() - started, requestId, outcome });
  let judged: Judged | undefined;
  try {
    const answer = await callWithRetry(
      attempt,
      (error) => {
        judged = judge(error);
        return judged;
      },
      policy,
      deadline,
      runtime,
    );
    report('ok', answer.requestId && quoted(answer.requestId));
    return answer;
  } catch (error) {
    const outcome = outcomes.find((known) => known === judged?.outcome);
    report(
      outcome ?? judged?.failure.answer.vendorCode ?? judged?.failure.code ?? 'error',
      judged?.failure.answer.requestId,
    );
    if (outcome !== undefined && judged) onOutcome?.(judged.failure);
    if (outcome !== undefined) return outcome;
    throw error;
  }
}
