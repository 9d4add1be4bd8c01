import type { Authentication } from '../keys/authentication';
import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import { EcsClient } from './ecs-client';
import { EcsImages } from './ecs-images';
import { namedKeySource } from './key-source';
import type { EcsMaking } from './making';
import type { EcsProperties } from './property';
import { publicSts, stsEndpoint } from './public-sts';

/** How to reach the images of an account, according to the type configuration. */
export interface AlibabaAccess {
  readonly defaultRegionId: string;
  readonly ecsEndpoint?: string;
  readonly stsEndpoint?: string;
  readonly authentication: Authentication;
}

/** The images of ECS. `making` says how they are created. The keys come from the authentication method of the type configuration. */
export function alibabaImages(properties: EcsProperties, making: EcsMaking) {
  return (access: AlibabaAccess, caller: Caller): ImageCloud => {
    const sts = publicSts(stsEndpoint(access.defaultRegionId, access.stsEndpoint));
    const keys = namedKeySource(access.authentication, caller, sts);
    const ecs = new EcsClient({ ...caller.surroundings, keys, endpoint: access.ecsEndpoint });
    return new EcsImages(ecs, caller.surroundings.runtime, properties, making);
  };
}
