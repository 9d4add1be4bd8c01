import type { EcsMaking } from '../alibaba/making';
import type { EcsProperties } from '../alibaba/property';
import { Failure } from '../failure/failure';
import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import type { ApsaraAccess } from './access';

/** The images of ECS behind a gateway of Apsara Stack that are made in one way, with keys of the type configuration. */
export function apsaraImages(_properties: EcsProperties, _making: EcsMaking) {
  return (_access: ApsaraAccess, _caller: Caller): ImageCloud => {
    throw new Failure('InternalFailure', 'Apsara Stack is not called yet.');
  };
}
