import { CallRate } from '../../../common/call-rate';
import type { Account } from '../../account/account';
import type { Behaviour } from '../../account/behaviour';
import { settle } from '../../account/life';
import type { Api } from '../api';
import { EcsError } from '../errors';
import type { RamDirectory } from '../ram/directory';
import { refusalOf } from '../ram/ecs-permission';
import { EcsRequest } from './operation';
import { findOperation } from './operations';

/** The version of the ECS API. */
export const ECS_VERSION = '2014-05-26';

/**
 * ECS of an account. It finds the operation, checks the sender, the call rate and the permission, updates the account to the current time,
 * and carries the operation out.
 */
export function createEcs(account: Account, ram: RamDirectory): Api {
  const { behaviour, regions } = account;
  const rate = new CallRate();
  return (request) => {
    const { action, parameters, now, endpointRegionId } = request;
    const operate = findOperation(action);
    if (!operate) return undefined;
    const principal = request.sender();
    const count = rate.count(action, parameters.text('RegionId'), now);
    if (count > mostCalls(behaviour, action)) throw EcsError.of(action, 'Throttling.User');
    settle(account, now);
    const refusal = refusalOf(action, parameters, { ram, principal, behaviour, regions });
    if (refusal instanceof EcsError) throw refusal;
    return refusal ?? operate(new EcsRequest(action, parameters, account, now, endpointRegionId));
  };
}

/** The most calls of an action in a region and a minute. */
function mostCalls({ callsPerMinute }: Readonly<Behaviour>, action: string): number {
  if (typeof callsPerMinute === 'number') return callsPerMinute;
  return callsPerMinute[action] ?? Number.POSITIVE_INFINITY;
}
