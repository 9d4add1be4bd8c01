import { randomUUID } from 'node:crypto';
import type { ReceivedCall } from '../common/call';
import type { SimulatorClock } from '../common/clock';
import type { FaultQueue } from '../common/http/faults';
import { type RpcRequest, readRpcRequest } from '../common/http/rpc-request';
import type { Answer, Service } from '../common/http/service';
import { type AwsAnswerContext, awsErrorAnswer, awsPlainAnswer, awsRefusal, awsSuccess } from './answer';
import type { AwsBehaviour } from './behaviour';
import { AwsStsError } from './errors';
import { permit, readTokenRequest } from './get-web-identity-token';
import type { AwsRoleKey } from './role-key';
import { awsSignature, readAwsAuthorization } from './signature';
import type { TokenKeys } from './token';

/** One request that the stand-in received. */
export interface AwsStsCall extends ReceivedCall {
  /** The region in its signature; empty if it is not signed. */
  readonly region: string;
}

/** What the service consists of. */
interface AwsServiceParts {
  readonly issuer: string;
  readonly keys: TokenKeys;
  readonly faults: FaultQueue;
  readonly behaviour: Readonly<AwsBehaviour>;
  readonly credentials: readonly AwsRoleKey[];
  readonly clock: SimulatorClock;
  readonly wallClock: () => number;
  readonly onCall: (call: AwsStsCall) => void;
}

const VERSION = '2011-06-15';
/** Signature Version 4 accepts a difference of five minutes. */
const MAX_SKEW_MS = 5 * 60_000;

/** The service behind the HTTP server. It checks who calls, reads the request, and checks the permission. */
export function createAwsService(parts: AwsServiceParts): Service {
  const { faults, behaviour, clock, onCall } = parts;
  return {
    latencyMs: () => behaviour.latencyMs,
    receive(message) {
      const request = readRpcRequest(message);
      const { action, parameters } = request;
      const { accessKeyId = '', region = '' } = authorizationOf(request) ?? {};
      const requestId = randomUUID().toUpperCase();
      const context = { action, requestId };
      return {
        fault: faults.take(action, region),
        act: () => actOn(request, context, parts),
        errorAnswer: (error) => awsErrorAnswer(context, error),
        plainAnswer: ({ status, body, ...extras }) => awsPlainAnswer(context, status, body, extras),
        ended: ({ status = 0, code }: Partial<Answer> = {}) =>
          onCall({ action, region, parameters, accessKeyId, status, code, requestId, at: clock.now() }),
      };
    },
  };
}

function actOn(request: RpcRequest, context: AwsAnswerContext, parts: AwsServiceParts): Answer {
  try {
    return awsSuccess(context, perform(request, parts));
  } catch (error) {
    return awsRefusal(context, error);
  }
}

function perform(request: RpcRequest, parts: AwsServiceParts): Readonly<Record<string, string>> {
  const { issuer, keys, behaviour, clock, wallClock } = parts;
  const now = clock.now();
  const { key, region } = authenticate(request, parts, [now, wallClock()]);
  if (now >= behaviour.sessionEndsAt) throw new AwsStsError('ExpiredToken');
  if (request.action !== 'GetWebIdentityToken' || request.version !== VERSION) {
    throw new AwsStsError('InvalidAction', `Could not find operation ${request.action} for version ${request.version}`);
  }
  const wanted = readTokenRequest(request.parameters);
  permit(wanted, behaviour, { caller: key.roleArn, now });
  const { audiences, algorithm, durationSeconds, tags } = wanted;
  const issuedAt = Math.floor(now / 1000);
  const [, , , , accountId = ''] = key.roleArn.split(':');
  const content = { issuer, audiences, subject: key.roleArn, accountId, region, tags, issuedAt, durationSeconds };
  return {
    WebIdentityToken: keys.sign(algorithm, content),
    Expiration: new Date((issuedAt + durationSeconds) * 1000).toISOString(),
  };
}

/** The key that signed a request, and the region in the signature. */
function authenticate(request: RpcRequest, { credentials }: AwsServiceParts, times: readonly number[]) {
  const { headers } = request;
  if (headers.authorization === undefined) throw new AwsStsError('MissingAuthenticationToken');
  const authorization = authorizationOf(request);
  if (!authorization) throw new AwsStsError('IncompleteSignature');
  const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (!mustBeSigned.every((name) => authorization.signedHeaders.includes(name))) {
    throw new AwsStsError('SignatureDoesNotMatch');
  }
  if (authorization.service !== 'sts') {
    throw new AwsStsError('SignatureDoesNotMatch', "Credential should be scoped to correct service: 'sts'.");
  }
  checkDate(headers['x-amz-date'] ?? '', authorization.date, times);
  const key = credentials.find(({ accessKeyId }) => accessKeyId === authorization.accessKeyId);
  if (!key || key.sessionToken !== headers['x-amz-security-token']) throw new AwsStsError('InvalidClientTokenId');
  if (awsSignature(request, authorization, key.secretAccessKey) !== authorization.signature) {
    throw new AwsStsError('SignatureDoesNotMatch');
  }
  return { key, region: authorization.region };
}

function checkDate(text: string, scopeDate: string, times: readonly number[]): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const date = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date) || !text.startsWith(scopeDate)) throw new AwsStsError('IncompleteSignature');
  if (times.some((time) => Math.abs(time - date) <= MAX_SKEW_MS)) return;
  const [what, how] = times.every((time) => date < time)
    ? ['expired', 'now earlier']
    : ['not yet current', 'still later'];
  throw new AwsStsError('SignatureDoesNotMatch', `Signature ${what}: ${text} is ${how} than it may be by five minutes`);
}

function authorizationOf({ headers }: RpcRequest) {
  return readAwsAuthorization(headers.authorization ?? '');
}
