import { type Principal, sessionArn, USER_ID, userArn } from '../ram/principal';
import type { StsRequest } from './session';

/** GetCallerIdentity: it returns the sender of the request. It needs no permission. */
export function getCallerIdentity({ ram: { accountId: AccountId } }: StsRequest, caller: Principal): object {
  if (caller.kind === 'user') {
    const Arn = userArn(AccountId);
    return { IdentityType: 'RAMUser', AccountId, PrincipalId: USER_ID, UserId: USER_ID, Arn };
  }
  const { roleId: RoleId, roleName, sessionName } = caller;
  const Arn = sessionArn(AccountId, roleName, sessionName);
  return { IdentityType: 'AssumedRoleUser', AccountId, PrincipalId: `${RoleId}:${sessionName}`, RoleId, Arn };
}
