import type { Runtime } from '../failure/clock';
import type { Failure } from '../failure/failure';
import type { CallName } from './judge';
import { callWithRetry, type RetryPolicy } from './retry';
import { quoted } from './told';
import type { Judged } from './verdict';

/** What a log may contain about a call. */
export interface CallReport extends CallName {
  readonly milliseconds: number;
  readonly requestId?: string;
  /** `ok`, an outcome, or the error code of the vendor or of the network. */
  readonly outcome: string;
  /** For a service with several variants: which variant each aspect of the call met. */
  readonly met?: Readonly<Record<string, string>>;
}

/** Receives every call that ended, once for all its attempts. It never receives parameters or keys. */
export type OnCall = (report: CallReport) => void;

/** The time limit of the calls, and who receives their reports. */
export interface CallSurroundings {
  /** When the last call of this invocation must have ended, in milliseconds since 1970. */
  readonly deadline: number;
  readonly runtime: Runtime;
  readonly onCall?: OnCall;
}

/** A call, and what to do if it fails. */
export interface Call<Answer, Outcome extends string> {
  readonly name: CallName;
  /** Makes one attempt. After `timeout` milliseconds, its answer is of no use any more, and the signal is aborted. */
  readonly attempt: (timeout: number, signal: AbortSignal) => Promise<Answer>;
  readonly judge: (error: unknown) => Judged;
  readonly policy: RetryPolicy;
  /** The outcomes of errors that the caller accepts as an answer. */
  readonly outcomes?: readonly Outcome[];
}

/** An error that the caller accepts as an answer: its outcome, and the failure that it is for other callers. */
export class OutcomeOfError<Outcome extends string> {
  constructor(
    readonly outcome: Outcome,
    readonly failure: Failure,
  ) {}
}

/** What a call returns: its answer or, if the caller accepts errors, one of their outcomes. */
export type AnswerOr<Outcome extends string, Answer> =
  | Answer
  | (Outcome extends string ? OutcomeOfError<Outcome> : never);

/**
 * Makes a call, repeats it if its errors allow this, and reports how it ended.
 *
 * @throws Failure
 */
export async function makeCall<Answer extends { readonly requestId?: string }, Outcome extends string = never>(
  { name, attempt, judge, policy, outcomes = [] }: Call<Answer, Outcome>,
  { deadline, runtime, onCall }: CallSurroundings,
): Promise<AnswerOr<Outcome, Answer>> {
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
    if (outcome === undefined || !judged) throw error;
    // The compiler does not see that the type is the same while `Outcome` is open.
    return new OutcomeOfError(outcome, judged.failure) as AnswerOr<Outcome, Answer>;
  }
}
