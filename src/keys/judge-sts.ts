import { type CallName, type ErrorBook, judge, type Verdicted } from '../calling/judge';

/** What the messages say of a way in, by the placeholders of the error tables; nothing of it is secret. */
export type Facts = Readonly<Record<string, string>>;

/** An audience may have 1000 characters, and CloudFormation shows as many of the whole message. */
const LONGEST_FACT = 200;

/**
 * Judges what a call to an STS threw, by its error book and with the facts of the way in. However it ended, nothing was changed: what the
 * key was wanted for was not begun.
 */
export function judgeSts(error: unknown, call: CallName, book: ErrorBook, facts: Facts): Verdicted {
  return { ...judge(error, call, { ...book, fill: (nextStep) => fill(nextStep, facts) }), unknown: false };
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name] ?? 'unknown';
    return fact.length > LONGEST_FACT ? `${fact.slice(0, LONGEST_FACT)}…` : fact;
  });
}
