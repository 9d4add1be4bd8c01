import type { ErrorBook } from '../calling/error-book';
import type { Verdict } from '../calling/verdict';

/** The same errors for keys from STS: the type configuration has no key that the user could correct. */
export function errorsOfSessions(book: ErrorBook, vendor: string): ErrorBook {
  const keyFromSts: Verdict = {
    failure: 'InvalidCredentials',
    nextStep: `The key came from STS: try again; if the problem persists, report the request id to ${vendor}.`,
  };
  const ofRow = (row: Verdict): Verdict => (row.failure === 'InvalidCredentials' ? keyFromSts : row);
  return {
    ...book,
    table: mapValues(book.table, (rows) => mapValues(rows, ofRow)),
    families: book.families.map((family) => ({ ...family, verdict: ofRow(family.verdict) })),
  };
}

function mapValues<Value>(object: Readonly<Record<string, Value>>, change: (value: Value) => Value) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
