import { parseDuration, sayDuration } from '../failure/duration';
import type { Problems } from './problems';

/** Says which rule a text breaks, or nothing. */
export type Rule = (text: string) => string | undefined;

/** Notes what is wrong with the value of a property. An absent one is in order. */
export type Check = (name: string, value: unknown, problems: Problems) => void;

export const matches =
  (form: RegExp, rule: string): Rule =>
  (text) =>
    form.test(text) ? undefined : rule;

/** Characters as JSON Schema counts them: one outside the first plane is one, though two units of UTF-16. */
export const characters =
  (least: number, most: number): Rule =>
  (text) => {
    const { length } = [...text];
    return length >= least && length <= most ? undefined : `must have ${least} to ${most} characters, has ${length}`;
  };

export const notBeginning =
  (...prefixes: string[]): Rule =>
  (text) => {
    const prefix = prefixes.find((entry) => text.startsWith(entry));
    return prefix && `must not begin with ${prefix}`;
  };

/** As above, regardless of case; the prefixes in small letters. */
export const notBeginningInAnyCase = (...prefixes: string[]): Rule => {
  const inSmallLetters = notBeginning(...prefixes);
  return (text) => inSmallLetters(text.toLowerCase());
};

export const notHolding =
  (...parts: string[]): Rule =>
  (text) => {
    const part = parts.find((entry) => text.toLowerCase().includes(entry));
    return part && `must not contain ${part}`;
  };

/** The first of the rules that is broken. */
export const first =
  (...rules: Rule[]): Rule =>
  (text) => {
    for (const rule of rules) {
      const broken = rule(text);
      if (broken) return broken;
    }
    return undefined;
  };

/** Half of a surrogate pair, which JSON can hold, cannot be sent to anybody: it has no form in UTF-8. */
const brokenCharacter: Rule = (text) => (/\p{Surrogate}/u.test(text) ? 'contains half of a character' : undefined);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** A text property: of type string, of whole characters and within its rule. */
export const text =
  (rule?: Rule): Check =>
  (name, value, problems) => {
    if (isAbsent(value)) return;
    const broken = typeof value === 'string' ? (brokenCharacter(value) ?? rule?.(value)) : 'must be a string';
    if (broken) problems.add(name, broken);
  };

/** A boolean property; `"true"` and `"false"` were turned into booleans before. */
export const flag: Check = (name, value, problems) => {
  if (!isAbsent(value) && typeof value !== 'boolean') problems.add(name, 'must be true or false');
};

/** An integer between two bounds, both included. It comes as a number or, from a text, as a bigint. */
export const wholeNumber =
  (least: number, most: number, unit: string): Check =>
  (name, value, problems) => {
    if (isAbsent(value)) return;
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    const number = isNumber ? Number(value) : Number.NaN;
    if (Number.isSafeInteger(number) && number >= least && number <= most) return;
    const is = isNumber ? `, is ${number}` : '';
    problems.add(name, `must be a whole number of ${least} to ${most} ${unit}${is}`);
  };

/** Seconds between which a duration has to be; default: longer than 0 s. */
export interface DurationLimits {
  readonly shortest?: number;
  readonly longest?: number;
}

/** A duration such as 45m. */
export const duration =
  ({ shortest = 1, longest = Number.POSITIVE_INFINITY }: DurationLimits): Check =>
  (name, value, problems) => {
    if (isAbsent(value)) return;
    const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
    if (seconds === undefined) problems.add(name, 'must be a duration such as 90s, 45m or 1h30m');
    else if (seconds < shortest) problems.add(name, 'must be longer than 0 s');
    else if (seconds > longest) problems.add(name, `must be at most ${sayDuration(longest)}`);
  };
