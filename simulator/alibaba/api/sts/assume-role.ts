import { accessDenied } from '../ram/access-denied';
import type { Denial } from '../ram/directory';
import { judgeTrust } from '../ram/policy';
import { isNamed, type Principal, roleArn, shownPrincipal } from '../ram/principal';
import { readSession, type StsRequest } from './session';

const ACTION = 'sts:AssumeRole';

/**
 * AssumeRole: the caller's own policies must allow it, and the role's trust policy must name the caller ("You are not authorized to do this
 * action" in the AssumeRole documentation has these two causes). Policy restricts the session.
 */
export function assumeRole(request: StsRequest, caller: Principal): object {
  const { ram, parameters } = request;
  const session = readSession(request);
  const { role } = session;
  const refused = (denial: Denial) =>
    request.refuse('NoPermission', { body: accessDenied(ram.accountId, shownPrincipal(caller), ACTION, denial) });

  const denial = ram.denial(caller, ACTION, [roleArn(ram.accountId, role.name)]);
  if (denial) throw refused(denial);
  const context = { 'sts:ExternalId': parameters.sent('ExternalId') };
  const decision = judgeTrust(role.trust, 'RAM', (name) => isNamed(caller, ram.accountId, name), context);
  if (decision !== 'Allow') throw refused({ decision, policyType: 'AssumeRolePolicy' });
  return request.issue(session);
}
