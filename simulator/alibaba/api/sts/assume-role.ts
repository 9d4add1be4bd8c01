import { accessDenied } from '../ram/access-denied';
import type { Denial } from '../ram/directory';
import { judgeTrust } from '../ram/policy';
import { isNamed, type Principal, roleArn, shownPrincipal } from '../ram/principal';
import { readSession, type StsCall } from './session';

const ACTION = 'sts:AssumeRole';

/**
 * AssumeRole: the caller's own policies have to allow it, and the role's trust policy has to name the caller ("You are not
 * authorized to do this action" in the AssumeRole documentation has these two causes). Policy narrows the session.
 */
export function assumeRole(call: StsCall, caller: Principal): object {
  const { account, parameters } = call;
  const session = readSession(call);
  const { role } = session;
  const refused = (denial: Denial) =>
    call.refuse('NoPermission', { body: accessDenied(account.accountId, shownPrincipal(caller), ACTION, denial) });

  const denial = account.denial(caller, ACTION, [roleArn(account.accountId, role.name)]);
  if (denial) throw refused(denial);
  const context = { 'sts:ExternalId': parameters.sent('ExternalId') };
  const verdict = judgeTrust(role.trust, 'RAM', (name) => isNamed(caller, account.accountId, name), context);
  if (verdict !== 'Allow') throw refused({ verdict, policyType: 'AssumeRolePolicy' });
  return call.issue(session);
}
