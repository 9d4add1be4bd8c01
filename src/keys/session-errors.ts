import { type ErrorBook, mapVerdicts } from '../calling/error-book';
import type { Verdict } from '../calling/verdict';

/** The same errors for keys from STS: the type configuration has no key that the user could correct. */
export function errorsOfSessions(book: ErrorBook, vendor: string): ErrorBook {
  const keyFromSts: Verdict = {
    failure: 'InvalidCredentials',
    nextStep: `The key came from STS: try again; if the problem persists, report the request id to ${vendor}.`,
  };
  return mapVerdicts(book, (verdict) => (verdict.failure === 'InvalidCredentials' ? keyFromSts : verdict));
}
