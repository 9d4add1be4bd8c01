import type { ErrorBook } from '../calling/error-book';
import { type CallName, judge } from '../calling/judge';
import type { Judged } from '../calling/verdict';

/** What the messages say of a authentication method, by the placeholders of the error tables; nothing of it is secret. */
export type Facts = Readonly<Record<string, string>>;

/** An audience may have 1000 characters, and CloudFormation shows as many of the whole message. */
const LONGEST_FACT = 200;

/**
 * Judges what a call to an STS threw, by its error book and with the facts of the authentication method. However it ended, nothing was
 * changed: what the key was wanted for was not begun.
 */
export function judgeSts(error: unknown, call: CallName, book: ErrorBook, facts: Facts): Judged {
  return { ...judge(error, call, { ...book, fill: (nextStep) => fill(nextStep, facts) }), unknown: false };
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? 'unknown';
    return fact.length > LONGEST_FACT ? `${fact.slice(0, LONGEST_FACT)}…` : fact;
  });
}
