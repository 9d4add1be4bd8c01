import type { PolicyDocument } from './policy';

/** The RAM user whose long-lived key the simulator has. */
const USER_NAME = 'simulator-user';
/** The number of the RAM user, in AccessDeniedDetail and GetCallerIdentity. */
export const USER_ID = '210987654321098765';

/** Who makes a request: the RAM user, or somebody who has assumed a role. */
export type Principal =
  | { readonly kind: 'user' }
  | {
      readonly kind: 'session';
      readonly roleName: string;
      readonly roleId: string;
      readonly sessionName: string;
      /** Narrows what the role may do; absent: it does not. */
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

/** The name of a session of a role, as GetCallerIdentity has it; AssumeRole has another one. */
export function sessionArn(accountId: string, roleName: string, sessionName: string): string {
  return `acs:ram::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

/** Whether the name in a trust policy means the principal: itself, or its whole account (`…:root`). */
export function isNamed(principal: Principal, accountId: string, name: string): boolean {
  const own = principal.kind === 'user' ? userArn(accountId) : roleArn(accountId, principal.roleName);
  return name === own || name === `acs:ram::${accountId}:root` || name === '*';
}

/** Somebody as AccessDeniedDetail shows them ("How do I troubleshoot an access denied error?" of the RAM documentation). */
export interface ShownPrincipal {
  readonly type: string;
  readonly displayName: string;
}

/** A principal as AccessDeniedDetail shows it. */
export function shownPrincipal(principal: Principal): ShownPrincipal {
  if (principal.kind === 'user') return { type: 'SubUser', displayName: USER_ID };
  return { type: 'AssumedRoleUser', displayName: `${principal.roleName}:${principal.sessionName}` };
}
