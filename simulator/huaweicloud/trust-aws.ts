import type { TrustedIssuer } from '../common/oidc-token';
import type { Iam } from './api/access/iam';
import type { Policy, TrustPolicy } from './api/access/policy';
import type { AgencyAccess } from './type-configuration';

/** The client ID of the identity provider that `trustAwsTokens` creates. */
export const HUAWEI_AUDIENCE = 'huawei-cloud';
/** The name of the trust agency that it creates. */
export const HUAWEI_AGENCY = 'image-copy';

/**
 * Adds the issuer of an AWS account as an identity provider of the simulated account, and an agency that only the handlers' execution role
 * can assume. Without a policy, the agency may do everything.
 */
export function trustAwsTokens(iam: Iam, { issuer, keys, roleArn }: TrustedIssuer, policy?: Policy): AgencyAccess {
  const ProviderUrn = iam.putOidcProvider('aws', { issuer, clientIds: [HUAWEI_AUDIENCE], keys });
  const StringEquals = { 'oidc:iss': issuer, 'oidc:aud': HUAWEI_AUDIENCE, 'oidc:sub': roleArn };
  const trust: TrustPolicy = {
    Version: '5.0',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:agencies:assumeWithOIDC',
        Principal: { Federated: [ProviderUrn] },
        Condition: { StringEquals },
      },
    ],
  };
  return { ProviderUrn, AgencyUrn: iam.putAgency({ name: HUAWEI_AGENCY, policy, trust }), Audience: HUAWEI_AUDIENCE };
}
