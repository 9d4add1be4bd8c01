import { LONGEST_TIMEOUT_SECONDS, parseDuration } from '../failure/duration';
import type { Problems } from './problems';
import { fieldOf } from './property';
import { type DurationLimits, duration } from './rules';

/** The default durations, in seconds: `Timeouts` in the schema. */
const DEFAULT_SECONDS = { Create: 2 * 3600, Delete: 10 * 60 } as const;
type Timed = keyof typeof DEFAULT_SECONDS;

/** The default durations of a type whose schema has other values, in seconds. */
export type DefaultSeconds = Partial<Readonly<Record<Timed, number>>>;

/** Notes which time-outs are not durations or not within the limits. */
export function checkTimeouts(timeouts: unknown, problems: Problems, limits: DurationLimits): void {
  if (typeof (timeouts ?? {}) !== 'object' || Array.isArray(timeouts))
    problems.add('Timeouts', 'must be an object with Create and Delete');
  for (const name of ['Create', 'Delete'] as const)
    duration(limits)(`Timeouts.${name}`, givenTimeout(timeouts, name), problems);
}

/** A time-out in a request; `undefined` if the request does not set it. */
function givenTimeout(timeouts: unknown, name: Timed): unknown {
  if (typeof timeouts !== 'object' || timeouts === null) return undefined;
  return Reflect.get(timeouts, fieldOf(name)) ?? undefined;
}

/** How long an operation may take, in seconds, not more than the maximum. The durations were checked before. */
export function timeoutSeconds(timeouts: unknown, name: Timed, defaults: DefaultSeconds = {}): number {
  const given = givenTimeout(timeouts, name);
  // The schema lets an import set a time-out of 0 s. A deletion ignores it, because a refusal would make it impossible to delete the stack.
  const seconds = typeof given === 'string' ? parseDuration(given) : undefined;
  return Math.min(seconds || (defaults[name] ?? DEFAULT_SECONDS[name]), LONGEST_TIMEOUT_SECONDS);
}
