import type { CancelOutcome, ImageRef, ImageSpec, Making } from '../life/port';
import type { EcsCalls } from './ecs-calls';

/**
 * How to make the calls that start an image. They are sometimes slow, and if an answer is not awaited, the ID of the image stays unknown
 * (coreos-assembler issue 2592). If no attempt was answered, there is time left to search for the image by its name.
 */
export const SLOW_START = { attemptTimeout: 25_000, reserve: 10_000, untilNextMinute: true, makes: true } as const;

/** A way to create images in ECS, with its calls. */
export interface EcsMaking extends Making {
  /** Makes the call that starts an image, with its token. */
  readonly start: (ecs: EcsCalls, spec: ImageSpec) => Promise<ImageRef>;
  /** Stops a running creation. Absent if ECS has no call for it. */
  readonly cancel?: (ecs: EcsCalls, ref: ImageRef) => Promise<CancelOutcome>;
}
