import type { AnswerContext, Content, Envelope, Refusal } from '../alibaba/http/envelope';
import type { AnswerShape, GatewayBehaviour } from './behaviour';
import { refusalOf } from './refusals';
import type { GatewayRequest } from './request';

/** How a layout writes a success and a refusal, and whether refusals have HTTP status 200. */
interface Shape {
  success(context: AnswerContext, body: object, behaviour: Readonly<GatewayBehaviour>): object;
  refusal(context: AnswerContext, refusal: Refusal, behaviour: Readonly<GatewayBehaviour>): object;
  readonly refusesWith200: boolean;
}

/** In the form of the gateways: hexadecimal digits without dashes. */
const traceId = ({ requestId }: AnswerContext): string => requestId.replaceAll('-', '').toLowerCase();

const SHAPES: Readonly<Record<AnswerShape, Shape>> = {
  POP: {
    success: ({ requestId }, body) => ({ RequestId: requestId, ...body }),
    refusal: ({ requestId, host }, { code, message }) => ({
      RequestId: requestId,
      HostId: host,
      Code: code,
      Message: message,
    }),
    refusesWith200: false,
  },
  ASAPI_ERROR: {
    success: (context, body) => ({ eagleEyeTraceId: traceId(context), RequestId: context.requestId, ...body }),
    refusal: (context, { code, message }) => ({
      errorCode: code,
      errorMessage: message,
      errorTitle: titleOf(message),
      eagleEyeTraceId: traceId(context),
      RequestId: context.requestId,
    }),
    refusesWith200: false,
  },
  ASAPI_FLAGS: {
    success: (context, body, { successCode }) => ({
      ...flagsOf(context, true),
      ...(successCode === 'shown' && { asapiErrorCode: '200', asapiErrorMessage: 'success' }),
      ...body,
    }),
    refusal: (context, { code, message }) => ({
      ...flagsOf(context, false),
      asapiErrorCode: code,
      asapiErrorMessage: message,
    }),
    refusesWith200: true,
  },
  ASAPI_V4: {
    success: (context, body) => ({ ...flagsOf(context, true), asapiVersion: 'v4', ...body }),
    refusal: (context, { code, message }) => ({
      ...flagsOf(context, false),
      asapiErrorCode: code,
      asapiErrorMessage: titleOf(message),
      ...{ code, errorCode: code, message, errorType: 'Business', suggestion: '', diagnose: '' },
      ...{ asapiVersion: 'v4', cost: 0, success: false, domain: context.host, serverRole: 'asapi.ApiServer#' },
      product: context.product.toLowerCase(),
    }),
    refusesWith200: false,
  },
  ASCM: {
    success: (context, data) => ({ code: '200', cost: 0, data, message: 'success', ...ascmOf(context, true) }),
    refusal: (context, { code, message }) => ({ code, cost: 0, data: null, message, ...ascmOf(context, false) }),
    refusesWith200: true,
  },
  RESELLER: {
    success: (_, result) => ({ resultCode: 0, resultMsg: 'success', result }),
    refusal: (_, { code, message }, { resultCode }) => ({
      resultCode: resultCode === 'number' ? -1 : code,
      resultMsg: message,
      result: null,
    }),
    refusesWith200: true,
  },
};

/** How a gateway answers a request. The behaviour at the time of the answer applies. */
export function envelopeOf(request: GatewayRequest, behaviour: Readonly<GatewayBehaviour>): Envelope {
  const { successShape, errorShape } = behaviour;
  const isAsapi = request.form === 'ASAPI';
  const success = SHAPES[successShape === 'ofForm' ? (isAsapi ? 'ASAPI_FLAGS' : 'POP') : successShape];
  const failure = SHAPES[errorShape === 'ofForm' ? (isAsapi ? 'ASAPI_ERROR' : 'POP') : errorShape];
  return {
    success: (context, body) => ({ status: 200, body: success.success(context, body, behaviour) }),
    refusal(context, refusal): Content {
      const said = isAsapi ? asapiRefusal(request, refusal, behaviour) : refusal;
      const is200 = { ofShape: failure.refusesWith200, ofError: false, 200: true }[behaviour.errorStatus];
      const body = { ...failure.refusal(context, said, behaviour), ...said.body };
      return { status: is200 ? 200 : said.status, body };
    },
  };
}

/** Before ECS can refuse a request, the ASAPI gateway may refuse it with its own code. */
function asapiRefusal(
  request: GatewayRequest,
  refusal: Refusal,
  { asapiKeyErrors }: Readonly<GatewayBehaviour>,
): Refusal {
  const isOfKey = refusal.code.startsWith('InvalidAccessKeyId');
  return isOfKey && asapiKeyErrors === 'own' ? refusalOf(request, 'accessKey', request.common.AccessKeyId) : refusal;
}

function flagsOf(context: AnswerContext, asapiSuccess: boolean): object {
  const { requestId } = context;
  return { eagleEyeTraceId: traceId(context), asapiSuccess, asapiRequestId: requestId, RequestId: requestId };
}

function ascmOf(context: AnswerContext, success: boolean): object {
  return { redirect: false, success, eagleEyeTraceId: traceId(context), requestId: context.requestId };
}

/** The first sentence. */
function titleOf(message: string): string {
  return message.split('. ')[0] ?? message;
}
