import type { CancelOutcome, ImageRef, ImageSpec, Making } from '../life/port';
import type { EcsClient } from './ecs-client';

/** A way of making images in ECS, with its calls. */
export interface EcsMaking extends Making {
  /** Makes the call that starts an image, with its token. */
  readonly start: (client: EcsClient, spec: ImageSpec) => Promise<ImageRef>;
  /** Stops a running creation; absent where ECS has no call for it. */
  readonly cancel?: (client: EcsClient, ref: ImageRef) => Promise<CancelOutcome>;
}
