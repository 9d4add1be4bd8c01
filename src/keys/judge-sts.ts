import type { ErrorBook } from '../calling/error-book';
import { type CallName, judge } from '../calling/judge';
import type { Judged } from '../calling/verdict';

/** The values for the placeholders in the messages of an authentication method. None of them is secret. */
export type Facts = Readonly<Record<string, string>>;

/** The longest value in a message, in characters. An audience may have 1000, which is all that CloudFormation shows of a message. */
const LONGEST_FACT = 200;

/**
 * Judges an error of a call to an STS by its error book, with the facts of the authentication method. Nothing may have been carried out:
 * the call changes nothing, and the call that needs the key has not begun.
 */
export function judgeSts(error: unknown, call: CallName, book: ErrorBook, facts: Facts): Judged {
  return { ...judge(error, call, { ...book, fill: (nextStep) => fill(nextStep, facts) }), maybeDone: false };
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? 'unknown';
    return fact.length > LONGEST_FACT ? `${fact.slice(0, LONGEST_FACT)}…` : fact;
  });
}
