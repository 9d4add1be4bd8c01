import { randomUUID } from 'node:crypto';
import type { ReceivedCall } from '../../common/call';
import type { SimulatorClock } from '../../common/clock';
import type { FaultQueue } from '../../common/http/faults';
import type { Answer, Service } from '../../common/http/service';
import { publicRegions } from '../account/regions';
import type { Api } from '../api/api';
import { EcsError } from '../api/errors';
import { ActionParameters } from '../api/parameters';
import { type AnswerContext, injectedErrorAnswer, plainAnswer, refusalAnswer, successAnswer } from './answer';
import { type Authenticator, namedKey } from './authentication';
import { type AlibabaRequest, formatNamed, readAlibabaRequest } from './request';

/** One request to ECS or STS that the simulator received. */
export interface AlibabaCall extends ReceivedCall {
  /** Its RegionId, empty if it has none. */
  readonly regionId: string;
  /** The names of those parameters of the action that stood in the URL, where proxies and error messages show them. */
  readonly urlParameters: readonly string[];
}

/** An API behind the port, and its name in the advice that comes with errors. */
export interface ServedApi {
  readonly product: string;
  readonly api: Api;
}

/** What the service is built from. */
export interface ServiceParts {
  /** The APIs of the port, by their versions. */
  readonly apis: ReadonlyMap<string, ServedApi>;
  readonly clock: SimulatorClock;
  readonly authenticator: Authenticator;
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly latencyMs: () => number;
  readonly onCall: (call: AlibabaCall) => void;
}

/** The product of a request whose version no API has. */
const OTHER_PRODUCT = 'Ecs';

const methods: ReadonlySet<string> = new Set(['GET', 'POST']);

/** The service behind the HTTP server: finds the API that a request is for, and puts what it says into an answer. */
export function createService(parts: ServiceParts): Service {
  const { apis, clock, faults, latencyMs, onCall } = parts;
  return {
    latencyMs,
    receive(message) {
      const request = readAlibabaRequest(message);
      const { action, version, headers, parameters, format } = request;
      const context: AnswerContext = {
        action,
        format,
        requestId: randomUUID().toUpperCase(),
        host: headers.host ?? '',
        product: apis.get(version)?.product ?? OTHER_PRODUCT,
      };
      return {
        fault: faults.take(action, parameters.RegionId ?? ''),
        act: () => actOn(request, context, parts),
        errorAnswer: (error) => injectedErrorAnswer(context, error),
        plainAnswer: ({ status, body, ...extras }) => plainAnswer(context, status, body, extras),
        ended: (answer) => onCall(callOf(request, context, answer, clock.now())),
      };
    },
  };
}

function actOn(request: AlibabaRequest, context: AnswerContext, parts: ServiceParts): Answer {
  try {
    return successAnswer(context, perform(request, parts));
  } catch (error) {
    return refusalAnswer(context, error);
  }
}

function perform(request: AlibabaRequest, { apis, clock, authenticator, wallClock }: ServiceParts): object {
  const { action, version } = request;
  const refuse = (code: string) => EcsError.of(action, code);
  if (!methods.has(request.method)) throw refuse('UnsupportedHTTPMethod');
  if (action === '') throw refuse('MissingAction');
  if (version === '') throw refuse('MissingVersion');
  const { Format } = request.common;
  if (Format !== undefined && !formatNamed(Format)) throw refuse('InvalidParameter.Format');
  const now = clock.now();
  const body = apis.get(version)?.api({
    action,
    parameters: new ActionParameters(action, request.parameters),
    endpointRegionId: endpointRegionOf(request),
    now,
    sender: () => authenticator.check(request, { simulated: now, wall: wallClock() }),
  });
  if (!body) throw refuse('InvalidApi.NotFound');
  return body;
}

function callOf(
  request: AlibabaRequest,
  { requestId }: AnswerContext,
  answer: Answer | undefined,
  at: number,
): AlibabaCall {
  const { action, parameters, query } = request;
  const { status = 0, code } = answer ?? {};
  return {
    action,
    regionId: parameters.RegionId ?? '',
    parameters,
    urlParameters: query.map(([name]) => name).filter((name) => Object.hasOwn(parameters, name)),
    accessKeyId: namedKey(request),
    status,
    code,
    requestId,
    at,
  };
}

/** As the documentation lists them, such as `ecs.cn-shanghai.aliyuncs.com` and `ecs-vpc.cn-shanghai.aliyuncs.com`. */
const REGIONAL_HOST = /^[a-z-]+\.([a-z0-9-]+)\.aliyuncs\.com(?::\d+)?$/i;

/**
 * The region whose endpoint a request came to; empty if nothing tells. One port serves all regions: an endpoint such as
 * `http://127.0.0.1:8080/cn-shanghai` tells its own in its path, and a client behind `HTTP_PROXY` asks for the host of a region.
 */
function endpointRegionOf({ path, headers }: AlibabaRequest): string {
  const [, ofHost = ''] = REGIONAL_HOST.exec(headers.host ?? '') ?? [];
  return [...path.split('/'), ofHost].find((part) => publicRegions.has(part)) ?? '';
}
