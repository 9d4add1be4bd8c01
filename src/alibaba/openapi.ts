import Credential from '@alicloud/credentials';
import OpenApiClient, { $OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { readAnswer } from '../../untrusted/body';
import { UnreadableAnswer } from '../../untrusted/unreadable-answer';
import type { Endpoint } from '../calling/endpoint';
import { field } from '../calling/told';
import type { AccessKey } from '../keys/access-key';
import { LONGEST_ANSWER, requestIdIn } from './ecs-calls';

/** A request of the RPC style. The form contains what must not be in a URL. */
export interface RpcRequest {
  readonly action: string;
  readonly version: string;
  readonly query?: { [name: string]: string };
  readonly form?: { readonly [name: string]: string };
}

const USER_AGENT = 'TF-Alicloud';

// The SDK has no limit for the size of an answer. All its code that reads answers, including errors, calls this function.
$dara.Stream.readAsBytes = (body) => readAnswer(body, LONGEST_ANSWER);

/** The SDK's client for one endpoint. It signs with one key or, without a key, does not sign. */
export class RpcClient {
  readonly #client: OpenApiClient;

  constructor(
    { protocol, host }: Endpoint,
    private readonly key?: AccessKey & { readonly source: string },
  ) {
    const credential =
      key &&
      new Credential(null, {
        getProviderName: () => key.source,
        getCredentials: async () => ({ ...key, providerName: key.source }),
      });
    this.#client = new OpenApiClient(
      new $OpenApiUtil.Config({ credential, endpoint: host, protocol, userAgent: USER_AGENT }),
    );
  }

  /**
   * Makes one attempt of at most `timeout` milliseconds and returns the SDK's answer. The SDK's own timers and retries are not used,
   * because on a kept-alive socket the timer of one request can end another request.
   *
   * @throws the errors of the SDK, see `judge`; UnreadableAnswer for a redirect or an error that the SDK returns as a success.
   */
  async call({ action, version, query, form }: RpcRequest, timeout: number): Promise<unknown> {
    const params = new $OpenApiUtil.Params({
      action,
      version,
      protocol: 'HTTPS',
      pathname: '/',
      method: 'POST',
      authType: this.key ? 'AK' : 'Anonymous',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    // The SDK changes the query that it gets.
    const request = new $OpenApiUtil.OpenApiRequest({ query: { ...query }, ...(form && { body: form }) });
    // Both limits must be set: the SDK's "connectTimeout" ends an exchange that is idle for longer, whatever readTimeout says.
    const limits = new $dara.RuntimeOptions({ readTimeout: timeout, connectTimeout: timeout });
    const answer: unknown = await this.#client.callApi(params, request, limits);
    const problem = successProblem(answer);
    if (problem !== undefined) throw new UnreadableAnswer(problem, requestIdIn(field(answer, 'body')));
    return answer;
  }
}

/** Why an answer is not a success. The SDK (openapi-core 1.0.8) returns every status below 400 as a success. */
function successProblem(answer: unknown): string | undefined {
  const status = field(answer, 'statusCode');
  if (status !== 200) return `HTTP ${status} is not a success`;
  const body = field(answer, 'body');
  if (field(body, 'Success') === false) return 'it is not a success';
  return field(body, 'Code') === undefined && field(body, 'code') === undefined ? undefined : 'it has an error code';
}
