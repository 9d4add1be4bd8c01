import { idOf } from '../../account/regions';
import { NOTHING, type Policy } from './policy';

/** A version of a policy. Its document is stored as it was sent. */
export interface PolicyVersion {
  /** `v1` and so on. */
  readonly versionId: string;
  readonly document: string;
  readonly policy: Policy;
  readonly createdAt: number;
}

/** A policy of the account itself. */
export interface IdentityPolicy {
  readonly policyId: string;
  readonly name: string;
  readonly description: string;
  /** The oldest version is first. */
  readonly versions: PolicyVersion[];
  defaultVersionId: string;
  made: number;
  readonly createdAt: number;
}

/** The most versions of a policy (user guide, "Identity policy versions"). */
export const MOST_VERSIONS = 5;

/** The policies of the account itself, and the agencies that have them. */
export class IdentityPolicies {
  readonly policies = new Map<string, IdentityPolicy>();
  /** Agency ID → policy ID → time of the attachment. */
  private readonly attachments = new Map<string, Map<string, number>>();

  named(name: string): IdentityPolicy | undefined {
    return [...this.policies.values()].find((policy) => policy.name === name);
  }

  add(name: string, description: string, createdAt: number): IdentityPolicy {
    const policyId = idOf(`policy/${name}`);
    const policy = { policyId, name, description, versions: [], defaultVersionId: '', made: 0, createdAt };
    this.policies.set(policyId, policy);
    return policy;
  }

  /** From now on, an agency has only the permissions of the policies that are attached to it. */
  begin(agencyId: string): void {
    this.attachments.set(agencyId, new Map());
  }

  attach(agencyId: string, policyId: string, at: number): void {
    const attached = this.attachments.get(agencyId) ?? new Map<string, number>();
    if (!attached.has(policyId)) attached.set(policyId, at);
    this.attachments.set(agencyId, attached);
  }

  /** The policies of an agency, with the time of their attachment. */
  attachmentsOf(agencyId: string): readonly (readonly [policy: IdentityPolicy, at: number])[] {
    return [...(this.attachments.get(agencyId) ?? [])].flatMap(([policyId, at]) => {
      const policy = this.policies.get(policyId);
      return policy ? [[policy, at] as const] : [];
    });
  }

  countOf(policyId: string): number {
    return [...this.attachments.values()].filter((attached) => attached.has(policyId)).length;
  }

  /** What an agency may do by all its policies; `undefined` if it was created without attached policies and has another policy. */
  attachedTo(agencyId: string): Policy | undefined {
    if (!this.attachments.has(agencyId)) return undefined;
    const Statement = this.attachmentsOf(agencyId).flatMap(([{ versions, defaultVersionId }]) =>
      versions.filter(({ versionId }) => versionId === defaultVersionId).flatMap(({ policy }) => policy.Statement),
    );
    return { ...NOTHING, Statement };
  }
}

/** Adds a version, which may become the default version. */
export function addVersion(
  policy: IdentityPolicy,
  version: Omit<PolicyVersion, 'versionId'>,
  isDefault: boolean,
): PolicyVersion {
  policy.made += 1;
  const added = { ...version, versionId: `v${policy.made}` };
  policy.versions.push(added);
  if (isDefault) policy.defaultVersionId = added.versionId;
  return added;
}
