import { LONGEST_TIMEOUT_SECONDS, parseDuration } from '../failure/duration';
import type { Problems } from './problems';
import { fieldOf } from './property';
import { type DurationLimits, duration } from './rules';

/** Default durations, in seconds: `Timeouts` in the schema. */
const DEFAULT_SECONDS = { Create: 2 * 3600, Delete: 10 * 60 } as const;
type Timed = keyof typeof DEFAULT_SECONDS;

/** Those of a type whose schema says others, in seconds. */
export type DefaultSeconds = Partial<Readonly<Record<Timed, number>>>;

/** Notes which time-outs are not durations, or not within the limits. */
export function checkTimeouts(timeouts: unknown, problems: Problems, limits: DurationLimits): void {
  if (typeof (timeouts ?? {}) !== 'object' || Array.isArray(timeouts))
    problems.add('Timeouts', 'must be an object with Create and Delete');
  for (const name of ['Create', 'Delete'] as const)
    duration(limits)(`Timeouts.${name}`, givenTimeout(timeouts, name), problems);
}

/** A time-out as a request gives it; `undefined` where it gives none. */
export function givenTimeout(timeouts: unknown, name: Timed): unknown {
  if (typeof timeouts !== 'object' || timeouts === null) return undefined;
  return Reflect.get(timeouts, fieldOf(name)) ?? undefined;
}

/** How long an operation may take, in seconds, at most the maximum; the durations were checked before. */
export function timeoutSeconds(timeouts: unknown, name: Timed, defaults: DefaultSeconds = {}): number {
  const given = givenTimeout(timeouts, name);
  // A deletion takes a time-out of 0 s, which the schema lets an import bring in, for none: a refusal would leave the stack undeletable.
  const seconds = typeof given === 'string' ? parseDuration(given) : undefined;
  return Math.min(seconds || (defaults[name] ?? DEFAULT_SECONDS[name]), LONGEST_TIMEOUT_SECONDS);
}
