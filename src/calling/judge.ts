import { BodyTooLong } from '../../untrusted/body';
import { oneLine, REPLACEMENT } from '../../untrusted/visible';
import { Failure, type FailureCode } from '../failure/failure';
import { loopbackUrl } from './endpoint';
import { ERROR_FAMILIES, ERROR_TABLE, NEXT_STEPS } from '../alibaba/ecs-errors';
import { type Judged, NoAnswer } from './retry';
import type { Verdict } from './verdict';

/** The call that failed, for the message; it went to a region or, where the service has none, to a host. */
export interface CallName {
  readonly action: string;
  readonly regionId?: string;
  readonly host?: string;
}

/** A call that failed, with the sentence of `askedFor` about the values that it was made with. */
export interface FailedCall extends CallName {
  readonly asked?: string;
}

/** What the errors of one service mean. */
export interface ErrorBook {
  /**
   * By action and code, `*` for every action. Where a code means several things, the beginning of the message tells which: a row of
   * `<code>: <message up to its first colon>` goes before that of the code.
   */
  readonly table: typeof ERROR_TABLE;
  readonly families: typeof ERROR_FAMILIES;
  readonly nextSteps: typeof NEXT_STEPS;
  /** The permission that an action needs, as the person who grants it calls it. */
  readonly permission: (action: string) => string;
  /** Puts what only the call knows into a next step. */
  readonly fill?: (nextStep: string) => string;
}

export const ECS_ERRORS: ErrorBook = {
  table: ERROR_TABLE,
  families: ERROR_FAMILIES,
  nextSteps: NEXT_STEPS,
  permission: (action) => `RAM action: ecs:${action}`,
};

/** The same book for calls to an endpoint: where that is on this machine, no network lies between. */
export function errorsAt(endpoint: string | undefined, book: ErrorBook): ErrorBook {
  const url = loopbackUrl(endpoint);
  if (url === undefined) return book;
  const step = `Check that the simulator runs at ${url}, or correct Endpoints in the type configuration: a loopback address leads to the machine that the handlers run on.`;
  return { ...book, nextSteps: { ...book.nextSteps, NetworkFailure: step } };
}

/** A judged error, with the outcome that the table gives it, if any. */
export interface Verdicted extends Judged {
  readonly outcome?: string;
}

/** What the SDK's error classes carry (openapi-core 1.0.8, dist/exceptions); each field may be missing or of another type. */
interface SdkError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly requestId?: unknown;
  readonly retryAfter?: unknown;
  readonly data?: unknown;
  readonly name?: unknown;
}

/** Connections that failed before or without an answer: Node's own codes. */
const NETWORK_CODE =
  /^(E(?!RR_)[A-Z_]+|UND_ERR_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_(?:TLS|SSL)_\w+)$/;
/** What Node's HTTP parser says of an answer that is no HTTP. */
const PARSER_CODE = /^HPE_\w+$/;
const CERTIFICATE_CODE = /CERT|TLS|UNABLE_TO_|EPROTO/;
/** There was no connection, so nothing was asked. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$|CERT|TLS|UNABLE_TO_|EPROTO/;

/** Echoes of the signed request can hold the security token (aliyun-openapi csharp-sdk issue 40). */
const ECHOES_REQUEST = /^(SignatureDoesNotMatch|IncompleteSignature)$/;
/** The values of a request say nothing about these. */
const NOT_OF_A_VALUE: ReadonlySet<FailureCode> = new Set([
  'InvalidCredentials',
  'InvalidTypeConfiguration',
  'ServiceInternalError',
  'NetworkFailure',
  'Throttling',
]);
/**
 * Characters of a text of the vendor, together with the values of the request: what to do, which comes after it, has to be within what
 * CloudFormation shows.
 */
const LONGEST_QUOTE = 500;
/** Where letters stand side by side that are not shown, they may be those of a word. */
const OF_A_WORD = new RegExp(`[\\x21-\\x7e${REPLACEMENT}]`);

/** Judges what a call threw: the failure for the user, whether to repeat the call, and the outcome that it may stand for. */
export function judge(error: unknown, call: FailedCall, book: ErrorBook = ECS_ERRORS): Verdicted {
  if (error instanceof Failure) return { failure: error, repeat: false };
  const sdk = toSdkError(error);
  const code = text(sdk.code);
  // Without an HTTP status it is no answer, unless the table knows the code all the same: Node's own stand in the same field.
  const answered = typeof sdk.statusCode === 'number' || rowOf(book, call.action, code) !== undefined;
  return answered ? judgeAnswer(sdk, code, call, book) : judgeSilence(sdk, error, call, book);
}

/** What the table, the families and at last the HTTP status say of a code. */
export function verdictFor(
  action: string,
  code: string | undefined,
  status: number | undefined,
  book: Pick<ErrorBook, 'table' | 'families'> = ECS_ERRORS,
): Verdict {
  const row = rowOf(book, action, code);
  if (row) return row;
  if (status === 429) return { failure: 'Throttling', repeat: true };
  const family = book.families.find(({ form }) => code !== undefined && form.test(code));
  if (family) return family.verdict;
  return status !== undefined && status >= 500
    ? { failure: 'ServiceInternalError', repeat: true }
    : { failure: 'GeneralServiceException' };
}

function rowOf({ table }: Pick<ErrorBook, 'table'>, action: string, code: string | undefined): Verdict | undefined {
  return code === undefined ? undefined : (own(table[action], code) ?? own(table['*'], code));
}

function own(rows: Readonly<Record<string, Verdict>> | undefined, code: string): Verdict | undefined {
  return rows && Object.hasOwn(rows, code) ? rows[code] : undefined;
}

function nextStep({ nextSteps, fill }: ErrorBook, code: FailureCode, verdict?: Verdict): string {
  const step = verdict?.nextStep ?? nextSteps[code];
  return fill?.(step) ?? step;
}

/** Where a call went, for the message. */
function placeOf({ host, regionId }: CallName): string {
  return host === undefined ? `in ${regionId}` : `at ${host}`;
}

function judgeAnswer(sdk: SdkError, vendorCode: string | undefined, call: FailedCall, book: ErrorBook): Verdicted {
  const { action, regionId } = call;
  const status = typeof sdk.statusCode === 'number' ? sdk.statusCode : undefined;
  const { verdict, said } = meaningOf({ vendorCode, status, message: vendorMessage(sdk) }, action, book);
  const requestId = text(sdk.requestId) ?? text(field(sdk.data, 'RequestId'));
  const code: FailureCode = verdict.failure ?? 'GeneralServiceException';
  const name = vendorCode ?? `HTTP ${status}`;
  const asked = NOT_OF_A_VALUE.has(code) ? '' : (call.asked ?? '');
  const quote = quoted(said, Math.max(0, LONGEST_QUOTE - asked.length));
  const message = `${action} ${placeOf(call)} failed with ${name}: ${quote} (request id ${requestId ?? 'unknown'}).${permission(sdk, verdict, action, book)}${asked} ${nextStep(book, code, verdict)}`;
  return {
    failure: new Failure(code, message, { vendorCode: name, requestId, action, regionId }),
    repeat: verdict.repeat === true,
    unknown: verdict.unknown === true || (status !== undefined && status >= 500),
    ...(verdict.outcome !== undefined && { outcome: verdict.outcome }),
    ...(typeof sdk.retryAfter === 'number' && sdk.retryAfter > 0 && { retryAfter: sdk.retryAfter }),
  };
}

/** What an answer means, and as much of its message as may be repeated. */
function meaningOf(
  { vendorCode, status, message }: { readonly vendorCode?: string; readonly status?: number; readonly message: string },
  action: string,
  book: ErrorBook,
): { readonly verdict: Verdict; readonly said: string } {
  const [beginning = ''] = message.split(':', 1);
  const ofMessage = rowOf(book, action, `${vendorCode}: ${beginning}`);
  if (ofMessage) return { verdict: ofMessage, said: beginning };
  const said = ECHOES_REQUEST.test(vendorCode ?? '') ? 'the signature is not right' : message;
  return { verdict: verdictFor(action, vendorCode, status, book), said };
}

/** Why there is no answer, or none that can be read, and what follows from it. */
interface Silence extends Pick<Judged, 'repeat' | 'unknown'> {
  readonly code: FailureCode;
  readonly why: string;
}

function judgeSilence(sdk: SdkError, error: unknown, call: CallName, book: ErrorBook): Verdicted {
  const { action, regionId } = call;
  const nodeCode = text(sdk.code);
  const { code, why, repeat, unknown } = silenceOf(sdk, error, nodeCode);
  const message = `${action} ${placeOf(call)} failed: ${why} (request id unknown). ${nextStep(book, code)}`;
  const answer = { action, regionId, ...(nodeCode && { vendorCode: nodeCode }) };
  return { failure: new Failure(code, message, answer, { cause: error }), repeat, unknown };
}

/** What the call did is unknown, unless it was never sent; it is repeated all the same, since each of ours can be made twice. */
function silenceOf(sdk: SdkError, error: unknown, nodeCode = ''): Silence {
  // With a code of Node's it is about the request: a header or URL that cannot be.
  const isOdd = nodeCode === '' && (error instanceof SyntaxError || error instanceof TypeError);
  if (isOdd || error instanceof BodyTooLong || sdk.name === 'UnreadableAnswer' || PARSER_CODE.test(nodeCode)) {
    return { code: 'ServiceInternalError', why: 'the answer could not be read', repeat: true, unknown: true };
  }
  if (error instanceof NoAnswer || sdk.name === 'RequestTimeoutError') {
    return { code: 'NetworkFailure', why: 'no answer came in time', repeat: true, unknown: true };
  }
  if (NETWORK_CODE.test(nodeCode)) {
    return {
      code: 'NetworkFailure',
      why: `the connection failed (${nodeCode})`,
      repeat: !CERTIFICATE_CODE.test(nodeCode),
      unknown: !NEVER_SENT.test(nodeCode),
    };
  }
  const why = error instanceof Error ? error.name : typeof error;
  return { code: 'InternalFailure', why, repeat: false, unknown: true };
}

function toSdkError(error: unknown): SdkError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The vendor's own sentence. The SDK's `message`, beside the body as `data`, is made of it and the other fields. */
function vendorMessage({ data, message }: SdkError): string {
  const said = data === undefined ? text(message) : (text(field(data, 'Message')) ?? text(field(data, 'message')));
  return (said ?? 'no message').replace(/[.。]$/, '');
}

/** A text of the vendor's on one line, cut between two words, which keys and tokens are: half of a secret would not be known as one. */
export function quoted(said: string, longest = LONGEST_QUOTE): string {
  const line = oneLine(said).replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  let end = longest;
  while (end > 0 && OF_A_WORD.test(line.charAt(end))) end -= 1;
  return `${line.slice(0, end)}…`;
}

/** Names the permission that is missing; Alibaba Cloud says it in AccessDeniedDetail, else it is the action's own. */
function permission(sdk: SdkError, { failure, permissionIsNoCure }: Verdict, action: string, book: ErrorBook): string {
  if (failure !== 'AccessDenied' || permissionIsNoCure) return '';
  const named = text(field(field(sdk.data, 'AccessDeniedDetail'), 'AuthAction'));
  return named === undefined ? ` ${book.permission(action)}.` : ` RAM action: ${named}.`;
}

/** A field of whatever came; `undefined` where that has no fields. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A text that says something, as it may be quoted: where a body has no text, the SDK writes "undefined". */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== 'undefined' ? quoted(value) || undefined : undefined;
}
