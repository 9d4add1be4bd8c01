import { OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { type CallSurroundings, makeCall } from '../calling/call';
import { endpointFor } from '../calling/endpoint';
import { errorsAt } from '../calling/error-book';
import { judge } from '../calling/judge';
import { RESERVE_OF_A_START, type RetryPolicy } from '../calling/retry';
import type { AccessKey } from '../keys/access-key';
import { bodyOf, type CallByKey, callsWith, ECS_VERSION, type EcsAction, type EcsCalls } from './ecs-calls';
import type { NamedKeySource } from './key-source';
import { RpcClient } from './openapi';
import { ECS_ERRORS, SESSION_ERRORS } from './public-errors';
import { sayValuesOf } from './request-values';

/** Documented for every region (endpoint page of the ECS API, January 2026), unlike some entries of the SDK's built-in map. */
export const PUBLIC_ENDPOINT = 'https://ecs.{region}.aliyuncs.com';

/** How a client reaches ECS. */
export interface EcsConfig extends CallSurroundings {
  readonly keys: NamedKeySource;
  /** An endpoint template that was checked with `endpointProblem`. By default, the public endpoints are used. */
  readonly endpoint?: string;
}

const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 10_000, firstPause: 400 };

const MINUTE = 60_000;
/** The clocks of ECS and of Lambda may differ a little, and calls that wait together must not all come back together. In milliseconds. */
const [SAFE, SPREAD] = [1_000, 4_000];

/** ECS counts calls by the minute: what it throttles in one minute, it accepts in the next (pages of CopyImage and DescribeImages). */
const untilNextMinute: RetryPolicy['untilAllowed'] = ({ now, random }) =>
  MINUTE - (now() % MINUTE) + SAFE + SPREAD * random();

/**
 * Calls that start an image are sometimes slow, and an answer that is not awaited is lost (coreos-assembler issue 2592). If such a call is
 * throttled, it waits for the next minute, because a later step could only repeat it.
 */
const OF_A_START = { attemptTimeout: 25_000, reserve: RESERVE_OF_A_START, untilAllowed: untilNextMinute } as const;

/** Calls ECS with the SDK's request and response models over openapi-core. Each region has its own SDK client. */
export class EcsClient implements EcsCalls {
  readonly call: EcsCalls['call'];
  readonly #config: EcsConfig;
  readonly #clients = new Map<string, { readonly key: AccessKey; readonly client: RpcClient }>();

  constructor(config: EcsConfig) {
    this.#config = config;
    this.call = callsWith(config.keys, this.#call);
  }

  readonly #call: CallByKey = (key, action, regionId, request, outcomes) => {
    const name = { action: action.name, regionId };
    const book = this.#config.keys.renew ? SESSION_ERRORS : ECS_ERRORS;
    const errors = errorsAt(this.#config.endpoint, book);
    const ofValues = sayValuesOf($dara.toMap(request));
    return makeCall(
      {
        name,
        attempt: (timeout) => this.#attempt(key, action, regionId, request, timeout),
        judge: (error) => judge(error, { ...name, ofValues }, errors),
        policy: { ...RETRIES, ...(action.makes && OF_A_START) },
        outcomes,
      },
      this.#config,
    );
  };

  async #attempt<Body extends { requestId?: string }>(
    key: AccessKey,
    action: EcsAction<Body>,
    regionId: string,
    request: $dara.Model,
    timeout: number,
  ): Promise<Body> {
    // RegionId is sent with every call: the SDK's model of DeleteSnapshot has none, and one endpoint may serve all regions.
    const query = { ...OpenApiUtil.query($dara.toMap(request)), RegionId: regionId };
    const answer = await this.#client(regionId, key).call(
      { action: action.name, version: ECS_VERSION, query },
      timeout,
    );
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
