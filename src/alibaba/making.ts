import type { CancelOutcome, ImageRef, ImageSpec, Making } from '../life/port';
import type { EcsCalls } from './ecs-calls';

/**
 * How the calls that start an image are made. They answer slowly at times, and an answer that is not waited for is an image of unknown ID
 * (coreos-assembler issue 2592); time is left to look for it by its name, if no attempt was answered.
 */
export const SLOW_START = { attemptTimeout: 25_000, reserve: 10_000, untilNextMinute: true, makes: true } as const;

/** A way of making images in ECS, with its calls. */
export interface EcsMaking extends Making {
  /** Makes the call that starts an image, with its token. */
  readonly start: (ecs: EcsCalls, spec: ImageSpec) => Promise<ImageRef>;
  /** Stops a running creation; absent where ECS has no call for it. */
  readonly cancel?: (ecs: EcsCalls, ref: ImageRef) => Promise<CancelOutcome>;
}
