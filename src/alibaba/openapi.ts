import Credential from '@alicloud/credentials';
import OpenApiClient, { $OpenApiUtil } from '@alicloud/openapi-core';
import * as $dara from '@darabonba/typescript';
import { readAnswer } from '../../untrusted/body';
import type { Endpoint } from '../calling/endpoint';
import { UnreadableAnswer } from '../calling/silence';
import { field } from '../calling/told';
import type { AccessKey } from '../keys/access-key';
import { LONGEST_ANSWER } from './ecs-calls';

/** A request of the RPC style. What must not be in a URL goes into the form. */
export interface RpcRequest {
  readonly action: string;
  readonly version: string;
  readonly query?: { [name: string]: string };
  readonly form?: { readonly [name: string]: string };
}

const USER_AGENT = 'TF-Alicloud-ImageCopy';

// The SDK has no setting for it, and keeps whatever a server sends. All its readers of answers, also of errors, end in this function.
$dara.Stream.readAsBytes = (body) => readAnswer(body, LONGEST_ANSWER);

/** The SDK's client of one endpoint, which signs with one key or, without a key, not at all. */
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
   * Makes one attempt of at most `timeout` milliseconds and returns the SDK's answer. The SDK's own timers and retries are not used: on a
   * kept-alive socket one request's timer can end another's.
   *
   * @throws what the SDK throws, see `judge`; UnreadableAnswer for a redirect or an error that comes out of the SDK as success.
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
    // The SDK writes into the query that it gets.
    const request = new $OpenApiUtil.OpenApiRequest({ query: { ...query }, ...(form && { body: form }) });
    // Both limits or neither: the SDK's "connectTimeout" ends an exchange that is idle for longer, whatever readTimeout says.
    const limits = new $dara.RuntimeOptions({ readTimeout: timeout, connectTimeout: timeout });
    const answer: unknown = await this.#client.callApi(params, request, limits);
    const problem = successProblem(answer);
    if (problem !== undefined) throw new UnreadableAnswer(`${action}: ${problem}`);
    return answer;
  }
}

/** Why an answer is not a success although the SDK (openapi-core 1.0.8) takes every status below 400 for one. */
function successProblem(answer: unknown): string | undefined {
  const status = field(answer, 'statusCode');
  if (status !== 200) return `HTTP ${status} is not a success`;
  const body = field(answer, 'body');
  if (field(body, 'Success') === false) return 'the answer is not a success';
  return field(body, 'Code') === undefined && field(body, 'code') === undefined
    ? undefined
    : 'the answer has an error code';
}
