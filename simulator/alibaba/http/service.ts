import type { SimulatorClock } from '../../common/clock';
import type { FaultQueue } from '../../common/http/faults';
import type { WireRequest } from '../../common/http/request';
import type { Service } from '../../common/http/server';
import type { Account } from '../account/account';
import { settle } from '../account/life';
import { regions } from '../account/regions';
import { findOperation } from '../api/ecs';
import { CallRate } from '../api/ecs/call-rate';
import { EcsRequest } from '../api/ecs/operation';
import { EcsError } from '../api/errors';
import { Parameters } from '../api/parameters';
import type { RamDirectory } from '../api/ram/directory';
import { refusalOf } from '../api/ram/ecs-permission';
import type { KeyRing } from '../api/ram/key-ring';
import { assumeRole } from '../api/sts/assume-role';
import { assumeRoleWithOidc } from '../api/sts/assume-role-with-oidc';
import { StsRequest } from '../api/sts/session';
import {
  type Answer,
  type AnswerContext,
  injectedErrorAnswer,
  plainAnswer,
  refusalAnswer,
  successAnswer,
} from './answer';
import type { Authenticator } from './authentication';
import { readAuthorization } from './signature';

/** One request that the simulator received. */
export interface Call {
  /** Empty if the request named none. */
  readonly action: string;
  /** Its RegionId, empty if it has none. */
  readonly regionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The names of those parameters that stood in the URL, where proxies and error messages show them. */
  readonly urlParameters: readonly string[];
  /** The AccessKey that the request names in its signature; empty if it is not signed. */
  readonly accessKeyId: string;
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
  readonly account: Account;
  readonly ram: RamDirectory;
  readonly keys: KeyRing;
  readonly clock: SimulatorClock;
  readonly authenticator: Authenticator;
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly onCall: (call: Call) => void;
}

/** The APIs of the port, by their versions. */
const ECS = '2014-05-26';
const STS = '2015-04-01';

const methods: ReadonlySet<string> = new Set(['GET', 'POST']);

/** Does what a request asks of one API; undefined: the API has no such action. */
type Api = (request: WireRequest, parameters: Parameters, now: number) => object | undefined;

/** The service behind the HTTP server: checks who asks and for what, finds the action, lets time pass, and acts. */
export function createService(parts: ServiceParts): Service {
  const { account, ram, keys, clock, authenticator, faults, wallClock, onCall } = parts;
  const sender = (request: WireRequest, now: number) =>
    authenticator.check(request, { simulated: now, wall: wallClock() });

  const rate = new CallRate();

  const ecs: Api = (request, parameters, now) => {
    const { action } = request;
    const run = findOperation(action);
    if (!run) return undefined;
    const principal = sender(request, now);
    const count = rate.count(action, parameters.text('RegionId'), now);
    if (count > account.behaviour.callsPerMinute) throw EcsError.of(action, 'Throttling.User');
    settle(account, now);
    const refusal = refusalOf(action, parameters, { ram, principal, behaviour: account.behaviour });
    if (refusal instanceof EcsError) throw refusal;
    return refusal ?? run(new EcsRequest(action, parameters, account, now, endpointRegionOf(request)));
  };

  const sts: Api = (request, parameters, now) => {
    const { action } = request;
    const call = new StsRequest(action, parameters, ram, account.behaviour, keys, now);
    if (action === 'AssumeRole') return assumeRole(call, sender(request, now));
    return action === 'AssumeRoleWithOIDC' ? assumeRoleWithOidc(call) : undefined;
  };

  const apis: ReadonlyMap<string, Api> = new Map([
    [ECS, ecs],
    [STS, sts],
  ]);

  const perform = (request: WireRequest): object => {
    const { action, version } = request;
    const refuse = (code: string) => EcsError.of(action, code);
    if (!methods.has(request.method)) throw refuse('UnsupportedHTTPMethod');
    if (action === '') throw refuse('MissingAction');
    if (version === '') throw refuse('MissingVersion');
    const body = apis.get(version)?.(request, new Parameters(action, request.parameters), clock.now());
    if (!body) throw refuse('InvalidApi.NotFound');
    return body;
  };

  return {
    product: ({ version }) => (version === STS ? 'Sts' : 'Ecs'),
    errorAnswer: injectedErrorAnswer,
    plainAnswer,
    fault: ({ action, parameters }) => faults.take(action, parameters.RegionId ?? ''),
    latencyMs: () => account.behaviour.latencyMs,
    act(request: WireRequest, context: AnswerContext): Answer {
      try {
        return successAnswer(context, perform(request));
      } catch (error) {
        return refusalAnswer(context, error);
      }
    },
    answered({ action, parameters, query, headers }, { requestId }, answer) {
      const { status = 0, code } = answer ?? {};
      onCall({
        action,
        regionId: parameters.RegionId ?? '',
        parameters,
        urlParameters: query.map(([name]) => name).filter((name) => Object.hasOwn(parameters, name)),
        accessKeyId: readAuthorization(headers.authorization ?? '')?.accessKeyId ?? '',
        status,
        code,
        requestId,
        at: clock.now(),
      });
    },
  };
}

/** One port serves all regions; an endpoint such as `http://127.0.0.1:8080/cn-shanghai` tells its own in its path. */
function endpointRegionOf({ path }: WireRequest): string {
  return path.split('/').find((part) => regions.has(part)) ?? '';
}
