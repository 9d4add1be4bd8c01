import type { SignatureMethod } from './signature';

/** The two gateways of Apsara Stack: POP has one host for each product, ASAPI has one host with a path for all products. */
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
  /** An ID as text. By default, the gateway uses the organization and the resource set of the key. */
  readonly organization?: string;
  readonly resourceSet?: string;
}
