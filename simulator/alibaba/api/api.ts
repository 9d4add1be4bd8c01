import type { ActionParameters } from './parameters';
import type { Principal } from './ram/principal';

/** A request that came over HTTP, in the form for an API. */
export interface ApiRequest {
  readonly action: string;
  readonly parameters: ActionParameters;
  /** The region of the endpoint that received the request; empty if neither path nor host contains it. */
  readonly endpointRegionId: string;
  /** In simulated milliseconds since 1970. */
  readonly now: number;
  /**
   * The sender of the request. This uses the signature, which is accepted once.
   *
   * @throws EcsError if the request is not signed with a key of the account
   */
  readonly sender: () => Principal;
}

/**
 * Carries out a request to an API and returns the body of the answer without RequestId; `undefined` if the API has no such action.
 *
 * @throws EcsError if the request is refused
 */
export type Api = (request: ApiRequest) => object | undefined;

/** An API behind a port, and its name in the recommendation of error answers. */
export interface ServedApi {
  readonly product: string;
  readonly api: Api;
}
