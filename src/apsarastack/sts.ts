import { STS_VERSION, type StsCalls } from '../alibaba/sts-client';
import { errorsAt } from '../calling/error-book';
import type { Runtime } from '../failure/clock';
import type { ApsaraAccess } from './access';
import { GatewayClient } from './client';
import { endpointOf, templateOf } from './endpoints';
import { APSARA_STS_ERRORS } from './errors';

/** The longest time for one attempt to open a session, because gateways can be slow, in milliseconds. */
const ATTEMPT = 10_000;

/** The STS behind the gateway of the default region. `access` was checked: if it assumes a role, it has the endpoint of STS. */
export function apsaraSts(access: ApsaraAccess, runtime: Pick<Runtime, 'now'>): StsCalls {
  const { defaultRegionId: regionId, endpoints, gateway } = access;
  const client = new GatewayClient(access, runtime);
  const template = templateOf(endpoints, 'sts', regionId);
  return {
    host: template === undefined ? 'no endpoint' : endpointOf(endpoints, 'sts', regionId).host,
    identity: [template, regionId, gateway],
    errors: errorsAt(template, APSARA_STS_ERRORS),
    attemptTimeout: ATTEMPT,
    attempt: async (action, form, key, { signal }) => {
      if (!key) throw new TypeError(`${action} is not offered`);
      const asked = { product: 'sts', action, version: STS_VERSION, regionId, parameters: form } as const;
      return (await client.attempt(asked, key, signal)).body;
    },
  };
}
