import { Failure, type FailureCode } from '../image-copy/failure';
import { ERROR_FAMILIES, ERROR_TABLE, NEXT_STEPS, type Verdict } from './error-table';
import { type Judged, NoAnswer } from './retry';

/** The call that failed, for the message. */
export interface CallName {
  readonly action: string;
  readonly regionId: string;
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
  /^(E[A-Z_]+|UND_ERR_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+)$/;
const CERTIFICATE_CODE = /CERT|TLS|UNABLE_TO_|EPROTO/;

/** Echoes of the signed request can hold the security token (aliyun-openapi csharp-sdk issue 40). */
const ECHOES_REQUEST = /^(SignatureDoesNotMatch|IncompleteSignature)$/;
const LONGEST_MESSAGE = 600;

/** Judges what a call to ECS threw: the failure for the user, whether to repeat the call, and the outcome that it may stand for. */
export function judge(error: unknown, call: CallName): Verdicted {
  if (error instanceof Failure) return { failure: error, repeat: false };
  const sdk = toSdkError(error);
  const vendorCode = vendorCodeOf(sdk);
  return vendorCode !== undefined || typeof sdk.statusCode === 'number'
    ? judgeAnswer(sdk, vendorCode, call)
    : judgeSilence(sdk, error, call);
}

/** What the table, the families and at last the HTTP status say of a code. */
export function verdictFor(action: string, code: string | undefined, status: number | undefined): Verdict {
  const entry = code === undefined ? undefined : (own(ERROR_TABLE[action], code) ?? own(ERROR_TABLE['*'], code));
  if (entry) return entry;
  if (status === 429) return { failure: 'Throttling', repeat: true };
  const family = ERROR_FAMILIES.find(({ form }) => code !== undefined && form.test(code));
  if (family) return family.verdict;
  return status !== undefined && status >= 500
    ? { failure: 'ServiceInternalError', repeat: true }
    : { failure: 'GeneralServiceException' };
}

function own(rows: Readonly<Record<string, Verdict>> | undefined, code: string): Verdict | undefined {
  return rows && Object.hasOwn(rows, code) ? rows[code] : undefined;
}

function judgeAnswer(sdk: SdkError, vendorCode: string | undefined, { action, regionId }: CallName): Verdicted {
  const status = typeof sdk.statusCode === 'number' ? sdk.statusCode : undefined;
  const verdict = verdictFor(action, vendorCode, status);
  const requestId = text(sdk.requestId) ?? text(field(sdk.data, 'RequestId'));
  const code: FailureCode = verdict.failure ?? 'GeneralServiceException';
  const said = ECHOES_REQUEST.test(vendorCode ?? '') ? 'the signature is not right' : vendorMessage(sdk);
  const name = vendorCode ?? `HTTP ${status}`;
  const message = `${action} in ${regionId} failed with ${name}: ${said} (request id ${requestId ?? 'unknown'}).${permission(sdk, code, action)} ${verdict.nextStep ?? NEXT_STEPS[code]}`;
  return {
    failure: new Failure(code, message, { vendorCode: name, requestId, action, regionId }),
    repeat: verdict.repeat === true,
    ...(verdict.outcome !== undefined && { outcome: verdict.outcome }),
    ...(typeof sdk.retryAfter === 'number' && sdk.retryAfter > 0 && { retryAfter: sdk.retryAfter }),
  };
}

/** No answer, or none that can be read: what the call did is unknown, so only calls that can be made twice come here twice. */
function judgeSilence(sdk: SdkError, error: unknown, { action, regionId }: CallName): Verdicted {
  const nodeCode = text(sdk.code);
  const unreadable = error instanceof SyntaxError || error instanceof TypeError || sdk.name === 'UnreadableAnswer';
  const late = error instanceof NoAnswer || sdk.name === 'RequestTimeoutError';
  const why = unreadable
    ? 'the answer could not be read'
    : late
      ? 'no answer came in time'
      : nodeCode && NETWORK_CODE.test(nodeCode)
        ? `the connection failed (${nodeCode})`
        : undefined;
  if (why === undefined) {
    const message = `${action} in ${regionId} failed: ${error instanceof Error ? error.name : typeof error}. ${NEXT_STEPS.InternalFailure}`;
    return { failure: new Failure('InternalFailure', message, { action, regionId }, { cause: error }), repeat: false };
  }
  const code: FailureCode = unreadable ? 'ServiceInternalError' : 'NetworkFailure';
  const message = `${action} in ${regionId} failed: ${why} (request id unknown). ${NEXT_STEPS[code]}`;
  return {
    failure: new Failure(
      code,
      message,
      { action, regionId, ...(nodeCode && { vendorCode: nodeCode }) },
      { cause: error },
    ),
    repeat: !(nodeCode && CERTIFICATE_CODE.test(nodeCode)),
  };
}

function toSdkError(error: unknown): SdkError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The vendor's code. The SDK writes the text "undefined" where the body has none, and Node's codes stand in the same field. */
function vendorCodeOf(sdk: SdkError): string | undefined {
  const code = text(sdk.code);
  if (code === undefined || code === 'undefined') return undefined;
  return typeof sdk.statusCode === 'number' || !NETWORK_CODE.test(code) ? code : undefined;
}

/** The vendor's own sentence. The SDK's `message` wraps it as "<Code>: code: <status>, <Message> request id: <id>". */
function vendorMessage(sdk: SdkError): string {
  const message =
    text(field(sdk.data, 'Message')) ?? text(field(sdk.data, 'message')) ?? text(sdk.message) ?? 'no message';
  const line = message
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.。]$/, '');
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

/** Names the RAM action that is missing; ECS says it in AccessDeniedDetail, else it is the action's own. */
function permission(sdk: SdkError, code: FailureCode, action: string): string {
  if (code !== 'AccessDenied') return '';
  const detail = field(sdk.data, 'AccessDeniedDetail');
  return ` RAM action: ${text(field(detail, 'AuthAction')) ?? `ecs:${action}`}.`;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
