import type { Ram } from './alibaba/api/ram/directory';
import type { PolicyDocument, TrustPolicy } from './alibaba/api/ram/policy';
import type { Simulator } from './alibaba/index';
import type { OidcAccess } from './alibaba/type-configuration';
import { type AwsSts, type AwsStsOptions, startAwsSts } from './aws-sts/index';

/** What a simulator is set up with for handlers that hold no key of Alibaba Cloud. */
export interface Keyless {
  readonly aws: AwsSts;
  /** The `AssumeRoleWithOIDC` of a type configuration. */
  readonly way: OidcAccess;
}

/** The client ID of the identity provider that `trustAws` makes. */
export const KEYLESS_AUDIENCE = 'alibaba-cloud';
/** The name of the role that `trustAws` makes. */
export const KEYLESS_ROLE = 'image-copy';

/** The trust policy of a role that takes tokens of an issuer for one subject and `KEYLESS_AUDIENCE`. */
export function trustToken(providerArn: string, issuer: string, subject: string): TrustPolicy {
  const StringEquals = { 'oidc:iss': issuer, 'oidc:aud': KEYLESS_AUDIENCE, 'oidc:sub': subject };
  const Principal = { Federated: [providerArn] };
  return {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition: { StringEquals } }],
  };
}

/**
 * Makes the issuer of an AWS account an identity provider of the simulated account, and a role that only the handlers' execution role
 * can assume; absent policy: it may do everything.
 */
export function trustAws(ram: Ram, { issuer, keys, roleArn }: AwsSts, policy?: PolicyDocument): OidcAccess {
  const ProviderArn = ram.createOidcProvider({ name: 'aws', issuer, clientIds: [KEYLESS_AUDIENCE], keys });
  const trust = trustToken(ProviderArn, issuer, roleArn);
  return { ProviderArn, RoleArn: ram.createRole({ name: KEYLESS_ROLE, policy, trust }), Audience: KEYLESS_AUDIENCE };
}

/** Starts a stand-in for AWS STS and lets the simulated account trust it, see `trustAws`. */
export async function startKeyless(
  { clock, ram }: Simulator,
  { policy, ...options }: { readonly policy?: PolicyDocument } & AwsStsOptions = {},
): Promise<Keyless> {
  const aws = await startAwsSts({ clock, ...options });
  return { aws, way: trustAws(ram, aws, policy) };
}
