import type { KeyAuthentication } from '../keys/authentication';
import type { Connecting } from './connection';
import type { Endpoints } from './endpoints';
import type { Gateway } from './gateway';

/** How to reach the images of an organization, according to the type configuration. */
export interface ApsaraAccess {
  readonly defaultRegionId: string;
  readonly authentication: KeyAuthentication;
  readonly endpoints: Endpoints;
  readonly gateway: Gateway;
  readonly connecting: Connecting;
}
