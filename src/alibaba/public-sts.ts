import { type Endpoint, endpointFor } from '../calling/endpoint';
import { errorsAt } from '../calling/error-book';
import { field } from '../calling/told';
import { RpcClient } from './openapi';
import { ALIBABA_STS_ERRORS } from './public-errors';
import { STS_VERSION, type StsCalls } from './sts-client';

const PUBLIC_STS_ENDPOINT = 'https://sts.aliyuncs.com';

/** The endpoint of Alibaba Cloud's STS. `{region}` in a template is a placeholder for `regionId`. */
export function stsEndpoint(regionId: string, template: string = PUBLIC_STS_ENDPOINT): Endpoint {
  return endpointFor(regionId, template);
}

/**
 * Alibaba Cloud's STS at an endpoint.
 *
 * Both actions use one client on openapi-core, because the vendor's own clients (`@alicloud/sts20150401` 1.2.0, `@alicloud/credentials`
 * 2.4.7) put the token into the URL, or read it only from a file.
 */
export function publicSts(endpoint: Endpoint): StsCalls {
  return {
    host: endpoint.host,
    identity: endpoint,
    errors: errorsAt(`${endpoint.protocol}://${endpoint.host}`, ALIBABA_STS_ERRORS),
    attempt: async (action, form, key, { timeout }) => {
      const answer = await new RpcClient(endpoint, key).call({ action, version: STS_VERSION, form }, timeout);
      return field(answer, 'body');
    },
  };
}
