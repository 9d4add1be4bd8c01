import { InvalidArgumentError } from 'commander';
import type { Operation } from '../../src/calling/needs';

/** A parser of an option: what the pattern does not match is `not ${what}`. */
export function one(pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`"${text}" is not ${what}.`);
    return text;
  };
}

/** The same of an option with several values: the first one replaces the default. */
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

/** Lines that say which operation makes which call when; `prefix`: what stands before the name of a call. */
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
