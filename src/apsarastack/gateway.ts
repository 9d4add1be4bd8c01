import type { SignatureMethod } from './signature';

/** The two gateways of Apsara Stack: POP is that of every product alone, ASAPI one host for all, with a path. */
export const GATEWAY_KINDS = ['POP', 'ASAPI'] as const;
export type GatewayKind = (typeof GATEWAY_KINDS)[number];

/** Where the parameters of a request are. */
export const PARAMETER_PLACES = ['BODY', 'QUERY'] as const;
export type ParameterPlace = (typeof PARAMETER_PLACES)[number];

/** The form of requests that a gateway needs. */
export interface Gateway {
  readonly kind: GatewayKind;
  readonly parameters: ParameterPlace;
  readonly signatureMethod: SignatureMethod;
  /** Numbers as text; without them the gateway takes what the key belongs to. */
  readonly organization?: string;
  readonly resourceSet?: string;
}
