import type { Simulator } from './index';

/** What a type configuration has under `AssumeRoleWithOIDC`: as whom the handlers come that hold no key. */
export type OidcAccess = {
  readonly ProviderArn: string;
  readonly RoleArn: string;
  readonly Audience: string;
};

/** Where copies go that name no region. */
const DEFAULT_REGION = 'cn-shanghai';

/** The type configuration that leads to a simulator; by default with the account's long-lived key. */
export function typeConfigurationOf({ url, accessKey }: Pick<Simulator, 'url' | 'accessKey'>, oidc?: OidcAccess) {
  const { AccessKeyId, AccessKeySecret } = accessKey;
  return {
    RegionId: DEFAULT_REGION,
    ...(oidc ? { AssumeRoleWithOIDC: oidc } : { Credentials: { AccessKeyId, AccessKeySecret } }),
    Endpoints: { Ecs: url, ...(oidc && { Sts: url }) },
  };
}
