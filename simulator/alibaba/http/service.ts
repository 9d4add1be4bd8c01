import { randomUUID } from 'node:crypto';
import type { ReceivedCall } from '../../common/call';
import type { SimulatorClock } from '../../common/clock';
import type { FaultQueue } from '../../common/http/faults';
import type { Answer, Service } from '../../common/http/service';
import { EcsError } from '../api/errors';
import { ActionParameters } from '../api/parameters';
import { injectedErrorAnswer, plainAnswer, refusalAnswer, successAnswer } from './answer';
import type { Authenticator } from './authentication';
import type { AnswerContext } from './envelope';
import type { Front } from './front';
import { type AlibabaRequest, formatNamed, namedKey } from './request';

/** A request to ECS or STS that the simulator received. */
export interface AlibabaCall extends ReceivedCall {
  /** Its RegionId; empty if it has none. */
  readonly regionId: string;
  /** The names of the action's parameters that were in the URL, where proxies and error messages show them. */
  readonly urlParameters: readonly string[];
}

/** What the service consists of. */
export interface ServiceParts<Request extends AlibabaRequest> {
  readonly front: Front<Request>;
  readonly clock: SimulatorClock;
  readonly authenticator: Authenticator;
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly latencyMs: () => number;
  readonly onCall: (call: AlibabaCall, request: Request) => void;
}

/** The product in the answer to a request that is for no API. */
const OTHER_PRODUCT = 'Ecs';

const methods: ReadonlySet<string> = new Set(['GET', 'POST']);

/** The service behind the HTTP server. It finds the API for a request, and turns its result into an answer. */
export function createService<Request extends AlibabaRequest>(parts: ServiceParts<Request>): Service {
  const { front, clock, faults, latencyMs, onCall } = parts;
  return {
    latencyMs,
    receive(message) {
      const request = front.read(message);
      const { action, headers, parameters, format } = request;
      const context: AnswerContext = {
        action,
        format,
        requestId: randomUUID().toUpperCase(),
        host: headers.host ?? '',
        product: front.apiOf(request)?.product ?? OTHER_PRODUCT,
        envelope: front.envelopeOf(request),
      };
      return {
        fault: faults.take(action, parameters.RegionId ?? ''),
        act: () => actOn(request, context, parts),
        errorAnswer: (error) => injectedErrorAnswer(context, error),
        plainAnswer: ({ status, body, ...extras }) => plainAnswer(context, status, body, extras),
        ended: (answer) => onCall(callOf(request, context, answer, clock.now()), request),
      };
    },
  };
}

function actOn<R extends AlibabaRequest>(request: R, context: AnswerContext, parts: ServiceParts<R>): Answer {
  try {
    return successAnswer(context, perform(request, parts));
  } catch (error) {
    return refusalAnswer(context, error);
  }
}

function perform<R extends AlibabaRequest>(request: R, { front, clock, authenticator, wallClock }: ServiceParts<R>) {
  const { action, version } = request;
  const refuse = (code: string) => EcsError.of(action, code);
  front.admit(request);
  if (!methods.has(request.method)) throw refuse('UnsupportedHTTPMethod');
  if (action === '') throw refuse('MissingAction');
  if (version === '') throw refuse('MissingVersion');
  const { Format } = request.common;
  if (Format !== undefined && !formatNamed(Format)) throw refuse('InvalidParameter.Format');
  const now = clock.now();
  const body = front.apiOf(request)?.api({
    action,
    parameters: new ActionParameters(action, request.parameters),
    endpointRegionId: front.endpointRegionOf(request),
    now,
    sender() {
      const principal = authenticator.check(request, front.proofReaderOf(request), {
        simulated: now,
        wall: wallClock(),
      });
      front.authorize(request);
      return principal;
    },
  });
  if (!body) throw front.noSuchAction(request);
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
