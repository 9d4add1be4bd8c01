import type { FailureCode } from '../failure/codes';
import { Failure } from '../failure/failure';
import { type ErrorBook, fill } from './error-book';
import { silenceOf } from './silence';
import { LONGEST_QUOTE, quoted, type Told } from './told';
import type { Judged, Verdict, Verdicts } from './verdict';

/** The call that failed, for the message. It went to a region or, if the service has no regions, to a host. */
export interface CallName {
  readonly action: string;
  readonly regionId?: string;
  readonly host?: string;
}

/** A call that failed, with a sentence about the values of its request. */
export interface FailedCall extends CallName {
  readonly ofValues?: string;
}

/** The causes of these failures are not values of the request. */
const NOT_OF_A_VALUE: ReadonlySet<FailureCode> = new Set([
  'InvalidCredentials',
  'InvalidTypeConfiguration',
  'ServiceInternalError',
  'NetworkFailure',
  'Throttling',
]);

/** Judges an error of a call: the failure for the user, whether to repeat the call, and the outcome that it may mean. */
export function judge(error: unknown, call: FailedCall, book: ErrorBook): Judged {
  if (error instanceof Failure) return { failure: error, repeat: false };
  const said = book.told(error);
  // An error without an HTTP status is not an answer, unless the table knows the code, because Node's own codes are in the same field.
  const answered = said.status !== undefined || rowOf(book, call.action, said.code) !== undefined;
  return answered ? judgeAnswer(said, call, book) : judgeSilence(said, error, call, book);
}

/** The verdict on a code, from the table, then from the families, then from the HTTP status. */
export function verdictFor(
  action: string,
  code: string | undefined,
  status: number | undefined,
  book: Pick<ErrorBook, 'table' | 'families'>,
): Verdict {
  const row = rowOf(book, action, code);
  if (row) return row;
  if (status === 429) return { failure: 'Throttling', repeat: true };
  const family = book.families.find(
    (one) => code !== undefined && one.form.test(code) && (one.status === undefined || one.status === status),
  );
  if (family) return family.verdict;
  return status !== undefined && status >= 500
    ? { failure: 'ServiceInternalError', repeat: true }
    : { failure: 'GeneralServiceException' };
}

function rowOf({ table }: Pick<ErrorBook, 'table'>, action: string, code: string | undefined): Verdict | undefined {
  return code === undefined ? undefined : (own(table[action], code) ?? own(table['*'], code));
}

function own(rows: Verdicts | undefined, code: string): Verdict | undefined {
  return rows && Object.hasOwn(rows, code) ? rows[code] : undefined;
}

function nextStep({ nextSteps, words }: ErrorBook, code: FailureCode, verdict?: Verdict): string {
  return fill(verdict?.nextStep ?? nextSteps[code], words, 'unknown');
}

/** Where a call went, for the message. */
function placeOf({ host, regionId }: CallName): string {
  return host === undefined ? `in ${regionId}` : `at ${host}`;
}

function judgeAnswer(told: Told, call: FailedCall, book: ErrorBook): Judged {
  const { action, regionId } = call;
  const { status, requestId, retryAfter } = told;
  const { verdict, said } = meaningOf(told, action, book);
  // An outcome that the caller did not ask for means that the request is wrong.
  const code: FailureCode =
    verdict.failure ?? (verdict.outcome === undefined ? 'GeneralServiceException' : 'InternalFailure');
  const vendorCode = told.code ?? `HTTP ${status}`;
  const ofValues = NOT_OF_A_VALUE.has(code) ? '' : (call.ofValues ?? '');
  const quote = quoted(said, Math.max(0, LONGEST_QUOTE - ofValues.length));
  const message = `${action} ${placeOf(call)} failed with ${vendorCode}: ${quote} (request id ${requestId ?? 'unknown'}).${permission(told, verdict, action, book)}${ofValues} ${nextStep(book, code, verdict)}`;
  return {
    failure: new Failure(code, message, {
      vendorCode,
      requestId,
      action,
      regionId,
      ...(verdict.busy && { busy: true }),
    }),
    repeat: verdict.repeat === true,
    maybeDone: verdict.maybeDone ?? (status !== undefined && status >= 500),
    ...(verdict.outcome !== undefined && { outcome: verdict.outcome }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** What an answer means, and the part of its message that may be repeated. */
function meaningOf(
  { code, status, message = 'no message' }: Told,
  action: string,
  book: ErrorBook,
): { readonly verdict: Verdict; readonly said: string } {
  const sentence = message.replace(/[.。]$/, '');
  const [beginning = ''] = sentence.split(':', 1);
  const ofMessage = rowOf(book, action, `${code}: ${beginning}`);
  if (ofMessage) return { verdict: ofMessage, said: beginning };
  const said = book.echoes.test(code ?? '') ? 'the signature is wrong' : sentence;
  return { verdict: verdictFor(action, code, status, book), said };
}

function judgeSilence(told: Told, error: unknown, call: CallName, book: ErrorBook): Judged {
  const { action, regionId } = call;
  const { code, why, repeat, maybeDone } = silenceOf(told, error);
  const { requestId } = told;
  const message = `${action} ${placeOf(call)} failed: ${why} (request id ${requestId ?? 'unknown'}). ${nextStep(book, code)}`;
  const answer = { action, regionId, requestId, ...(told.code && { vendorCode: told.code }) };
  return { failure: new Failure(code, message, answer, { cause: error }), repeat, maybeDone };
}

/** Names the permission that is missing, as the service says it; by default, the permission of the action. */
function permission(
  { permission: named }: Told,
  { failure, permissionIsNoCure }: Verdict,
  action: string,
  book: ErrorBook,
) {
  return failure === 'AccessDenied' && !permissionIsNoCure ? ` ${book.permission(action, named)}.` : '';
}
