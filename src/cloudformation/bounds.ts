/** Real events have a few levels and some dozens of values, and their longest texts are session tokens of some kilobytes. */
const MOST_LEVELS = 32;
const MOST_VALUES = 10_000;
const LONGEST_TEXT = 65_536;

/**
 * Why an event cannot come from CloudFormation, or `undefined` if it can. Later code may walk through the event recursively, and spend time
 * and memory on each value. This check goes level by level, so that no depth can overflow the stack. Property names count as texts.
 */
export function boundsProblem(event: unknown): string | undefined {
  let level: readonly unknown[] = [event];
  let values = 1;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) return `is nested deeper than ${MOST_LEVELS} levels`;
    if (level.some(isTooLong)) return `contains a string longer than ${LONGEST_TEXT} characters`;
    const parts: unknown[] = [];
    for (const value of level) {
      const own = partsOf(value);
      values += own.length;
      // Before they are copied into the next level.
      if (values > MOST_VALUES) return `contains more than ${MOST_VALUES} values`;
      parts.push(...own);
    }
    level = parts;
  }
  return undefined;
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LONGEST_TEXT;
}

function partsOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value : [...Object.keys(value), ...Object.values(value)];
}
