import type { TrustedIssuer } from '../common/oidc-token';
import type { Ram } from './api/ram/directory';
import type { PolicyDocument, TrustPolicy } from './api/ram/policy';
import type { OidcAccess } from './type-configuration';

/** The client ID of the identity provider that `trustAws` creates. */
export const KEYLESS_AUDIENCE = 'alibaba-cloud';
/** The name of the role that `trustAws` creates. */
export const KEYLESS_ROLE = 'image-copy';

/** The trust policy of a role that accepts tokens of an issuer for one subject and `KEYLESS_AUDIENCE`. */
export function trustToken(providerArn: string, issuer: string, subject: string): TrustPolicy {
  const StringEquals = { 'oidc:iss': issuer, 'oidc:aud': KEYLESS_AUDIENCE, 'oidc:sub': subject };
  const Principal = { Federated: [providerArn] };
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition: { StringEquals } }],
  };
}

/**
 * Adds the issuer of an AWS account as an identity provider of the simulated account, and a role that only the handlers' execution role can
 * assume. Without a policy, the role may do everything.
 */
export function trustAws(ram: Ram, { issuer, keys, roleArn }: TrustedIssuer, policy?: PolicyDocument): OidcAccess {
  const ProviderArn = ram.createOidcProvider({ name: 'aws', issuer, clientIds: [KEYLESS_AUDIENCE], keys });
  const trust = trustToken(ProviderArn, issuer, roleArn);
  return { ProviderArn, RoleArn: ram.createRole({ name: KEYLESS_ROLE, policy, trust }), Audience: KEYLESS_AUDIENCE };
}
