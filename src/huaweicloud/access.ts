import type { Authentication } from '../keys/authentication';
import type { Endpoints } from './endpoints';

/** How to reach the images of an account, according to the type configuration. */
export interface HuaweiAccess {
  readonly defaultRegionId: string;
  readonly authentication: Authentication;
  readonly endpoints: Endpoints;
  /** The projects by region. The projects of other regions are looked up. */
  readonly projectIds: ReadonlyMap<string, string>;
}
