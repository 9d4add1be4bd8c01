import type { KeyAuthentication } from '../keys/authentication';
import type { Connecting } from './connection';
import type { Endpoints } from './endpoints';
import type { Gateway } from './gateway';

/** How the images of an organization are reached: what a type configuration says. */
export interface ApsaraAccess {
  readonly defaultRegionId: string;
  readonly authentication: KeyAuthentication;
  readonly endpoints: Endpoints;
  readonly gateway: Gateway;
  readonly connecting: Connecting;
}
