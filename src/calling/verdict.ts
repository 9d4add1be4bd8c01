import type { FailureCode } from '../failure/codes';
import type { Failure } from '../failure/failure';

/** What an error of a service means: a failure, or an outcome that the caller can handle. */
export interface Verdict {
  readonly failure?: FailureCode;
  /** An outcome that the caller may accept as an answer. */
  readonly outcome?: string;
  /** The client itself repeats the call a limited number of times. */
  readonly repeat?: true;
  /**
   * The call, or an earlier one with the same token, may still be carried out. `false`: it will not be, even if the status of the answer
   * suggests it.
   */
  readonly maybeDone?: boolean;
  /** The object of the call is busy with something else or with an earlier attempt, so a later call may succeed. */
  readonly busy?: true;
  /** Permission for the call would not help, so the message does not name it. */
  readonly permissionIsNoCure?: true;
  /** What the reader of the message can do. By default, the next step of the failure code is used. */
  readonly nextStep?: string;
}

/** Verdicts by error code. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** Creates a verdict that is a failure with this code. Without a next step, the one of the failure code is used. */
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

/** A conflict with something that ends by itself, so the caller may try again later. */
export const busy = (nextStep?: string): Verdict => ({ ...resourceConflict(nextStep), busy: true });

/** A denial with another cause than a missing permission for the call. */
export const deniedAnyway = (nextStep: string): Verdict => ({ ...accessDenied(nextStep), permissionIsNoCure: true });

/** An error that the caller accepts as an answer. */
export const outcome = (name: string): Verdict => ({ outcome: name });

/** The same verdict, but the client repeats the call first. */
export const repeated = (before: Verdict): Verdict => ({ ...before, repeat: true });

/** The result of judging an error: the failure, and whether and when the same call may be repeated in this invocation. */
export interface Judged {
  readonly failure: Failure;
  readonly repeat: boolean;
  /** Whether the call may have been carried out: its answer was lost, or reports a fault of the server. */
  readonly maybeDone?: boolean;
  /** The delay that the server asks for, in milliseconds. */
  readonly retryAfter?: number;
  /** An outcome that the caller may accept as an answer instead of the failure. */
  readonly outcome?: string;
}
