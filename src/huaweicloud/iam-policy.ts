import { type Need, type NeedsScope, neededIn } from '../calling/needs';
import { type Circumstance, PERMISSIONS, type Permission } from './permissions';

/** An identity policy, for IAM users and trust agencies (`policy_document` of CreatePolicyV5). */
export interface IdentityPolicy {
  readonly Version: '5.0';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource?: readonly string[];
  }[];
}

/** A custom policy, for user groups. One policy cannot contain permissions for both regional services and global services. */
export interface CustomPolicy {
  readonly Version: '1.1';
  readonly Statement: readonly { readonly Effect: 'Allow'; readonly Action: readonly string[] }[];
}

/** The trust policy of a trust agency (`trust_policy` of CreateAgencyV5). */
export interface TrustPolicy {
  readonly Version: '5.0';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Principal: Readonly<Partial<Record<ProviderPrincipal, readonly string[]>>>;
    readonly Condition: { readonly StringEquals: Readonly<Record<string, readonly string[]>> };
  }[];
}

/** What a policy has to allow. The properties are circumstances that occur. */
export interface IamScope extends NeedsScope<Circumstance> {
  /** Whether to allow also what the pages of IMS call dependencies of a permission. No page says when a copy needs them. */
  readonly dependencies?: boolean;
}

/** The policies of a type on Huawei Cloud. */
export interface IamPolicies {
  readonly optionalProperties: readonly Circumstance[];
  /** The calls that a scope may need. */
  needsOf(scope?: IamScope): readonly Need<Circumstance>[];
  /** The permissions for those calls, each once. */
  permissionsOf(scope?: IamScope): readonly Permission[];
  identityPolicy(scope?: IamScope): IdentityPolicy;
  /** The permissions for the regional services. Grant them in the project of each region. */
  projectPolicy(scope?: IamScope): CustomPolicy;
  /** The permissions for the global services; `undefined` if there are none. */
  globalPolicy(scope?: IamScope): CustomPolicy | undefined;
}

const CIRCUMSTANCES: readonly Circumstance[] = ['EnterpriseProjectId', 'EnterpriseProjects', 'ProjectLookup'];

const OF_A_COPY: readonly Permission[] = ['ims:serverImages:create', 'obs:bucket:*', 'obs:object:*', 'kms:*:*'].map(
  (name) => ({ name }),
);

/** "Image replication" in the appendix on permissions of the API reference of IMS (2025-04-21): the same for both kinds of copies. */
const DEPENDENCIES: Readonly<Record<string, readonly Permission[]>> = {
  CopyImageInRegion: OF_A_COPY,
  CopyImageCrossRegion: OF_A_COPY,
};

/** The global services. */
const GLOBAL = /^(iam|sts|obs):/;

/** The policies of a type with the calls in a table. */
export function iamPolicies(needs: readonly Need<Circumstance>[]): IamPolicies {
  const needsOf: IamPolicies['needsOf'] = (scope = {}) => neededIn(needs, scope);
  const permissionsOf: IamPolicies['permissionsOf'] = (scope = {}) => {
    const { properties = CIRCUMSTANCES, dependencies = false } = scope;
    const permissions = needsOf(scope).flatMap(({ call }) => [
      ...(PERMISSIONS[call] ?? []).filter(({ onlyWith }) => onlyWith === undefined || properties.includes(onlyWith)),
      ...(dependencies ? (DEPENDENCIES[call] ?? []) : []),
    ]);
    return [...new Map(permissions.map((permission) => [permission.name, permission])).values()];
  };
  const formerNames = (scope: IamScope = {}) => permissionsOf(scope).map(({ name, former = name }) => former);
  const custom = (Action: readonly string[]): CustomPolicy => ({
    Version: '1.1',
    Statement: [{ Effect: 'Allow', Action }],
  });
  return {
    optionalProperties: CIRCUMSTANCES,
    needsOf,
    permissionsOf,
    identityPolicy: (scope) => identityPolicy(permissionsOf(scope).map(({ name }) => name)),
    projectPolicy: (scope) => custom(formerNames(scope).filter((name) => !GLOBAL.test(name))),
    globalPolicy: (scope) => {
      const names = formerNames(scope).filter((name) => GLOBAL.test(name));
      return names.length === 0 ? undefined : custom(names);
    },
  };
}

/** A policy with one statement. Without resources it applies to all resources. */
export function identityPolicy(Action: readonly string[], Resource?: readonly string[]): IdentityPolicy {
  return { Version: '5.0', Statement: [{ Effect: 'Allow', Action, ...(Resource && { Resource }) }] };
}

const permissionNamesOf = (action: string): readonly string[] => (PERMISSIONS[action] ?? []).map(({ name }) => name);

/** The policy for the IAM user of `Credentials`, if the agency of `AssumeAgency` has the policy above: the user needs nothing else. */
export function assumeAgencyPolicy(agencyUrn: string): IdentityPolicy {
  return identityPolicy(permissionNamesOf('AssumeAgency'), [agencyUrn]);
}

/** The tokens that a trust agency accepts. */
export interface TrustedTokens {
  /** The URN of the identity provider, `iam::<account id>:oidcProvider:<name>`. */
  readonly providerUrn: string;
  readonly issuer: string;
  readonly audience: string;
  /** The ARNs of roles in AWS. */
  readonly subjects: readonly string[];
}

/**
 * The key for an identity provider as the principal. Guides of users have the first, the grammar in the vendor's Python SDK 3.1.219 has the
 * second.
 */
export const PROVIDER_PRINCIPALS = ['Federated', 'Identity_provider'] as const;
export type ProviderPrincipal = (typeof PROVIDER_PRINCIPALS)[number];

/** Lets only the holders of certain tokens assume an agency. */
export function trustPolicy(
  { providerUrn, issuer, audience, subjects }: TrustedTokens,
  principal: ProviderPrincipal = PROVIDER_PRINCIPALS[0],
): TrustPolicy {
  return {
    Version: '5.0',
    Statement: [
      {
        Effect: 'Allow',
        Action: permissionNamesOf('AssumeAgencyWithOIDC'),
        Principal: { [principal]: [providerUrn] },
        Condition: { StringEquals: { 'oidc:iss': [issuer], 'oidc:aud': [audience], 'oidc:sub': subjects } },
      },
    ],
  };
}

/** A cloud service agency, with which IMS copies images to another region (`agency` of CreateAgency). */
export interface CopyAgency {
  readonly name: string;
  /** The name of IMS as a trusted service in IAM. */
  readonly trust_domain_name: 'op_svc_ims';
  readonly duration: 'FOREVER';
  readonly description: string;
}

export function copyAgency(name: string): CopyAgency {
  return {
    name,
    trust_domain_name: 'op_svc_ims',
    duration: 'FOREVER',
    description: 'Lets IMS copy images into other regions',
  };
}

/** The vendor's policies for such an agency, in the project of each target region: for images of disks, and for images of whole servers. */
export const COPY_AGENCY_POLICIES = {
  disk: 'IMS CrossCopyAgencyPolicy',
  fullEcs: 'IMS CrossCopyAgencyCBRPolicy',
} as const;
