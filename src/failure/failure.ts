import type { FailureCode } from './codes';
import type { Place } from './place';

/** What the cloud said, kept so that a person can look it up or quote it to the vendor. */
export interface CloudAnswer {
  /** The vendor's own error code, spelled as the vendor spells it. */
  readonly vendorCode?: string;
  readonly requestId?: string;
  readonly action?: string;
  readonly regionId?: string;
  /** The call may have been carried out although it failed. */
  readonly maybeDone?: true;
  /** What the call is about is busy, with something else or with an earlier attempt: a later call may be taken. */
  readonly busy?: true;
}

/** Codes after which the same call may succeed a moment later. */
const PASSING: ReadonlySet<FailureCode> = new Set(['NetworkFailure', 'ServiceInternalError', 'Throttling']);

/** The one error that leaves the operations: a code of CloudFormation's and a text for the person who reads the stack event. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly answer: CloudAnswer = {},
    options?: ErrorOptions,
    /** What may be left behind: CloudFormation is to clean it up. */
    readonly left?: Place,
  ) {
    super(message, options);
  }

  /** Whether asking again later may help, so that an operation need not end on it. */
  get passing(): boolean {
    return PASSING.has(this.code);
  }

  /** The same failure with a sentence added. */
  with(sentence: string): Failure {
    return new Failure(this.code, `${this.message} ${sentence}`, this.answer, { cause: this }, this.left);
  }

  /** The same failure of a call that may have been carried out anyway. */
  ofUnknownOutcome(): Failure {
    return new Failure(this.code, this.message, { ...this.answer, maybeDone: true }, { cause: this }, this.left);
  }

  /** The same failure of a call that changes nothing: there is no outcome that could be unknown. */
  ofALook(): Failure {
    const { maybeDone: _, ...answer } = this.answer;
    return new Failure(this.code, this.message, answer, { cause: this }, this.left);
  }

  /** The same failure of something that does not pass, although failures of its kind may. */
  lasting(): Failure {
    const { busy: _, ...answer } = this.answer;
    return new Failure(this.code, this.message, answer, { cause: this }, this.left);
  }

  /** The same failure under another code. */
  as(code: FailureCode): Failure {
    return new Failure(code, this.message, this.answer, { cause: this }, this.left);
  }

  /** The same failure, after which something may be left behind. */
  leaving(left: Place): Failure {
    return new Failure(this.code, this.message, this.answer, { cause: this }, left);
  }
}

/**
 * Whether an operation can go on after `error`. What fails at its first step is told at once, for the reader may be able to do something
 * about it; a service that is asked too often needs nothing but time.
 */
export function mayGoOn(error: unknown, isFirst: boolean): error is Failure {
  return mayPass(error) && (!isFirst || error.code === 'Throttling');
}

/** Whether `error` is a failure that may pass by itself. */
export function mayPass(error: unknown): error is Failure {
  return error instanceof Failure && error.passing;
}
