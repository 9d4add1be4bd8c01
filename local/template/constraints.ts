import { didYouMean } from '../../tools/suggestion';
import type { JavaPattern, Match } from '../java-pattern/pattern';
import type { ParameterType } from './parameter-types';

/** The constraints on the value of a parameter. */
export interface Constraints {
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: JavaPattern;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  /** The constraints in words. */
  readonly description?: string;
}

/** The parts of a declaration that decide whether a value is valid. */
interface Constrained {
  readonly type: ParameterType;
  readonly noEcho: boolean;
  readonly constraints: Constraints;
}

/** A whole number, a fraction, or either with a power of ten. White space around it is accepted. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The number in a text; `undefined` if it is not a number. */
export function toNumber(text: string): number | undefined {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The items of the value of a list. A blank list has one item, the empty text: its `Fn::Length` is 1
 * (github.com/aws-cloudformation/cfn-language-discussion, issue 102).
 */
export function itemsOf(text: string): readonly string[] {
  return text.split(',').map((item) => item.trim());
}

/** The result of a check: what is wrong with the value of a parameter, or why this is not known. */
export interface CheckedValue {
  readonly problem?: string;
  /** Why the value could not be checked against AllowedPattern. */
  readonly doubt?: string;
}

/** Checks the value of a parameter against its type and constraints. */
export function checkValue(parameter: Constrained, value: string): CheckedValue {
  const { noEcho, type } = parameter;
  const bytes = Buffer.byteLength(value);
  if (bytes > MOST_BYTES) return { problem: `has ${bytes} bytes; CloudFormation accepts at most ${MOST_BYTES}` };
  // For a parameter in AWS Systems Manager the constraints are about its name.
  const constraints: Constraints = type.isStored ? {} : parameter.constraints;
  const shown = noEcho ? 'the value' : JSON.stringify(value);
  const { allowedValues, allowedPattern, description } = constraints;
  const items = type.isList ? itemsOf(value) : [value];
  const other = items.find((item) => allowedValues?.includes(item) === false);
  const likely = noEcho || other === undefined ? '' : didYouMean(other, allowedValues ?? []);
  const numbers = type.isNumber ? items.map(toNumber) : [];
  const match = allowedPattern === undefined ? MATCHES : matchOf(items, allowedPattern);
  // The description explains the rule better than the pattern.
  const pattern = description === undefined ? ` ${allowedPattern?.text}` : '';
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = constraints;
  const { minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY } = constraints;
  const rules: readonly (readonly [broken: boolean, message: string])[] = [
    [numbers.includes(undefined), `${shown} is not a number`],
    [other !== undefined, `${shown} is not one of ${allowedValues?.join(', ')}${likely}`],
    ['isMatch' in match && !match.isMatch, `${shown} does not match AllowedPattern${pattern}`],
    [value.length < minLength, `${shown} is shorter than ${minLength}`],
    [value.length > maxLength, `${shown} is longer than ${maxLength}`],
    [numbers.some((number = minValue) => number < minValue), `${shown} is less than ${minValue}`],
    [numbers.some((number = maxValue) => number > maxValue), `${shown} is more than ${maxValue}`],
  ];
  const problem = rules.find(([broken]) => broken)?.[1];
  if (problem === undefined) return 'doubt' in match ? match : {};
  return { problem: description === undefined ? problem : `${problem} (${description})` };
}

/** CloudFormation's quota of the value of a parameter, in bytes. */
const MOST_BYTES = 4096;

/**
 * The constraints of a declaration that belong to other types: "MinValue … for Number types", "MinLength … for String types"
 * (CloudFormation User Guide, Parameters).
 */
export function foreignConstraints({ type, constraints }: Constrained): readonly string[] {
  const ofText = { MinLength: constraints.minLength, MaxLength: constraints.maxLength };
  const ofNumbers = { MinValue: constraints.minValue, MaxValue: constraints.maxValue };
  const others: Readonly<Record<string, unknown>> = type.isNumber
    ? { ...ofText, AllowedPattern: constraints.allowedPattern }
    : ofNumbers;
  return Object.keys(others).filter((name) => others[name] !== undefined);
}

const MATCHES: Match = { isMatch: true };

/** The result for the first item that does not match. Items after a doubt are not checked: they may take as long. */
function matchOf(items: readonly string[], pattern: JavaPattern): Match {
  for (const item of items) {
    const match = pattern.test(item);
    if ('doubt' in match || !match.isMatch) return match;
  }
  return MATCHES;
}
