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

/** ECS of an account: finds the operation, checks who asks, how often and with what permission, lets time pass, and acts. */
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

/** How often an action may be called in a region and a minute. */
function mostCalls({ callsPerMinute }: Readonly<Behaviour>, action: string): number {
  if (typeof callsPerMinute === 'number') return callsPerMinute;
  return callsPerMinute[action] ?? Number.POSITIVE_INFINITY;
}
