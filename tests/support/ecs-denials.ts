import type { Denial } from './privileges';

/** How ECS refuses what RAM does not allow. */
export const PUBLIC_DENIAL: Denial = {
  code: 'Forbidden.RAM',
  naming: (right) => ({ AccessDeniedDetail: { AuthAction: right, PolicyType: 'AccountLevel' } }),
  rightTo: (call) => `ecs:${call}`,
  told: (right) => `RAM action: ${right}.`,
  cure: 'Grant the action to the RAM user or role',
};

/** The same behind a gateway, whose users know no RAM. */
export const GATEWAY_DENIAL: Denial = {
  ...PUBLIC_DENIAL,
  told: (right) => `Permission: ${right}.`,
  cure: 'Grant the action to the user or role of the type configuration, in the organization and resource set',
};
