import type { FailureCode } from '../failure/failure';

/** What an error of a service means to us: a failure, or an outcome that the life of a copy has an answer to. */
export interface Verdict {
  readonly failure?: FailureCode;
  /** A value of the port's outcome types; the call then counts as answered. */
  readonly outcome?: string;
  /** The client repeats the call by itself, a bounded number of times. */
  readonly repeat?: true;
  /** The call, or an earlier one with the same token, may be carried out all the same. */
  readonly unknown?: true;
  /** Permission to make the call would not help, so the message does not name it. */
  readonly permissionIsNoCure?: true;
  /** What the person who reads the message can do; without it the failure's own next step is said. */
  readonly nextStep?: string;
}

/** Verdicts by error code. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** Makes the verdicts that are a failure of this code; each with its next step, or without one with the failure's own. */
export const verdict =
  (code: FailureCode) =>
  (nextStep?: string): Verdict => ({ failure: code, ...(nextStep !== undefined && { nextStep }) });

/** The same verdict on a call that the client repeats first. */
export const repeated = (before: Verdict): Verdict => ({ ...before, repeat: true });
