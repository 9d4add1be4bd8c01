import type { FailureCode } from '../failure/codes';
import type { Failure } from '../failure/failure';

/** What an error of a service means to us: a failure, or an outcome that the caller has an answer to. */
export interface Verdict {
  readonly failure?: FailureCode;
  /** What the caller may take for an answer. */
  readonly outcome?: string;
  /** The client repeats the call by itself, a bounded number of times. */
  readonly repeat?: true;
  /**
   * The call, or an earlier one with the same token, may still be carried out; `false`: not even where the status of the answer says
   * so.
   */
  readonly unknown?: boolean;
  /** What the call is about is busy, with something else or with an earlier attempt: a later call may be taken. */
  readonly busy?: true;
  /** Permission to make the call would not help, so the message does not name it. */
  readonly permissionIsNoCure?: true;
  /** What the person who reads the message can do; without it the failure's own next step is said. */
  readonly nextStep?: string;
}

/** Verdicts by error code. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** Makes the verdicts that are a failure of this code; each with its next step, or without one with the failure's own. */
const verdict =
  (code: FailureCode) =>
  (nextStep?: string): Verdict => ({ failure: code, ...(nextStep !== undefined && { nextStep }) });

export const accessDenied = verdict('AccessDenied');
export const alreadyExists = verdict('AlreadyExists');
export const generalServiceException = verdict('GeneralServiceException');
export const internalFailure = verdict('InternalFailure');
export const invalidCredentials = verdict('InvalidCredentials');
export const invalidRequest = verdict('InvalidRequest');
export const invalidTypeConfiguration = verdict('InvalidTypeConfiguration');
export const networkFailure = verdict('NetworkFailure');
export const notFound = verdict('NotFound');
export const notStabilized = verdict('NotStabilized');
export const resourceConflict = verdict('ResourceConflict');
export const serviceInternalError = verdict('ServiceInternalError');
export const serviceLimitExceeded = verdict('ServiceLimitExceeded');
export const throttling = verdict('Throttling');

/** A conflict with something that ends by itself: the caller may come back later. */
export const busy = (nextStep?: string): Verdict => ({ ...resourceConflict(nextStep), busy: true });

/** For another reason than a missing permission to make the call. */
export const deniedAnyway = (nextStep: string): Verdict => ({ ...accessDenied(nextStep), permissionIsNoCure: true });

/** An error that the caller takes for an answer. */
export const outcome = (name: string): Verdict => ({ outcome: name });

/** The same verdict on a call that the client repeats first. */
export const repeated = (before: Verdict): Verdict => ({ ...before, repeat: true });

/** What an error of a call comes to: a failure, and whether, and when at the earliest, the same call may be repeated at once. */
export interface Judged {
  readonly failure: Failure;
  readonly repeat: boolean;
  /** Whether the call may have been carried out anyway: its answer was lost, or reports a fault of the server. */
  readonly unknown?: boolean;
  /** What the server asks for, in milliseconds. */
  readonly retryAfter?: number;
  /** What the caller may take for an answer in place of the failure. */
  readonly outcome?: string;
}
