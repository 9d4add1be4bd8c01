import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import { jsonOf, type RawAnswer, retryAfterOf } from '../calling/exchange';
import { RefusedAnswer } from '../calling/refused-answer';
import { field, type Told, text, told } from '../calling/told';

/** An answer that is not a success. `code`: the code of ECS or of the gateway, or the HTTP status if neither names a code. */
export class GatewayError extends RefusedAnswer {
  override readonly name = 'GatewayError';

  readonly shape: string;
  readonly body?: unknown;

  constructor(
    code: string,
    message: string,
    more: Pick<GatewayError, 'statusCode' | 'shape' | 'requestId' | 'body' | 'retryAfter'>,
  ) {
    super(code, message, more);
    this.shape = more.shape;
    this.body = more.body;
  }
}

/** A successful answer. */
export interface GatewayAnswer {
  /** The content, with the field names of ECS. */
  readonly body: object;
  /** The shape of the answer, for the log. */
  readonly shape: string;
  /** The ID with which the vendor's support finds the request. */
  readonly trace?: string;
}

/** What a body says about itself in one of the shapes. */
interface Claim {
  readonly shape: string;
  /** Absent if the answer is a success. */
  readonly code?: string;
  readonly message?: string;
  /** The answer of ECS, if it is inside another object. */
  readonly within?: unknown;
}

/** The codes that mean success (pop-core 1.8.0 has the same list without `0`). */
const SUCCESS = new Set(['200', '0', 'ok', 'success', '']);

/** A code as text; `undefined` if there is none or it means success. */
function failureCode(value: unknown): string | undefined {
  const code = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return SUCCESS.has(code.toLowerCase()) ? undefined : code;
}

const has = (body: unknown, name: string): boolean => field(body, name) !== undefined;

/**
 * The shapes of answers, the most informative first: of ECS itself, of the ASAPI gateway (an error, or flags in an answer of ECS), of the
 * console's API (ASCM), and of a reseller's proxy. Sources: both Terraform providers; the last shape was seen only in a portal.
 */
const SHAPES: readonly ((body: unknown) => Claim | undefined)[] = [
  (body) => {
    const isFailure = field(body, 'Success') === false;
    const code = failureCode(field(body, 'Code')) ?? (isFailure ? 'Success=false' : undefined);
    return claim('ECS', has(body, 'Code') || isFailure, code, [field(body, 'Message')]);
  },
  (body) =>
    claim('ASAPI error', has(body, 'errorCode'), field(body, 'errorCode'), [
      field(body, 'errorMessage'),
      field(body, 'errorTitle'),
    ]),
  (body) => {
    const isFailure = String(field(body, 'asapiSuccess')) === 'false';
    const code = failureCode(field(body, 'asapiErrorCode')) ?? (isFailure ? 'asapiSuccess=false' : undefined);
    const isThere = has(body, 'asapiSuccess') || has(body, 'asapiErrorCode');
    return claim('ASAPI flags', isThere, code, [field(body, 'asapiErrorMessage')]);
  },
  (body) =>
    claim(
      'ASCM',
      has(body, 'code'),
      field(body, 'code'),
      [field(body, 'message'), field(body, 'msg')],
      field(body, 'data'),
    ),
  (body) =>
    claim(
      'reseller',
      has(body, 'resultCode'),
      field(body, 'resultCode'),
      [field(body, 'resultMsg')],
      field(body, 'result'),
    ),
];

function claim(
  shape: string,
  isThere: boolean,
  code: unknown,
  messages: readonly unknown[],
  within?: unknown,
): Claim | undefined {
  const message = messages.find((one) => typeof one === 'string' && one !== '');
  return isThere
    ? { shape, code: failureCode(code), within, ...(typeof message === 'string' && { message }) }
    : undefined;
}

/** A code that is only an HTTP status. */
const STATUS = /^[1-5]\d\d$/;

/**
 * Reads an answer of any shape.
 *
 * @throws GatewayError if the answer is not a success, even with HTTP 200; UnreadableAnswer.
 */
export function decode({ status, headers, text: said }: RawAnswer): GatewayAnswer {
  const body = jsonOf(said);
  const claims = SHAPES.flatMap((shape) => shape(body) ?? []);
  const trace = text(field(body, 'eagleEyeTraceId')) ?? text(headers['eagleeye-traceid']);
  const requestId = requestIdOf(body) ?? text(headers['x-acs-request-id']);
  if (status >= 400 || claims.some(({ code }) => code !== undefined)) {
    const ids = [requestId, trace && `eagleEyeTraceId ${trace}`].filter(Boolean).join(', ');
    throw failureOf(status, claims, { body, requestId: ids || undefined, retryAfter: retryAfterOf(headers) });
  }
  if (status !== 200) throw new UnreadableAnswer(`HTTP ${status} is not a success`, requestId);
  return { ...successOf(body, claims, requestId ?? trace), ...(trace !== undefined && { trace }) };
}

function failureOf(
  status: number,
  claims: readonly Claim[],
  more: Pick<GatewayError, 'body' | 'requestId' | 'retryAfter'>,
): GatewayError {
  const failures = claims.filter(({ code }) => code !== undefined);
  // A code name says more than a status. In an answer with HTTP 200, a status in the body says more than that 200.
  const isStatus = ({ code = '' }: Claim) => STATUS.test(code);
  const {
    shape,
    code,
    message = 'no message',
  }: Claim = failures.find((one) => !isStatus(one)) ?? failures[0] ?? { shape: 'none' };
  const ofBody = failures.filter(isStatus).map((one) => Number(one.code));
  const statusCode = status >= 400 ? status : (ofBody[0] ?? status);
  const name = code === undefined || STATUS.test(code) ? `HTTP ${code ?? status}` : code;
  return new GatewayError(name, message, { ...more, statusCode, shape });
}

function successOf(body: unknown, claims: readonly Claim[], requestId: string | undefined): GatewayAnswer {
  if (!isObject(body)) throw new UnreadableAnswer('it is not a JSON object', requestId);
  const { within, shape } = claims.find((one) => isObject(one.within)) ?? {
    within: undefined,
    shape: claims[0]?.shape,
  };
  const answer = isObject(within) ? within : body;
  // The request ID may be outside of the answer of ECS, or in a header.
  const id = requestIdOf(answer) ?? requestId;
  return { body: { ...answer, ...(id !== undefined && { RequestId: id }) }, shape: shape ?? 'ECS' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requestIdOf(body: unknown): string | undefined {
  return text(field(body, 'RequestId')) ?? text(field(body, 'requestId'));
}

/** Reads the errors of a gateway. */
export function toldByGateway(error: unknown): Told {
  return { ...told(error), permission: text(field(field(field(error, 'body'), 'AccessDeniedDetail'), 'AuthAction')) };
}
