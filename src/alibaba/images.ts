import type { Authentication } from '../keys/authentication';
import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import { EcsClient } from './ecs-client';
import { EcsImages } from './ecs-images';
import { keySourceOf } from './key-source';
import type { EcsMaking } from './making';
import type { EcsProperties } from './property';
import { publicSts, stsEndpoint } from './public-sts';

/** How the images of an account are reached: what a type configuration says. */
export interface AlibabaAccess {
  readonly defaultRegionId: string;
  readonly ecsEndpoint?: string;
  readonly stsEndpoint?: string;
  readonly authentication: Authentication;
}

/** The images of ECS that are made in one way, with keys of the authentication method that the type configuration names. */
export function alibabaImages(properties: EcsProperties, making: EcsMaking) {
  return (access: AlibabaAccess, { sessions, ...caller }: Caller): ImageCloud => {
    const sts = publicSts(stsEndpoint(access.defaultRegionId, access.stsEndpoint));
    const keys = keySourceOf(access.authentication, sessions, { ...caller, sts });
    const ecs = new EcsClient({ ...caller.surroundings, keys, endpoint: access.ecsEndpoint });
    return new EcsImages(ecs, caller.surroundings.runtime, properties, making);
  };
}
