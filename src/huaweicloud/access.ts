import type { Authentication } from '../keys/authentication';
import type { Endpoints } from './endpoints';

/** How the images of an account are reached: what a type configuration says. */
export interface HuaweiAccess {
  readonly defaultRegion: string;
  readonly authentication: Authentication;
  readonly endpoints: Endpoints;
  /** By region; those of other regions are looked up. */
  readonly projectIds: ReadonlyMap<string, string>;
}
