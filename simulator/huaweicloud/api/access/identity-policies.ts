import { idOf } from '../../account/regions';
import { NOTHING, type Policy } from './policy';

/** A version of a policy; its document is kept as it was sent. */
export interface PolicyVersion {
  /** `v1` and so on. */
  readonly versionId: string;
  readonly document: string;
  readonly policy: Policy;
  readonly createdAt: number;
}

/** A policy that the account has made. */
export interface IdentityPolicy {
  readonly policyId: string;
  readonly name: string;
  readonly description: string;
  /** The oldest first. */
  readonly versions: PolicyVersion[];
  defaultVersionId: string;
  made: number;
  readonly createdAt: number;
}

/** Versions of a policy that there can be at once (user guide, "Identity policy versions"). */
export const MOST_VERSIONS = 5;

/** The policies that the account has made, and who has them. */
export class IdentityPolicies {
  readonly policies = new Map<string, IdentityPolicy>();
  /** By the id of an agency, the ids of its policies, with the time of their attachment. */
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

  /** From now on an agency has the policies that are attached to it and no other rights. */
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

  /** What an agency may do by its policies together; undefined: it was made without policies, and has another right to what it does. */
  attachedTo(agencyId: string): Policy | undefined {
    if (!this.attachments.has(agencyId)) return undefined;
    const Statement = this.attachmentsOf(agencyId).flatMap(([{ versions, defaultVersionId }]) =>
      versions.filter(({ versionId }) => versionId === defaultVersionId).flatMap(({ policy }) => policy.Statement),
    );
    return { ...NOTHING, Statement };
  }
}

/** Adds a version, which may become the one that counts. */
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
