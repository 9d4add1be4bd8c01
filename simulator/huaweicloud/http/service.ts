import { randomBytes } from 'node:crypto';
import type { ReceivedCall } from '../../common/call';
import { CallRate } from '../../common/call-rate';
import type { SimulatorClock } from '../../common/clock';
import type { FaultQueue } from '../../common/http/faults';
import type { Answer, Service } from '../../common/http/service';
import { settle } from '../account/life';
import type { Project } from '../account/regions';
import type { Principal } from '../api/access/principal';
import { ApiRequest, type Cloud, type Done } from '../api/api';
import { HuaweiError } from '../api/errors';
import type { Meant } from '../api/routes';
import { type AnswerContext, doneAnswer, injectedAnswer, plainAnswer, refusalAnswer } from './answer';
import { type Authenticator, NotAuthentic } from './authentication';
import { type HuaweiRequest, parametersOf, readHuaweiRequest } from './request';
import { readAuthorization } from './signature';

/** A request that the simulator received. */
export interface HuaweiCall extends ReceivedCall {
  /** The region of its endpoint or of its project; empty if neither is known. */
  readonly regionId: string;
  readonly method: string;
  readonly path: string;
}

/** What the service consists of. */
export interface ServiceParts {
  readonly cloud: Cloud;
  readonly clock: SimulatorClock;
  readonly authenticator: Authenticator;
  readonly faults: FaultQueue;
  readonly wallClock: () => number;
  readonly onCall: (call: HuaweiCall) => void;
}

/** The services behind the HTTP server. It finds the call of a request, its sender and its project, and carries the call out. */
export function createService(parts: ServiceParts): Service {
  const { cloud, clock, faults, onCall } = parts;
  const { behaviour } = cloud.account;
  const rate = new CallRate();
  return {
    latencyMs: () => behaviour.latencyMs,
    receive(message) {
      const request = readHuaweiRequest(message);
      const { action = '', service = 'ims' } = request.meant?.route ?? {};
      const regionId = request.endpointRegionId || (cloud.account.project(request.projectId)?.regionId ?? '');
      const context: AnswerContext = { action, service, behaviour, requestId: randomBytes(16).toString('hex') };
      return {
        fault: faults.take(action, regionId),
        act: () => actOn(request, context, parts, rate),
        errorAnswer: (error) => injectedAnswer(context, error),
        plainAnswer: ({ status, body, ...extras }) => plainAnswer(context, status, body, extras),
        ended: ({ status = 0, code }: Partial<Answer> = {}) =>
          onCall({
            ...{ action, regionId, status, code, requestId: context.requestId, at: clock.now() },
            ...{ method: request.method, path: request.path, parameters: parametersOf(request) },
            accessKeyId: readAuthorization(request.headers.authorization ?? '')?.accessKey ?? '',
          }),
      };
    },
  };
}

function actOn(request: HuaweiRequest, context: AnswerContext, parts: ServiceParts, rate: CallRate): Answer {
  try {
    return doneAnswer(context, perform(request, parts, rate));
  } catch (error) {
    return refusalAnswer(context, error);
  }
}

/** The checks in the order of the gateway: the call, the sender, the project, the call rate, and the permission. */
function perform(request: HuaweiRequest, parts: ServiceParts, rate: CallRate): Done {
  const { meant } = request;
  const { cloud, clock } = parts;
  const refuse = (code: string): HuaweiError => HuaweiError.of(meant?.route.action ?? '', code);
  if (!meant || !isOffered(meant, cloud)) throw refuse('APIGW.0101');
  const { route, places } = meant;
  const now = clock.now();
  const principal = senderOf(request, meant, parts);
  const project = route.service === 'ims' ? projectOf(request, cloud, refuse) : undefined;
  const { behaviour } = cloud.account;
  if (rate.count(route.action, project?.regionId ?? '', now) > behaviour.callsPerMinute) throw refuse('APIGW.0308');
  settle(cloud.account, now);
  const api = new ApiRequest({
    ...{ action: route.action, cloud, now, path: places, query: request.query, principal, project },
    text: request.body.toString('utf8'),
    hasToken: request.headers['x-security-token'] !== undefined,
  });
  const isReached = !route.onlyInIamProject || cloud.iam.isGrantedInIamProject(principal);
  if (route.right !== undefined && !(api.may(route.right) && isReached)) {
    throw refuse(route.service === 'ims' ? behaviour.deniedCode : '403');
  }
  return route.operate(api);
}

function isOffered({ route: { action } }: Meant, { account: { behaviour } }: Cloud): boolean {
  return action !== 'CopyImageCrossRegion' || behaviour.crossRegionCopy === 'offered';
}

const ANYBODY: Principal = { kind: 'user' };

/** The sender of the request. @throws HuaweiError of the gateway or, if the behaviour says so, of IAM and STS */
function senderOf(
  request: HuaweiRequest,
  { route }: Meant,
  { authenticator, clock, wallClock, cloud }: ServiceParts,
): Principal {
  if (route.unsigned) return ANYBODY;
  try {
    return authenticator.check(request, { simulated: clock.now(), wall: wallClock() });
  } catch (error) {
    if (!(error instanceof NotAuthentic)) throw error;
    const isAccess = route.service === 'iam' || route.service === 'sts';
    if (isAccess && cloud.account.behaviour.wrongKeyToldBy === 'service') throw HuaweiError.of(route.action, '401');
    throw HuaweiError.of(route.action, 'APIGW.0301', { message: error.message });
  }
}

/** The project of a request to IMS: the one that it names, or the default project of its endpoint's region. @throws HuaweiError */
function projectOf(request: HuaweiRequest, { account }: Cloud, refuse: (code: string) => HuaweiError): Project {
  const { projectId, endpointRegionId, isTorn } = request;
  if (isTorn) throw refuse('IMG.0030');
  const project = projectId === '' ? account.defaultProject(endpointRegionId) : account.project(projectId);
  if (!project) throw refuse(projectId === '' ? 'IMG.0030' : 'IMG.0067');
  if (endpointRegionId !== '' && project.regionId !== endpointRegionId) throw refuse('IMG.0030');
  return project;
}
