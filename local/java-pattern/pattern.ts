import { BrokenPattern, UncertainPattern } from './cursor';
import { matches } from './matcher';
import { type Parsed, parse } from './parser';

/** Whether a pattern matches a value, or why this is not certain here. */
export type Match = { readonly isMatch: boolean } | { readonly doubt: string };

/** A pattern of `java.util.regex`, as CloudFormation uses it in `AllowedPattern`. */
export interface JavaPattern {
  /** The pattern as it was written. */
  readonly text: string;
  /** Compares it with a whole value. This always ends. */
  test(value: string): Match;
}

/** A pattern, or why Java refuses it. */
export type ReadPattern = { readonly pattern: JavaPattern } | { readonly problem: string };

/** One line of printable ASCII. */
const PLAIN = /^[ -~]+$/;

/**
 * Reads a pattern of `java.util.regex`. Its meaning is certain if all versions of Java from 8 on agree. Source: docs.oracle.com,
 * java.util.regex.Pattern; a test compares it with the answers of OpenJDK 17 and 25.
 */
export function readJavaPattern(text: string): ReadPattern {
  try {
    const parsed = parse(text);
    return { pattern: { text, test: (value) => matchOf(parsed, value) } };
  } catch (error) {
    if (error instanceof BrokenPattern) return { problem: error.message };
    const doubt = doubtOf(error);
    return { pattern: { text, test: () => ({ doubt }) } };
  }
}

function doubtOf(error: unknown): string {
  if (error instanceof UncertainPattern) return `what ${error.message} means is not certain`;
  // Nested groups have filled the stack.
  if (error instanceof RangeError) return 'it is nested too deeply';
  throw error;
}

function matchOf({ root, needsPlain }: Parsed, value: string): Match {
  if (needsPlain && !PLAIN.test(value)) return { doubt: 'what it means for such a value is not certain' };
  const isMatch = matches(root, value);
  return isMatch === undefined ? { doubt: 'it takes too long' } : { isMatch };
}
