/** A time (milliseconds since 1970) in the form of answers: ISO 8601 in whole seconds. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
