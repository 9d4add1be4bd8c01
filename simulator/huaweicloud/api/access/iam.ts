import type { OidcProvider } from '../../../common/oidc-token';
import { idOf } from '../../account/regions';
import { IdentityPolicies } from './identity-policies';
import { judge, NOTHING, type Policy, policyProblem, type TrustPolicy, trustProblem } from './policy';
import { agencyUrn, type Principal, providerUrn } from './principal';

/** A trust agency as IAM stores it. Sessions are opened with it. */
export interface Agency {
  readonly name: string;
  readonly agencyId: string;
  readonly trust: TrustPolicy;
  readonly description?: string;
  /** What its sessions may do. If absent, they may do everything. */
  readonly policy?: Policy;
  /** In seconds, 3600 to 43200. */
  readonly maxSessionDuration: number;
}

/** An identity provider as IAM stores it. */
export interface ProviderRecord extends OidcProvider {
  readonly description?: string;
  readonly thumbprints?: readonly string[];
}

/** A new agency. `maxSessionDuration`: in seconds; by default 3600. */
export type NewAgency = Omit<Agency, 'agencyId' | 'maxSessionDuration'> & Partial<Pick<Agency, 'maxSessionDuration'>>;

const DEFAULT_SESSION_SECONDS = 3600;
const LONGEST_SESSION_SECONDS = 43_200;

/** Where the permissions of a user are granted. */
export type Grant = 'IAM project' | 'enterprise project';

/** The users, agencies and identity providers of the account, as its administrator sees them. */
export class Iam {
  readonly agencies = new Map<string, Agency>();
  readonly providers = new Map<string, ProviderRecord>();
  /** The policies that calls created. An agency may have some of them. */
  readonly identityPolicies = new IdentityPolicies();
  private readonly issuers = new Map<string, OidcProvider['keys']>();
  private userPolicy: Policy | undefined;
  private userGrant: Grant = 'IAM project';

  /**
   * Creates a trust agency, or changes the one with this name. Returns its URN.
   *
   * @throws Error if a policy cannot be read
   */
  putAgency(agency: NewAgency): string {
    const { name, trust, policy, maxSessionDuration = DEFAULT_SESSION_SECONDS } = agency;
    refuse(`the trust policy of agency ${name}`, trustProblem(trust));
    if (policy) refuse(`the policy of agency ${name}`, policyProblem(policy));
    const isLong = maxSessionDuration >= DEFAULT_SESSION_SECONDS && maxSessionDuration <= LONGEST_SESSION_SECONDS;
    refuse(`the maxSessionDuration of agency ${name}`, isLong ? undefined : `it is ${maxSessionDuration}`);
    this.agencies.set(name, { ...agency, maxSessionDuration, agencyId: idOf(`agency/${name}`) });
    return agencyUrn(name);
  }

  /** Deletes an agency. Its sessions then have no permissions. */
  deleteAgency(name: string): void {
    if (!this.agencies.delete(name)) throw new Error(`there is no agency ${name}`);
  }

  /** Creates an identity provider. Returns its URN. */
  putOidcProvider(name: string, provider: ProviderRecord): string {
    this.providers.set(name, provider);
    return providerUrn(name);
  }

  /** Sets the key document of an issuer, for its providers that calls create: the simulator does not request it from anybody. */
  putIssuer(issuer: string, keys: OidcProvider['keys']): void {
    this.issuers.set(issuer, keys);
  }

  /** The keys in the key document of an issuer; empty if it cannot be reached. */
  keysOf(issuer: string): ReturnType<OidcProvider['keys']> {
    return this.issuers.get(issuer)?.() ?? [];
  }

  /**
   * Sets what the IAM user of the long-lived key may do from the next request on; `undefined`: everything. `grant`: where the policy is
   * granted.
   *
   * @throws Error if the policy cannot be read
   */
  setUserPolicy(policy: Policy | undefined, grant: Grant = 'IAM project'): void {
    if (policy) refuse('the policy of the user', policyProblem(policy));
    this.userPolicy = policy;
    this.userGrant = grant;
  }

  /** Whether the permissions of a principal are granted in an IAM project, and not only in an enterprise project. */
  isGrantedInIamProject({ kind }: Principal): boolean {
    return kind !== 'user' || this.userGrant === 'IAM project';
  }

  /** The agency with a URN; `undefined` if there is none. */
  agencyOf(urn: string): Agency | undefined {
    return [...this.agencies.values()].find(({ name }) => agencyUrn(name) === urn);
  }

  /** The provider with a URN; `undefined` if there is none. */
  providerOf(urn: string): OidcProvider | undefined {
    return [...this.providers].find(([name]) => providerUrn(name) === urn)?.[1];
  }

  /** Whether a principal may use an action on a resource. Each of its policies must allow it. */
  allows(principal: Principal, action: string, resource: string): boolean {
    return this.policiesOf(principal).every((policy) => judge(policy, action, resource) === 'Allow');
  }

  /** A missing policy allows everything. */
  private policiesOf(principal: Principal): Policy[] {
    if (principal.kind === 'user') return this.userPolicy ? [this.userPolicy] : [];
    const agency = this.agencies.get(principal.agencyName);
    const own = agency ? (this.identityPolicies.attachedTo(agency.agencyId) ?? agency.policy) : NOTHING;
    return [own, principal.policy].flatMap((policy) => (policy ? [policy] : []));
  }
}

function refuse(what: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Error(`${what} cannot be taken: ${problem}`);
}
