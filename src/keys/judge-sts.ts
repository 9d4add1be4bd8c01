import type { ErrorBook, Words } from '../calling/error-book';
import { type CallName, judge } from '../calling/judge';
import type { Judged } from '../calling/verdict';

/** The values for the placeholders in the messages of an authentication method. None of them is secret. */
export type Facts = Words;

/**
 * Judges an error of a call to an STS by its error book, with the facts of the authentication method. Nothing may have been carried out:
 * the call changes nothing, and the call that needs the key has not begun.
 */
export function judgeSts(error: unknown, call: CallName, book: ErrorBook, facts: Facts): Judged {
  return { ...judge(error, call, { ...book, words: { ...book.words, ...facts } }), maybeDone: false };
}
