const UNITS = { h: 3600, m: 60, s: 1 } as const;
const DURATION = /^(?=.)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/**
 * The longest time that an operation can take, in seconds: `timeoutInMinutes` of CREATE and DELETE in schema.json. A longer time would be
 * of no use, because the session of CloudFormation's execution role ends after 12 hours.
 */
export const LONGEST_OPERATION_SECONDS = 12 * UNITS.h;
/**
 * An operation that still waits at this time after its start gives up, in seconds. CloudFormation's clock started earlier, and it would
 * soon end the operation with its own message, which does not say what is left.
 */
export const LAST_WORD_SECONDS = LONGEST_OPERATION_SECONDS - 15 * UNITS.m;
/** The longest time-out that a template can set, in seconds. The rest of the 12 hours is for the clean-up of a late image. */
export const LONGEST_TIMEOUT_SECONDS = 11 * UNITS.h;

/** The seconds in a duration such as `90s`, `45m` or `1h30m`; `undefined` if the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  return (hours ?? 0) * UNITS.h + (minutes ?? 0) * UNITS.m + (seconds ?? 0) * UNITS.s;
}

/** A number of seconds in the form that people use: `45 s`, `4 min`, `1 h 30 min`. */
export function sayDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / UNITS.m);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
