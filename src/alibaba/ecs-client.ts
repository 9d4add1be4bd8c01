import { OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { type CallSurroundings, makeCall } from '../calling/call';
import { endpointFor } from '../calling/endpoint';
import { errorsAt } from '../calling/error-book';
import { judge } from '../calling/judge';
import type { RetryPolicy } from '../calling/retry';
import { UnreadableAnswer } from '../calling/silence';
import { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import type { KeySource } from '../keys/key-source';
import { askedFor } from './asked';
import { ECS_ERRORS, SESSION_ERRORS } from './ecs-errors';
import { RpcClient } from './openapi';

/** Documented for every region (endpoint page of the ECS API, January 2026), unlike some entries of the SDK's built-in map. */
export const PUBLIC_ENDPOINT = 'https://ecs.{region}.aliyuncs.com';

/** How a client reaches ECS. */
export interface EcsConfig extends CallSurroundings {
  readonly keys: KeySource;
  /** An endpoint template that was checked with `endpointProblem`; absent: the public endpoints. */
  readonly endpoint?: string;
}

/** An action of the API with its SDK response model. */
export interface EcsAction<Body> {
  readonly name: string;
  readonly response: new (map?: { [key: string]: unknown }) => { body?: Body };
  /** Why a body is not an answer to this request although it has the right form, or `undefined` if it is one. */
  readonly problem?: (body: Body) => string | undefined;
  /** The longest that one attempt may take, in milliseconds. */
  readonly attemptTimeout?: number;
  /** A call that is refused for the number of calls waits for the next minute, within its time: a later step could only repeat it. */
  readonly untilNextMinute?: true;
  /** It makes an image: where its token may not be known, it is not sent again after an attempt that may have been carried out. */
  readonly makes?: true;
  /** How much of the invocation's time the attempts leave for a call that follows, in milliseconds. */
  readonly reserve?: number;
}

/** What ECS is called through. */
export interface EcsCalls {
  /**
   * Makes a call in a region, repeats it where the error table allows, and returns the answer's body.
   *
   * `outcomes`: the values of the error table's `outcome` that the caller takes for an answer.
   * @throws Failure
   */
  call<Body extends { requestId?: string }, Outcome extends string = never>(
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes?: readonly Outcome[],
  ): Promise<Body | Outcome>;
}

const VERSION = '2014-05-26';
const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 10_000, firstPause: 400, longestPause: 5_000 };

const MINUTE = 60_000;
/** The clocks of ECS and of Lambda may differ a little, and of many calls that wait not all are to come at once. */
const [SAFE, SPREAD] = [1_000, 4_000];

/** ECS counts calls by the minute: what it throttles in one is taken in the next (pages of CopyImage and DescribeImages). */
const untilNextMinute: RetryPolicy['untilAllowed'] = ({ now, random }) =>
  MINUTE - (now() % MINUTE) + SAFE + SPREAD * random();

/** What ECS says of a key that it does not take, or no longer. It says so before it does anything. */
const REFUSED_KEY = [
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidSecurityToken.Expired',
  'InvalidSecurityToken.Malformed',
  'InvalidSecurityToken.MismatchWithAccessKey',
] as const;

/** Calls ECS by the SDK's request and response models over openapi-core; one SDK client a region. */
export class EcsClient implements EcsCalls {
  readonly #config: EcsConfig;
  readonly #clients = new Map<string, { readonly key: AccessKey; readonly client: RpcClient }>();

  constructor(config: EcsConfig) {
    this.#config = config;
  }

  /** As `EcsCalls.call`; a key that is refused is renewed once, if its source can. */
  async call<Body extends { requestId?: string }, Outcome extends string = never>(
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes: readonly Outcome[] = [],
  ): Promise<Body | Outcome> {
    const { renew, key } = this.#config.keys;
    // Before the attempts, so that what STS takes is not counted as a slow answer of ECS.
    const known = await key();
    try {
      return await this.#call(known, action, regionId, request, outcomes);
    } catch (error) {
      if (!renew || !isRefusal(error)) throw error;
      try {
        return await this.#call(await renew(known), action, regionId, request, outcomes);
      } catch (later) {
        throw error.answer.maybeDone && later instanceof Failure ? later.ofUnknownOutcome() : later;
      }
    }
  }

  #call<Body extends { requestId?: string }, Outcome extends string>(
    key: AccessKey,
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes: readonly Outcome[],
  ): Promise<Body | Outcome> {
    const name = { action: action.name, regionId };
    const book = this.#config.keys.renew ? SESSION_ERRORS : ECS_ERRORS;
    const errors = errorsAt(this.#config.endpoint, book);
    const asked = askedFor($dara.toMap(request));
    return makeCall(
      {
        name,
        attempt: (timeout) => this.#attempt(key, action, regionId, request, timeout),
        judge: (error) => judge(error, { ...name, asked }, errors),
        policy: {
          ...RETRIES,
          ...(action.attemptTimeout && { attemptTimeout: action.attemptTimeout }),
          ...(action.untilNextMinute && { untilAllowed: untilNextMinute }),
        },
        outcomes,
      },
      { ...this.#config, deadline: this.#config.deadline - (action.reserve ?? 0) },
    );
  }

  async #attempt<Body extends { requestId?: string }>(
    key: AccessKey,
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    timeout: number,
  ): Promise<Body> {
    // With every call: DeleteSnapshot has none by the SDK's model, and an endpoint may be one for all regions.
    const query = { ...OpenApiUtil.query($dara.toMap(request)), RegionId: regionId };
    const answer = await this.#client(regionId, key).call({ action: action.name, version: VERSION, query }, timeout);
    return bodyOf(action, answer);
  }

  #client(regionId: string, key: AccessKey): RpcClient {
    const known = this.#clients.get(regionId);
    if (known?.key === key) return known.client;
    const { keys, endpoint = PUBLIC_ENDPOINT } = this.#config;
    const client = new RpcClient(endpointFor(regionId, endpoint), { ...key, source: keys.name });
    this.#clients.set(regionId, { key, client });
    return client;
  }
}

/** @throws UnreadableAnswer if it is not of the form that the SDK's model has, or no answer to the request. */
function bodyOf<Body extends { requestId?: string }>(
  { name, response, problem }: EcsAction<Body>,
  answer: unknown,
): Body {
  let body: Body | undefined;
  try {
    ({ body } = $dara.cast(answer, new response({})));
  } catch (cause) {
    throw new UnreadableAnswer(`${name}: the answer is of another form`, { cause });
  }
  if (!body?.requestId) throw new UnreadableAnswer(`${name}: the answer has no RequestId`);
  const why = problem?.(body);
  if (why !== undefined) throw new UnreadableAnswer(`${name}: ${why}`);
  return body;
}

function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && REFUSED_KEY.some((code) => code === error.answer.vendorCode);
}
