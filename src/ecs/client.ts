import Credential from '@alicloud/credentials';
import OpenApiClient, { $OpenApiUtil, OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import type { KeySource } from './credentials';
import { endpointFor } from './endpoint';
import { judge, type Verdicted } from './errors';
import { callWithRetry, type RetryPolicy } from './retry';
import type { Runtime } from './runtime';

/** How a client reaches ECS. */
export interface EcsConfig {
  readonly keys: KeySource;
  /** An endpoint template that was checked with `endpointProblem`; absent: the public endpoints. */
  readonly endpoint?: string;
  /** Milliseconds since 1970 at which the last call of this invocation has to have ended. */
  readonly deadline: number;
  readonly runtime: Runtime;
  /** Hears of every call that ended; never gets parameters or keys. */
  readonly onCall?: (call: CallReport) => void;
}

/** What can be said of a call in a log. */
export interface CallReport {
  readonly action: string;
  readonly regionId: string;
  readonly milliseconds: number;
  readonly requestId?: string;
  /** `ok`, an outcome of the port, or the vendor's or network's error code. */
  readonly outcome: string;
}

/** An action of the API with its SDK response model. */
export interface Action<Body> {
  readonly name: string;
  readonly response: new (map?: { [key: string]: unknown }) => { body?: Body };
  /** The longest that one attempt may take, in milliseconds. */
  readonly attemptTimeout?: number;
  /** How much of the invocation's time the attempts leave for a call that follows, in milliseconds. */
  readonly reserve?: number;
}

/** An answer that is not one of ECS's, though its status is 2xx or 3xx (a redirect comes out of the SDK as success). */
class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

const VERSION = '2014-05-26';
const USER_AGENT = 'TF-Alicloud-ImageCopy';
const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 10_000, firstPause: 400, longestPause: 5_000 };

/** Calls ECS by the SDK's request and response models over openapi-core; one SDK client a region. */
export class EcsClient {
  readonly #config: EcsConfig;
  readonly #clients = new Map<string, OpenApiClient>();

  constructor(config: EcsConfig) {
    this.#config = config;
  }

  /**
   * Makes a call in a region, repeats it where the error table allows, and returns the answer's body.
   *
   * `outcomes`: the values of the error table's `outcome` that the caller takes for an answer.
   * @throws Failure
   */
  async call<Body extends { requestId?: string }, Outcome extends string = never>(
    action: Action<Body>,
    regionId: string,
    request: $dara.Model,
    outcomes: readonly Outcome[] = [],
  ): Promise<Body | Outcome> {
    const { runtime, deadline } = this.#config;
    const started = runtime.now();
    const report = (outcome: string, requestId?: string) =>
      this.#config.onCall?.({
        action: action.name,
        regionId,
        milliseconds: runtime.now() - started,
        requestId,
        outcome,
      });
    const policy = { ...RETRIES, ...(action.attemptTimeout && { attemptTimeout: action.attemptTimeout }) };
    let judged: Verdicted | undefined;
    try {
      const body = await callWithRetry(
        (timeout) => this.#attempt(action, regionId, request, timeout),
        (error) => {
          judged = judge(error, { action: action.name, regionId });
          return judged;
        },
        policy,
        deadline - (action.reserve ?? 0),
        runtime,
      );
      report('ok', body.requestId);
      return body;
    } catch (error) {
      const outcome = outcomes.find((name) => name === judged?.outcome);
      report(
        outcome ?? judged?.failure.answer.vendorCode ?? judged?.failure.code ?? 'error',
        judged?.failure.answer.requestId,
      );
      if (outcome !== undefined) return outcome;
      throw error;
    }
  }

  async #attempt<Body extends { requestId?: string }>(
    action: Action<Body>,
    regionId: string,
    request: $dara.Model,
    timeout: number,
  ): Promise<Body> {
    const params = new $OpenApiUtil.Params({
      action: action.name,
      version: VERSION,
      protocol: 'HTTPS',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const openApiRequest = new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query($dara.toMap(request)) });
    // Both limits or neither: the SDK's "connectTimeout" ends an exchange that is idle for longer, whatever readTimeout says.
    const limits = new $dara.RuntimeOptions({ readTimeout: timeout, connectTimeout: timeout });
    const answer: unknown = await this.#client(regionId).callApi(params, openApiRequest, limits);
    const { body } = $dara.cast(answer, new action.response({}));
    if (!body?.requestId) throw new UnreadableAnswer(`${action.name}: the answer has no RequestId`);
    return body;
  }

  #client(regionId: string): OpenApiClient {
    const known = this.#clients.get(regionId);
    if (known) return known;
    const { keys, endpoint } = this.#config;
    const { protocol, host } = endpointFor(regionId, endpoint);
    const credential = new Credential(null, {
      getProviderName: () => keys.name,
      getCredentials: async () => ({ ...(await keys.key()), providerName: keys.name }),
    });
    const client = new OpenApiClient(
      new $OpenApiUtil.Config({ credential, endpoint: host, protocol, regionId, userAgent: USER_AGENT }),
    );
    this.#clients.set(regionId, client);
    return client;
  }
}
