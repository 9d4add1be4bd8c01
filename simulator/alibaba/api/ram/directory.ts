import type { OidcProvider } from '../../../common/oidc-token';
import type { ConditionContext } from '../../../common/policy/conditions';
import type { PolicyDecision } from '../../../common/policy/statements';
import { judge, type PolicyDocument, policyProblem, type TrustPolicy, trustProblem } from './policy';
import { type Principal, roleArn } from './principal';

/** A role as RAM stores it. */
export interface Role {
  readonly name: string;
  /** The number of the role. A new role with the same name gets another number. */
  readonly roleId: string;
  readonly trust: TrustPolicy;
  /** What its sessions may do. If absent, they may do everything. */
  readonly policy?: PolicyDocument;
  /** In seconds. */
  readonly maxSessionDuration: number;
}

/** An OIDC identity provider as RAM stores it, with at most 50 client IDs. */
export interface RamOidcProvider extends OidcProvider {
  readonly name: string;
}

/** A new role. `maxSessionDuration`: in seconds; by default 3600. */
export type NewRole = Omit<Role, 'roleId' | 'maxSessionDuration'> & Partial<Pick<Role, 'maxSessionDuration'>>;

/** The parts of a role that can be changed. */
export type RoleChange = Partial<Omit<Role, 'name' | 'roleId'>>;

/** The users, roles and providers of the simulated account, as its administrator sees them. */
export interface Ram {
  readonly accountId: string;
  /**
   * Returns the ARN of the role, `acs:ram::<accountId>:role/<name>`.
   *
   * @throws Error if the name is taken or a policy cannot be read
   */
  createRole(role: NewRole): string;
  /**
   * Changes a role. The change applies to the next requests of its sessions.
   *
   * @throws Error if there is no such role or a policy cannot be read
   */
  updateRole(name: string, change: RoleChange): void;
  /** Deletes a role. Its sessions then have no permissions. */
  deleteRole(name: string): void;
  /**
   * Returns the ARN of the provider, `acs:ram::<accountId>:oidc-provider/<name>`.
   *
   * @throws Error if the name is taken
   */
  createOidcProvider(provider: RamOidcProvider): string;
  /**
   * Sets what the RAM user of the long-lived key may do from the next request on; `undefined`: everything.
   *
   * @throws Error if the policy cannot be read
   */
  setUserPolicy(policy: PolicyDocument | undefined): void;
}

/** The policy that refused a request, in the words of AccessDeniedDetail (DecodeDiagnosticMessage documentation). */
export interface Denial {
  readonly decision: Exclude<PolicyDecision, 'Allow'>;
  readonly policyType: 'AccountLevelIdentityBasedPolicy' | 'SessionPolicy' | 'AssumeRolePolicy';
}

/** Fake numbers in the form of documented ones. */
const FIRST_ROLE_ID = 300_001_234_567_890_123n;
const ROLE_ID_STEP = 7_919_000_000_003n;

/** CreateRole documentation: 3600 to 43200. */
const DEFAULT_SESSION_SECONDS = 3600;
const SHORTEST_MAX_SESSION_SECONDS = 3600;
const LONGEST_MAX_SESSION_SECONDS = 43_200;

/** The RAM service of the account. */
export class RamDirectory implements Ram {
  private readonly roles = new Map<string, Role>();
  private readonly providers = new Map<string, RamOidcProvider>();
  private userPolicy: PolicyDocument | undefined;
  private rolesCreated = 0n;

  constructor(readonly accountId: string) {}

  createRole(role: NewRole): string {
    if (this.roles.has(role.name)) throw new Error(`there is a role ${role.name} already`);
    this.rolesCreated += 1n;
    const roleId = String(FIRST_ROLE_ID + this.rolesCreated * ROLE_ID_STEP);
    this.keep({ maxSessionDuration: DEFAULT_SESSION_SECONDS, ...role, roleId });
    return roleArn(this.accountId, role.name);
  }

  updateRole(name: string, change: RoleChange): void {
    const role = this.roles.get(name);
    if (!role) throw new Error(`there is no role ${name}`);
    this.keep({ ...role, ...change });
  }

  deleteRole(name: string): void {
    if (!this.roles.delete(name)) throw new Error(`there is no role ${name}`);
  }

  createOidcProvider(provider: RamOidcProvider): string {
    if (this.providers.has(provider.name)) throw new Error(`there is a provider ${provider.name} already`);
    this.providers.set(provider.name, provider);
    return this.providerArn(provider.name);
  }

  setUserPolicy(policy: PolicyDocument | undefined): void {
    if (policy) refuseUnreadable('the policy of the user', policyProblem(policy));
    this.userPolicy = policy;
  }

  /** The role with an ARN; `undefined` if there is none. */
  roleOf(arn: string): Role | undefined {
    return [...this.roles.values()].find(({ name }) => roleArn(this.accountId, name) === arn);
  }

  /** The provider with an ARN; `undefined` if there is none. */
  providerOf(arn: string): RamOidcProvider | undefined {
    return [...this.providers.values()].find(({ name }) => this.providerArn(name) === arn);
  }

  /** Why a principal may not use an action on all of the resources; `undefined` if it may. */
  denial(principal: Principal, action: string, resources: readonly string[], context?: ConditionContext) {
    const denials = this.policiesOf(principal).flatMap(({ policy, policyType }) =>
      resources.flatMap((resource): Denial[] => {
        const decision = judge(policy, action, resource, context);
        return decision === 'Allow' ? [] : [{ decision, policyType }];
      }),
    );
    return denials.find(({ decision }) => decision === 'ExplicitDeny') ?? denials[0];
  }

  /** Each of these policies must allow a request. A missing policy allows everything. */
  private policiesOf(principal: Principal): { policy: PolicyDocument; policyType: Denial['policyType'] }[] {
    const own = (policy: PolicyDocument | undefined) =>
      policy ? [{ policy, policyType: 'AccountLevelIdentityBasedPolicy' as const }] : [];
    if (principal.kind === 'user') return own(this.userPolicy);
    const role = this.roles.get(principal.roleName);
    const session = principal.policy ? [{ policy: principal.policy, policyType: 'SessionPolicy' as const }] : [];
    return [...own(role ? role.policy : NOTHING), ...session];
  }

  private keep(role: Role): void {
    const { name, trust, policy, maxSessionDuration: seconds } = role;
    refuseUnreadable(`the trust policy of role ${name}`, trustProblem(trust));
    if (policy) refuseUnreadable(`the policy of role ${name}`, policyProblem(policy));
    if (!(seconds >= SHORTEST_MAX_SESSION_SECONDS && seconds <= LONGEST_MAX_SESSION_SECONDS)) {
      throw new Error(`the maxSessionDuration of role ${name} is ${seconds}, not 3600 to 43200`);
    }
    this.roles.set(name, role);
  }

  private providerArn(name: string): string {
    return `acs:ram::${this.accountId}:oidc-provider/${name}`;
  }
}

/** The policy for the sessions of a deleted role. */
const NOTHING: PolicyDocument = { Version: '1', Statement: [] };

function refuseUnreadable(what: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Error(`${what} cannot be read: ${problem}`);
}
