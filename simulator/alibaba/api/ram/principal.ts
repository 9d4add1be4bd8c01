import type { PolicyDocument } from './policy';

/** The RAM user that owns the simulator's long-lived key. */
const USER_NAME = 'simulator-user';
/** The number of the RAM user, in AccessDeniedDetail and GetCallerIdentity. */
export const USER_ID = '210987654321098765';

/** The sender of a request: the RAM user, or somebody who has assumed a role. */
export type Principal =
  | { readonly kind: 'user' }
  | {
      readonly kind: 'session';
      readonly roleName: string;
      readonly roleId: string;
      readonly sessionName: string;
      /** Restricts what the role may do. Absent if there is no restriction. */
      readonly policy?: PolicyDocument;
    };

/** The name of a role in policies and requests. */
export function roleArn(accountId: string, roleName: string): string {
  return `acs:ram::${accountId}:role/${roleName}`;
}

/** The name of the RAM user in policies and requests. */
export function userArn(accountId: string): string {
  return `acs:ram::${accountId}:user/${USER_NAME}`;
}

/** The name of a role's session in GetCallerIdentity. AssumeRole uses another one. */
export function sessionArn(accountId: string, roleName: string, sessionName: string): string {
  return `acs:ram::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

/** Whether the name in a trust policy means the principal: the principal itself, or its whole account (`…:root`). */
export function isNamed(principal: Principal, accountId: string, name: string): boolean {
  const own = principal.kind === 'user' ? userArn(accountId) : roleArn(accountId, principal.roleName);
  return name === own || name === `acs:ram::${accountId}:root` || name === '*';
}

/** A principal in the form of AccessDeniedDetail ("How do I troubleshoot an access denied error?" of the RAM documentation). */
export interface ShownPrincipal {
  readonly type: string;
  readonly displayName: string;
}

/** Converts a principal to the form of AccessDeniedDetail. */
export function shownPrincipal(principal: Principal): ShownPrincipal {
  if (principal.kind === 'user') return { type: 'SubUser', displayName: USER_ID };
  return { type: 'AssumedRoleUser', displayName: `${principal.roleName}:${principal.sessionName}` };
}
