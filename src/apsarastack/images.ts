import { EcsImages } from '../alibaba/ecs-images';
import { sessionsOf } from '../alibaba/key-source';
import type { EcsMaking } from '../alibaba/making';
import type { EcsProperties } from '../alibaba/property';
import { keySourceOf } from '../keys/authenticating';
import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import type { ApsaraAccess } from './access';
import { ApsaraEcs } from './ecs';
import { APSARA_FACTS } from './facts';
import { apsaraSts } from './sts';

/** The images of ECS behind a gateway of Apsara Stack. `making` says how they are created. The keys are those of the type configuration. */
export function apsaraImages(properties: EcsProperties, making: EcsMaking) {
  return (access: ApsaraAccess, caller: Caller): ImageCloud => {
    const { surroundings, hide } = caller;
    for (const secret of secretsOf(access)) hide(secret);
    const sts = sessionsOf(apsaraSts(access, surroundings.runtime));
    const keys = keySourceOf(access.authentication, caller, sts);
    return new EcsImages(
      new ApsaraEcs(access, keys, surroundings),
      surroundings.runtime,
      properties,
      making,
      APSARA_FACTS,
    );
  };
}

/** The password of the proxy, as the URL contains it and as the proxy receives it. */
function secretsOf({ connecting: { proxy } }: ApsaraAccess): string[] {
  const { password } = new URL(proxy ?? 'http://localhost');
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
