import type { ActionParameters } from './parameters';
import type { Principal } from './ram/principal';

/** A request that came over HTTP, as an API takes it. */
export interface ApiRequest {
  readonly action: string;
  readonly parameters: ActionParameters;
  /** The region whose endpoint the request came to; empty if neither path nor host tells. */
  readonly endpointRegionId: string;
  /** Simulated milliseconds since 1970. */
  readonly now: number;
  /**
   * Who makes the request; its signature is used up.
   *
   * @throws EcsError if it is not signed by a key of the account
   */
  readonly sender: () => Principal;
}

/**
 * Does what a request asks of one API and returns the body of its answer, without RequestId; undefined: the API has no such action.
 *
 * @throws EcsError if the request is refused
 */
export type Api = (request: ApiRequest) => object | undefined;

/** An API behind a port, and its name in the advice that comes with errors. */
export interface ServedApi {
  readonly product: string;
  readonly api: Api;
}
