import { InvalidArgumentError } from 'commander';
import type { Operation } from '../../src/calling/needs';

/** A parser for an option. The error for a value that does not match the pattern ends with `not ${what}`. */
export function one(pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`"${text}" is not ${what}.`);
    return text;
  };
}

/** {@link one} for an option with several values. The first value replaces the default. */
export function oneMore(pattern: RegExp, what: string): (text: string, before: readonly string[]) => string[] {
  const check = one(pattern, what);
  let given: string[] = [];
  return (text) => {
    given = [...given, check(text)];
    return given;
  };
}

/** A region of a cloud. */
export const REGION = /^[a-z]{2,3}(-[a-z0-9]+)+$/;

/** The ARN of a role in AWS. */
export const ROLE_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[A-Za-z0-9+=,.@_/-]+$/;

/** Lines about which operation makes which call when. `prefix` precedes the name of a call. */
export function explanation(
  operations: readonly Operation[],
  needsOf: (operation: Operation) => readonly { readonly call: string; readonly when: string }[],
  prefix = '',
): string {
  return operations
    .map((operation) =>
      [operation, ...needsOf(operation).map(({ call, when }) => `  ${prefix}${call.padEnd(20)}  ${when}`)].join('\n'),
    )
    .join('\n');
}
