import { findAction } from './actions';
import { ActionCall } from './actions/action';
import type { SimulatorClock } from './clock';
import type { Cloud } from './cloud';
import { EcsError } from './errors';
import { type Answer, type AnswerContext, refusalAnswer, successAnswer } from './http/answer';
import type { Authenticator } from './http/authentication';
import type { FaultQueue } from './http/faults';
import type { WireRequest } from './http/request';
import type { Service } from './http/server';
import { settle } from './life';
import { Parameters } from './parameters';

/** One request that the simulator received. */
export interface Call {
  /** Empty if the request named none. */
  readonly action: string;
  /** Its RegionId, empty if it has none. */
  readonly regionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** HTTP status of the answer; 0 if the client got none. */
  readonly status: number;
  /** The code of the error, if it was one. */
  readonly code?: string;
  readonly requestId: string;
  /** Simulated milliseconds since 1970. */
  readonly at: number;
}

/** What the service is made of. */
export interface ServiceParts {
  readonly cloud: Cloud;
  readonly clock: SimulatorClock;
  readonly authenticator: Authenticator;
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly onCall: (call: Call) => void;
}

const methods: ReadonlySet<string> = new Set(['GET', 'POST']);

/** The service behind the HTTP server: checks who asks, finds the action, lets time pass, and acts. */
export function createService({ cloud, clock, authenticator, faults, wallClock, onCall }: ServiceParts): Service {
  const perform = (request: WireRequest): object => {
    const { action, version, parameters } = request;
    const refuse = (code: string) => EcsError.of(action, code);
    if (!methods.has(request.method)) throw refuse('UnsupportedHTTPMethod');
    if (action === '') throw refuse('MissingAction');
    if (version === '') throw refuse('MissingVersion');
    const run = findAction(version, action);
    if (!run) throw refuse('InvalidApi.NotFound');
    const now = clock.now();
    authenticator.check(request, { simulated: now, wall: wallClock() });
    settle(cloud, now);
    return run(new ActionCall(action, new Parameters(action, parameters), cloud, now));
  };
  return {
    fault: ({ action, parameters }) => faults.take(action, parameters.RegionId ?? ''),
    latencyMs: () => cloud.behaviour.latencyMs,
    act(request: WireRequest, context: AnswerContext): Answer {
      try {
        return successAnswer(context, perform(request));
      } catch (error) {
        return refusalAnswer(context, error);
      }
    },
    answered({ action, parameters }, { requestId }, answer) {
      const regionId = parameters.RegionId ?? '';
      const { status = 0, code } = answer ?? {};
      onCall({ action, regionId, parameters, status, code, requestId, at: clock.now() });
    },
  };
}
