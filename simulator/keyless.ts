import { type AwsSts, type AwsStsOptions, startAwsSts } from './aws-sts/index';
import type { Simulator } from './index';
import type { PolicyDocument } from './ram/policy';

/** What a simulator is set up with for handlers that hold no key of Alibaba Cloud. */
export interface Keyless {
  readonly aws: AwsSts;
  /** The `AssumeRoleWithOIDC` of a type configuration. */
  readonly way: { readonly ProviderArn: string; readonly RoleArn: string; readonly Audience: string };
}

const AUDIENCE = 'alibaba-cloud';

/**
 * Starts a stand-in for AWS STS, makes its issuer an identity provider of the simulated account, and makes a role that only the
 * handlers' execution role can assume; absent policy: it may do everything.
 */
export async function startKeyless(
  { clock, ram }: Simulator,
  { policy, ...options }: { readonly policy?: PolicyDocument } & AwsStsOptions = {},
): Promise<Keyless> {
  const aws = await startAwsSts({ clock, ...options });
  const { issuer, keys, roleArn } = aws;
  const ProviderArn = ram.createOidcProvider({ name: 'aws', issuer, clientIds: [AUDIENCE], keys });
  const RoleArn = ram.createRole({
    name: 'image-copy',
    policy,
    trust: {
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Federated: [ProviderArn] },
          Condition: { StringEquals: { 'oidc:iss': issuer, 'oidc:aud': AUDIENCE, 'oidc:sub': roleArn } },
        },
      ],
    },
  });
  return { aws, way: { ProviderArn, RoleArn, Audience: AUDIENCE } };
}
