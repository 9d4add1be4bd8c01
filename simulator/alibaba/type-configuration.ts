import type { AlibabaSimulator } from './index';

/** The value of `AssumeRoleWithOIDC` in a type configuration, for handlers without a key. */
export type OidcAccess = {
  readonly ProviderArn: string;
  readonly RoleArn: string;
  readonly Audience: string;
};

/** The destination of copies that name no region. */
const DEFAULT_REGION = 'cn-shanghai';

/** The type configuration for a simulator; by default, with the account's long-lived key. */
export function typeConfigurationOf(
  { url, accessKey }: Pick<AlibabaSimulator, 'url' | 'accessKey'>,
  oidc?: OidcAccess,
) {
  const { AccessKeyId, AccessKeySecret } = accessKey;
  return {
    RegionId: DEFAULT_REGION,
    ...(oidc ? { AssumeRoleWithOIDC: oidc } : { Credentials: { AccessKeyId, AccessKeySecret } }),
    Endpoints: { Ecs: url, ...(oidc && { Sts: url }) },
  };
}
