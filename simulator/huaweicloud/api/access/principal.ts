import { DOMAIN_ID } from '../../account/regions';
import type { Policy } from './policy';

/** The sender of a request: the IAM user of the long-lived key, or somebody who has assumed an agency. */
export type Principal =
  | { readonly kind: 'user' }
  | {
      readonly kind: 'session';
      readonly agencyName: string;
      readonly agencyId: string;
      readonly sessionName: string;
      /** Restricts what the agency may do. Absent if there is no restriction. */
      readonly policy?: Policy;
    };

const USER_NAME = 'simulator-user';

/** The name of an agency in requests and policies. */
export const agencyUrn = (name: string): string => `iam::${DOMAIN_ID}:agency:${name}`;
/** The name of an identity provider in requests and trust policies. */
export const providerUrn = (name: string): string => `iam::${DOMAIN_ID}:oidcProvider:${name}`;
/** The name of the account in trust policies. */
export const accountUrn = (): string => `iam::${DOMAIN_ID}:root`;

/** The name of a principal in GetCallerIdentity. */
export function principalUrn(principal: Principal): string {
  if (principal.kind === 'user') return `iam::${DOMAIN_ID}:user:${USER_NAME}`;
  return `sts::${DOMAIN_ID}:assumed-agency:${principal.agencyName}/${principal.sessionName}`;
}

/** Whether the name in a trust policy means the principal: the principal itself, its agency, or its whole account. */
export function isNamed(principal: Principal, name: string): boolean {
  const own = principal.kind === 'user' ? principalUrn(principal) : agencyUrn(principal.agencyName);
  return [own, principalUrn(principal), accountUrn(), DOMAIN_ID, '*'].includes(name);
}
