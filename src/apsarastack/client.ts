import { randomUUID } from 'node:crypto';
import { limited } from '../calling/limit';
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
    private readonly runtime: Runtime,
  ) {}

  /**
   * Makes one attempt of at most `timeout` milliseconds.
   *
   * @throws what the error books of this room understand: GatewayError, UnreadableAnswer, NoAnswer, ProxyError, BodyTooLong or an error of
   * the network.
   */
  async attempt(asked: Asked, key: AccessKey, timeout: number): Promise<GatewayAnswer> {
    const { endpoints, gateway, connecting } = this.access;
    const { protocol, host } = endpointOf(endpoints, asked.product, asked.regionId);
    const request = requestOf(asked, gateway, { key, nonce: randomUUID(), now: this.runtime.now() });
    const send = (signal: AbortSignal) => post(`${protocol}://${host}`, request, connecting, signal);
    return decode(await limited(timeout, this.runtime, send));
  }
}
