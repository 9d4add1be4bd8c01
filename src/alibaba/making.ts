import type { CancelOutcome, ImageRef, ImageSpec, Making } from '../life/port';
import type { EcsCalls } from './ecs-calls';

/** A way to create images in ECS, with its calls. */
export interface EcsMaking extends Making {
  /** Makes the call that starts an image, with its token. */
  readonly start: (ecs: EcsCalls, spec: ImageSpec) => Promise<ImageRef>;
  /** Stops a running creation. Absent if ECS has no call for it. */
  readonly cancel?: (ecs: EcsCalls, ref: ImageRef) => Promise<CancelOutcome>;
}
