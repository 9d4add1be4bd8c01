import { didYouMean } from '../suggestion';
import type { ParameterType } from './parameter-types';

/** What the value of a parameter has to be like. */
export interface Constraints {
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: RegExp;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  /** The constraints in words. */
  readonly description?: string;
}

/** What of a declaration says whether a value is right. */
interface Constrained {
  readonly type: ParameterType;
  readonly noEcho: boolean;
  readonly constraints: Constraints;
}

/** A whole number, a fraction, or either with a power of ten; white space around it is taken. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The number that a text is; undefined: it is not a number. */
export function toNumber(text: string): number | undefined {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The items of the value of a list. A blank list has one item, the empty text: `Fn::Length` of it is 1
 * (github.com/aws-cloudformation/cfn-language-discussion, issue 102).
 */
export function itemsOf(text: string): readonly string[] {
  return text.split(',').map((item) => item.trim());
}

/** What is wrong with the value of a parameter, in words; undefined: nothing. */
export function findBrokenConstraint(parameter: Constrained, value: string): string | undefined {
  const { noEcho, type } = parameter;
  // Those of a parameter in AWS Systems Manager are about its name.
  const constraints: Constraints = type.isStored ? {} : parameter.constraints;
  const shown = noEcho ? 'the value' : JSON.stringify(value);
  const { allowedValues, allowedPattern, description } = constraints;
  const items = type.isList ? itemsOf(value) : [value];
  const other = items.find((item) => allowedValues?.includes(item) === false);
  const likely = noEcho || other === undefined ? '' : didYouMean(other, allowedValues ?? []);
  const numbers = type.isNumber ? items.map(toNumber) : [];
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = constraints;
  const { minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY } = constraints;
  const rules: readonly (readonly [broken: boolean, message: string])[] = [
    [numbers.includes(undefined), `${shown} is not a number`],
    [other !== undefined, `${shown} is not one of ${allowedValues?.join(', ')}${likely}`],
    [
      items.some((item) => allowedPattern?.test(item) === false),
      `${shown} does not match ${allowedPattern?.source.slice(4, -2)}`,
    ],
    [value.length < minLength, `${shown} is shorter than ${minLength}`],
    [value.length > maxLength, `${shown} is longer than ${maxLength}`],
    [numbers.some((number = minValue) => number < minValue), `${shown} is less than ${minValue}`],
    [numbers.some((number = maxValue) => number > maxValue), `${shown} is more than ${maxValue}`],
  ];
  const message = rules.find(([broken]) => broken)?.[1];
  if (message === undefined) return undefined;
  return description === undefined ? message : `${message} (${description})`;
}
