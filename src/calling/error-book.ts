import type { FailureCode } from '../failure/codes';
import { loopbackUrl } from './endpoint';
import type { Told } from './told';
import type { Verdict, Verdicts } from './verdict';

/** Verdicts by action; `*` is every action. The entry of an action has priority. */
export type ErrorTable = Readonly<Record<string, Verdicts>>;

/** Codes that are known only by their form, perhaps only in answers of one status. They are tried in this order after the table. */
export type ErrorFamilies = readonly { readonly form: RegExp; readonly status?: number; readonly verdict: Verdict }[];

/** What to do if the table has no next step. */
export type NextSteps = Readonly<Record<FailureCode, string>>;

/** What replaces the placeholders in next steps, such as `{vendor}`: the words of a cloud, and values that only the call knows. */
export type Words = Readonly<Record<string, string>>;

/**
 * What the errors of one service mean.
 *
 * The rule for the failure code: InvalidRequest if the template, the identifier or the page token must change. AccessDenied if permissions
 * are missing. ServiceLimitExceeded if a quota is full. GeneralServiceException if somebody must change the account or the resource outside
 * of the template. InternalFailure if the handlers sent something that no template can cause. ResourceConflict, Throttling,
 * ServiceInternalError or NetworkFailure if a repetition can help. NotFound is only for the managed resource, whatever the HTTP status.
 */
export interface ErrorBook {
  /**
   * If a code has several meanings, the beginning of the message distinguishes them: a row `<code>: <message up to its first colon>` has
   * priority over the row of the code.
   */
  readonly table: ErrorTable;
  readonly families: ErrorFamilies;
  readonly nextSteps: NextSteps;
  /** Reads an error that a client of this service throws. */
  readonly told: (error: unknown) => Told;
  /** The codes whose message may repeat the signed request, which contains a security token. */
  readonly echoes: RegExp;
  /** The permission that an action needs, as the person who grants it calls it. `named`: the permission in the service's answer. */
  readonly permission: (action: string, named?: string) => string;
  readonly words: Words;
}

/** The longest value in a message, in characters. An audience may have 1000, which is all that CloudFormation shows of a message. */
const LONGEST_WORD = 200;

/** Replaces the placeholders in a next step. A placeholder without a value becomes `missing` or, by default, stays. */
export function fill(nextStep: string, words: Words, missing?: string): string {
  return nextStep.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const word = words[name] ?? missing ?? placeholder;
    return word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD)}…` : word;
  });
}

/** A table with additional rows. If both have a row, `more` has priority. */
export function extend(base: ErrorTable, more: ErrorTable): ErrorTable {
  const actions = new Set([...Object.keys(more), ...Object.keys(base)]);
  return Object.fromEntries([...actions].map((action) => [action, { ...base[action], ...more[action] }]));
}

/** The same book with every verdict changed. */
export function mapVerdicts(book: ErrorBook, change: (verdict: Verdict) => Verdict): ErrorBook {
  const rowsOf = (rows: Verdicts): Verdicts => mapValues(rows, change);
  return {
    ...book,
    table: mapValues(book.table, rowsOf),
    families: book.families.map((family) => ({ ...family, verdict: change(family.verdict) })),
  };
}

/** The same record with every value changed. */
function mapValues<Name extends string, Value>(
  record: Readonly<Record<Name, Value>>,
  change: (value: Value) => Value,
): Readonly<Record<Name, Value>> {
  const entries = Object.entries<Value>(record).map(([name, value]) => [name, change(value)]);
  return Object.fromEntries(entries);
}

/** The book for calls to an endpoint. If the endpoint is on this machine, a failed connection has another next step. */
export function errorsAt(endpoint: string | undefined, book: ErrorBook): ErrorBook {
  const url = endpoint === undefined ? undefined : loopbackUrl(endpoint);
  if (url === undefined) return book;
  const step = `Check that the simulator runs at ${url}, or correct Endpoints in the type configuration: a loopback address points to the machine that runs the handlers.`;
  return { ...book, nextSteps: { ...book.nextSteps, NetworkFailure: step } };
}

/** The next steps that a service does not need to word differently. */
export const NEXT_STEPS: NextSteps = {
  AccessDenied: 'Grant the action to the identity of the type configuration.',
  AlreadyExists: 'Choose another name, or import the existing resource.',
  GeneralServiceException: 'Check the resource and the account in the console of the cloud, then try again.',
  InternalFailure: 'This is a bug in the resource type: report it with the request id.',
  InvalidCredentials: 'Correct the credentials in the type configuration.',
  InvalidRequest: 'Correct the property or identifier that caused the error.',
  InvalidTypeConfiguration: 'Correct the type configuration.',
  NetworkFailure: 'Try again; if the problem persists, check that the endpoint is reachable from the AWS region.',
  NotFound:
    'It was deleted outside of CloudFormation: remove the resource from the template, or give it another logical ID; if a rollback fails on it, continue the rollback with --resources-to-skip.',
  NotStabilized: 'Try again later.',
  NotUpdatable: 'Replace the resource.',
  ResourceConflict: 'Try again when the other operation has finished.',
  ServiceInternalError: 'Try again later; if the problem persists, report the request id to the vendor.',
  ServiceLimitExceeded: 'Ask for a higher quota, or delete what you no longer need.',
  Throttling: 'Try again later.',
};

/** A failed creation leaves a stack in ROLLBACK_COMPLETE if it was the stack's first. */
export const DEPLOY_AGAIN = 'deploy again; a stack in ROLLBACK_COMPLETE has to be deleted first.';

/** A stack in UPDATE_ROLLBACK_FAILED accepts no update. */
export const UPDATE_AGAIN = 'update the stack again or continue its rollback.';
