import type { AwsErrorCode } from './errors';
import type { SigningAlgorithm } from './token';

/** Everything about the AWS account that a test or a user can choose, from the next request on. */
export interface AwsBehaviour {
  /** Whether the account has enabled outbound web identity federation (`aws iam enable-outbound-web-identity-federation`). */
  federation: 'enabled' | 'disabled';
  /** The code of the refusal if it has not: the SDKs' model has the longer one, the API reference the shorter one. */
  federationDisabledCode: Extract<
    AwsErrorCode,
    'OutboundWebIdentityFederationDisabledException' | 'OutboundWebIdentityFederationDisabled'
  >;
  /** What the callers' policies allow of `sts:GetWebIdentityToken` and `sts:TagGetWebIdentityToken`. */
  allowedActions: readonly string[];
  /** Condition `sts:IdentityTokenAudience` on that; undefined: any audience. */
  allowedAudiences: readonly string[] | undefined;
  /** Condition `sts:SigningAlgorithm` on that; undefined: any. */
  allowedAlgorithms: readonly SigningAlgorithm[] | undefined;
  /** Condition `sts:DurationSeconds` on that; undefined: any. */
  longestTokenSeconds: number | undefined;
  /** When the callers' own sessions end, in simulated milliseconds since 1970: no token may live longer. */
  sessionEndsAt: number;
  /** Real milliseconds that every answer takes. */
  latencyMs: number;
}

/** An account that is set up for it. */
export const defaultAwsBehaviour: Readonly<AwsBehaviour> = {
  federation: 'enabled',
  federationDisabledCode: 'OutboundWebIdentityFederationDisabledException',
  allowedActions: ['sts:GetWebIdentityToken'],
  allowedAudiences: undefined,
  allowedAlgorithms: undefined,
  longestTokenSeconds: undefined,
  sessionEndsAt: Number.POSITIVE_INFINITY,
  latencyMs: 0,
};
