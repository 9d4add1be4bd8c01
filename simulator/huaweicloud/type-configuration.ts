import { NORTH_4 } from './account/built-in';
import type { HuaweiSimulator } from './index';

/** The value of `AssumeAgencyWithOIDC` in a type configuration, for handlers without a key. */
export interface AgencyAccess {
  readonly ProviderUrn: string;
  readonly AgencyUrn: string;
  readonly Audience: string;
}

/**
 * The type configuration for a simulator; by default, with the account's long-lived key. One address serves every region, because a request
 * names its project, which is in one region.
 */
export function huaweiConfigurationOf(
  { url, accessKey }: Pick<HuaweiSimulator, 'url' | 'accessKey'>,
  oidc?: AgencyAccess,
) {
  const { AccessKey, SecretKey } = accessKey;
  return {
    Region: NORTH_4,
    ...(oidc ? { AssumeAgencyWithOIDC: oidc } : { Credentials: { AccessKey, SecretKey } }),
    Endpoints: { Ims: url, Iam: url, ...(oidc && { Sts: url }) },
  };
}
