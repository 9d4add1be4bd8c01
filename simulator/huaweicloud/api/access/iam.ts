import type { OidcProvider } from '../../../common/oidc-token';
import { idOf } from '../../account/regions';
import { IdentityPolicies } from './identity-policies';
import { judge, NOTHING, type Policy, policyProblem, type TrustPolicy, trustProblem } from './policy';
import { agencyUrn, type Principal, providerUrn } from './principal';

/** A trust agency as IAM keeps it: what a session is opened with. */
export interface Agency {
  readonly name: string;
  readonly agencyId: string;
  readonly trust: TrustPolicy;
  readonly description?: string;
  /** What its sessions may do; absent: everything. */
  readonly policy?: Policy;
  /** In seconds, 3600 to 43200. */
  readonly maxSessionDuration: number;
}

/** An identity provider as IAM keeps it. */
export interface ProviderRecord extends OidcProvider {
  readonly description?: string;
  readonly thumbprints?: readonly string[];
}

/** An agency to be created; `maxSessionDuration` in seconds, default 3600. */
export type NewAgency = Omit<Agency, 'agencyId' | 'maxSessionDuration'> & Partial<Pick<Agency, 'maxSessionDuration'>>;

const DEFAULT_SESSION_SECONDS = 3600;
const LONGEST_SESSION_SECONDS = 43_200;

/** Users, agencies and identity providers of the account, as its administrator sees them. */
export class Iam {
  readonly agencies = new Map<string, Agency>();
  readonly providers = new Map<string, ProviderRecord>();
  /** Policies that were made by calls; an agency may have some of them. */
  readonly identityPolicies = new IdentityPolicies();
  private readonly issuers = new Map<string, OidcProvider['keys']>();
  private userPolicy: Policy | undefined;

  /**
   * Creates a trust agency, or changes the one of the name. Returns its URN.
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

  /** Deletes an agency: its sessions may do nothing any more. */
  deleteAgency(name: string): void {
    if (!this.agencies.delete(name)) throw new Error(`there is no agency ${name}`);
  }

  /** Creates an identity provider. Returns its URN. */
  putOidcProvider(name: string, provider: ProviderRecord): string {
    this.providers.set(name, provider);
    return providerUrn(name);
  }

  /** Says what the key document of an issuer holds, for the providers of it that calls create: the simulator asks nobody. */
  putIssuer(issuer: string, keys: OidcProvider['keys']): void {
    this.issuers.set(issuer, keys);
  }

  /** What the key document of an issuer holds; nothing if it cannot be reached. */
  keysOf(issuer: string): ReturnType<OidcProvider['keys']> {
    return this.issuers.get(issuer)?.() ?? [];
  }

  /**
   * What the IAM user of the long-lived key may do from the next request on; undefined: everything.
   *
   * @throws Error if the policy cannot be read
   */
  setUserPolicy(policy: Policy | undefined): void {
    if (policy) refuse('the policy of the user', policyProblem(policy));
    this.userPolicy = policy;
  }

  /** The agency that a URN names; undefined: there is none. */
  agencyOf(urn: string): Agency | undefined {
    return [...this.agencies.values()].find(({ name }) => agencyUrn(name) === urn);
  }

  /** The provider that a URN names; undefined: there is none. */
  providerOf(urn: string): OidcProvider | undefined {
    return [...this.providers].find(([name]) => providerUrn(name) === urn)?.[1];
  }

  /** Whether a principal may do something on a resource: each of its policies has to allow it. */
  allows(principal: Principal, action: string, resource: string): boolean {
    return this.policiesOf(principal).every((policy) => judge(policy, action, resource) === 'Allow');
  }

  /** A policy that does not exist consents to everything. */
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
