import type { FailureCode } from './codes';
import type { Place } from './place';

/** The cloud's answer, which a person can look up or quote to the vendor. */
export interface CloudAnswer {
  /** The vendor's own error code, in the vendor's spelling. */
  readonly vendorCode?: string;
  readonly requestId?: string;
  readonly action?: string;
  readonly regionId?: string;
  /** The call may have been carried out although it failed. */
  readonly maybeDone?: true;
  /** The object of the call is busy with something else or with an earlier attempt, so a later call may succeed. */
  readonly busy?: true;
}

/** Codes after which the same call may succeed a moment later. */
const PASSING: ReadonlySet<FailureCode> = new Set(['NetworkFailure', 'ServiceInternalError', 'Throttling']);

/** The only error that the operations throw: a code of CloudFormation, and a text for the person who reads the stack event. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly answer: CloudAnswer = {},
    options?: ErrorOptions,
    /** What may be left behind, for CloudFormation to clean up. */
    readonly left?: Place,
  ) {
    super(message, options);
  }

  /** Whether it may help to ask again later, so that the operation need not end. */
  get passing(): boolean {
    return PASSING.has(this.code);
  }

  /** The same failure with a sentence added. */
  with(sentence: string): Failure {
    return this.#changed({ message: `${this.message} ${sentence}` });
  }

  /** The same failure, for a call that may have been carried out. */
  asMaybeDone(): Failure {
    return this.#changed({ answer: { ...this.answer, maybeDone: true } });
  }

  /** The same failure, for a call that changes nothing so nothing may have been carried out. */
  ofRead(): Failure {
    const { maybeDone: _, ...answer } = this.answer;
    return this.#changed({ answer });
  }

  /** The same failure without `busy`: this one is permanent, although failures of its kind can be temporary. */
  notBusy(): Failure {
    const { busy: _, ...answer } = this.answer;
    return this.#changed({ answer });
  }

  /** The same failure under another code. */
  as(code: FailureCode): Failure {
    return this.#changed({ code });
  }

  /** The same failure, after which something may be left behind. */
  leaving(left: Place): Failure {
    return this.#changed({ left });
  }

  /** The same failure with changes. Its cause is this one. */
  #changed(changes: Partial<Pick<Failure, 'code' | 'message' | 'answer' | 'left'>>): Failure {
    const { code = this.code, message = this.message, answer = this.answer, left = this.left } = changes;
    return new Failure(code, message, answer, { cause: this }, left);
  }
}

/**
 * Whether an operation can continue after `error`. An error of its first step is reported at once, because the reader may be able to fix
 * it. Throttling is an exception: a service that receives too many calls only needs time.
 */
export function mayGoOn(error: unknown, isFirst: boolean): error is Failure {
  return mayPass(error) && (!isFirst || error.code === 'Throttling');
}

/** Whether `error` is a failure that may be temporary. */
export function mayPass(error: unknown): error is Failure {
  return error instanceof Failure && error.passing;
}
