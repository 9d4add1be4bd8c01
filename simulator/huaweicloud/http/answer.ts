import type { FaultError } from '../../common/http/faults';
import type { Answer } from '../../common/http/service';
import type { Behaviour } from '../account/behaviour';
import type { Done } from '../api/api';
import { errorEntry, HuaweiError } from '../api/errors';
import { scriptedBody } from '../api/errors/scripted';
import type { Service } from '../api/routes';

const JSON_TYPE = 'application/json';
const HTML_TYPE = 'text/html';

/** The common parts of all answers to one request. */
export interface AnswerContext {
  readonly action: string;
  readonly service: Service;
  /** 32 hexadecimal digits. */
  readonly requestId: string;
  readonly behaviour: Readonly<Behaviour>;
}

/** An error, ready to be written. */
interface Written {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** How to write an error body. If it is not JSON, the type is included. */
type Shape = (error: Written, context: AnswerContext) => object | { readonly html: string };

const TITLES: Readonly<Record<string, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
};

/** The five shapes of the vendor's error bodies. */
const shapes = {
  ims: ({ code, message }) => ({ error: { code, message } }),
  gateway: ({ code, message }, { requestId }) => ({ error_code: code, error_msg: message, request_id: requestId }),
  v5: ({ code, message }, { requestId, action }) => ({
    error_code: code,
    error_msg: message,
    request_id: requestId,
    encoded_authorization_message: Buffer.from(`simulator: ${action}`).toString('base64'),
  }),
  keystone: ({ code, message }) => ({ error: { code: Number(code), message, title: TITLES[code] ?? code } }),
  iam: ({ code, message }) => ({ error_code: code, error_msg: message }),
  html: ({ status, message }) => ({
    html: `<html>\n<head><title>${message}</title></head>\n<body>\n<h1>${status} ${TITLES[status] ?? ''}</h1>\n</body>\n</html>\n`,
  }),
  empty: () => ({ html: '' }),
} satisfies Readonly<Record<string, Shape>>;

/** The layout of an error: its code decides if it shows the sender; if not, the service decides. */
function shapeOf({ code }: Written, { action, service, behaviour }: AnswerContext): Shape {
  if (code.startsWith('IMG.')) return shapes.ims;
  if (/^APIGW?\./.test(code)) return shapes.gateway;
  if (code.startsWith('IAM.')) return shapes.iam;
  if (service === 'sts') return shapes[behaviour.stsErrors];
  if (service === 'iam') return /V5$/.test(action) ? shapes.v5 : shapes.keystone;
  if (service === 'eps') return shapes.gateway;
  // A number is a status and not a code.
  if (!/^\d+$/.test(code)) return shapes.ims;
  return { html: shapes.html, json: shapes.keystone, empty: shapes.empty }[behaviour.nativeNotFoundBody];
}

/** An answer with any content and the headers of the service. */
export function plainAnswer(
  { requestId }: AnswerContext,
  status: number,
  body: string,
  { contentType = JSON_TYPE, headers = {}, code }: Extras = {},
): Answer {
  const type: Readonly<Record<string, string>> = status === 204 ? {} : { 'content-type': contentType };
  return { status, code, body, headers: { ...type, 'x-request-id': requestId, server: 'api-gateway', ...headers } };
}

interface Extras {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code?: string;
}

/** The answer of an operation. */
export function doneAnswer(context: AnswerContext, { status = 200, body }: Done): Answer {
  return plainAnswer(context, status, body === undefined ? '' : JSON.stringify(body));
}

/** The answer to a refused request. An error that is not a HuaweiError is a fault of the simulator, and the answer says so. */
export function refusalAnswer(context: AnswerContext, error: unknown): Answer {
  if (error instanceof HuaweiError) return errorAnswer(context, error);
  return errorAnswer(context, { status: 500, code: 'APIGW.0601', message: `The simulator failed: ${error}` });
}

/** The answer to an injected error. Codes in parentheses are scripted answers without an error. */
export function injectedAnswer(context: AnswerContext, error: FaultError): Answer {
  const { code, body } = error;
  const scripted = scriptedBody(code);
  if (scripted) return plainAnswer(context, 200, JSON.stringify({ ...scripted, ...body }));
  const known = entryIfKnown(context.action, code, error.status);
  const { status = known?.status ?? 400, message = known?.message ?? code } = error;
  return errorAnswer(context, { status, code, message }, error);
}

function errorAnswer(
  context: AnswerContext,
  { status, code, message }: Written,
  more: Partial<FaultError> = {},
): Answer {
  const spelt = code.replace(/^APIGW(?=\.)/, context.behaviour.gatewaySpelling);
  const written = shapeOf({ status, code: spelt, message }, context)({ status, code: spelt, message }, context);
  const { retryAfterMs, body } = more;
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  if ('html' in written) {
    return plainAnswer(context, status, String(written.html), { contentType: HTML_TYPE, code: spelt, headers });
  }
  return plainAnswer(context, status, JSON.stringify({ ...written, ...body }), { code: spelt, headers });
}

function entryIfKnown(action: string, code: string, status?: number): Written | undefined {
  try {
    return errorEntry(action, code, status);
  } catch {
    return undefined;
  }
}
