/** How long AWS Lambda supports a runtime, as dates (`YYYY-MM-DD`). */
interface Support {
  /** From this day on, Lambda may no longer patch the runtime. */
  readonly supportedUntil: string;
  /** From this day on, Lambda accepts no new functions with the runtime, and so, as far as is known, CloudFormation no new versions. */
  readonly newUntil: string;
}

/**
 * The runtimes that a type can be registered with, the longest supported one first, with AWS's announced dates:
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export const RUNTIMES = {
  'nodejs24.x': { supportedUntil: '2028-04-30', newUntil: '2028-06-01' },
  'nodejs22.x': { supportedUntil: '2027-04-30', newUntil: '2027-06-01' },
} as const satisfies Record<string, Support>;

/** The name of a runtime that a type can be registered with. */
export type Runtime = keyof typeof RUNTIMES;

/** Whether a type can be registered with a runtime. */
export function isRuntime(name: string): name is Runtime {
  return Object.hasOwn(RUNTIMES, name);
}

/** A sentence about the day until which Lambda supports a runtime, or since which it does not. `today` is the current day. */
export function supportOf(runtime: Runtime, today: Date): string {
  const { supportedUntil } = RUNTIMES[runtime];
  const isOver = today.toISOString().slice(0, 10) >= supportedUntil;
  return isOver
    ? `The handlers run on ${runtime}, which AWS Lambda deprecated on ${supportedUntil}. Choose another with --runtime.`
    : `The handlers run on ${runtime}, which AWS Lambda supports until ${supportedUntil}.`;
}
