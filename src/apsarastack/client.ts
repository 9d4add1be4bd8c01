import { randomUUID } from 'node:crypto';
import type { Runtime } from '../failure/clock';
import type { AccessKey } from '../keys/access-key';
import type { ApsaraAccess } from './access';
import { decode, type GatewayAnswer } from './answers';
import { post } from './connection';
import { endpointOf } from './endpoints';
import { type Asked, requestOf } from './requests';

/** Calls the gateways of Apsara Stack. */
export class GatewayClient {
  constructor(
    private readonly access: ApsaraAccess,
    private readonly runtime: Pick<Runtime, 'now'>,
  ) {}

  /**
   * Makes one attempt, until the signal is aborted.
   *
   * @throws what the error books of this room understand: GatewayError, UnreadableAnswer, ProxyError, BodyTooLong or an error of the
   * network; the signal's AbortError.
   */
  async attempt(asked: Asked, key: AccessKey, signal: AbortSignal): Promise<GatewayAnswer> {
    const { endpoints, gateway, connecting } = this.access;
    const { protocol, host } = endpointOf(endpoints, asked.product, asked.regionId);
    const request = requestOf(asked, gateway, { key, nonce: randomUUID(), now: this.runtime.now() });
    return decode(await post(`${protocol}://${host}`, request, connecting, signal));
  }
}
