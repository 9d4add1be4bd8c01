import type { AwsErrorCode } from './errors';
import type { SigningAlgorithm } from './token';

/** Everything about the AWS account that a test or a user can choose. A change applies from the next request on. */
export interface AwsBehaviour {
  /** Whether the account has enabled outbound web identity federation (`aws iam enable-outbound-web-identity-federation`). */
  federation: 'enabled' | 'disabled';
  /** The code of the refusal if it has not. The SDKs' model has the longer code, the API reference the shorter one. */
  federationDisabledCode: Extract<
    AwsErrorCode,
    'OutboundWebIdentityFederationDisabledException' | 'OutboundWebIdentityFederationDisabled'
  >;
  /** Which of `sts:GetWebIdentityToken` and `sts:TagGetWebIdentityToken` the callers' policies allow. */
  allowedActions: readonly string[];
  /** The condition `sts:IdentityTokenAudience` of these policies; `undefined`: any audience. */
  allowedAudiences: readonly string[] | undefined;
  /** The condition `sts:SigningAlgorithm` of these policies; `undefined`: any algorithm. */
  allowedAlgorithms: readonly SigningAlgorithm[] | undefined;
  /** The condition `sts:DurationSeconds` of these policies; `undefined`: any duration. */
  longestTokenSeconds: number | undefined;
  /** When the callers' own sessions end, in simulated milliseconds since 1970. No token may be valid longer. */
  sessionEndsAt: number;
  /** The latency of every answer, in real milliseconds. */
  latencyMs: number;
}

/** An account that is set up for web identity tokens. */
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
