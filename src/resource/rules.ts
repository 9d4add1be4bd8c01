import { parseDuration, sayDuration } from '../failure/duration';
import type { Problems } from './problems';

/** Says which rule a text breaks, or nothing. */
export type Rule = (text: string) => string | undefined;

/** Notes what is wrong with the value of a property. An absent value is valid. */
export type Check = (name: string, value: unknown, problems: Problems) => void;

export const matches =
  (form: RegExp, rule: string): Rule =>
  (text) =>
    form.test(text) ? undefined : rule;

/** Counts characters like JSON Schema: a character outside the basic plane counts as one, although it has two UTF-16 code units. */
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

/** The same rule regardless of case. The prefixes must be in lower case. */
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

/** Says the first of the rules that is broken. */
export const first =
  (...rules: Rule[]): Rule =>
  (text) => {
    for (const rule of rules) {
      const broken = rule(text);
      if (broken) return broken;
    }
    return undefined;
  };

/** Half of a surrogate pair cannot be sent to any service: JSON can contain it, but it has no form in UTF-8. */
const brokenCharacter: Rule = (text) => (/\p{Surrogate}/u.test(text) ? 'contains half of a character' : undefined);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** A text property: its value is a string of whole characters that follows its rule. */
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

/** An integer between two bounds, both included. */
export const wholeNumber =
  (least: number, most: number, unit: string): Check =>
  (name, value, problems) => {
    if (isAbsent(value)) return;
    if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return;
    const is = typeof value === 'number' ? `, is ${value}` : '';
    problems.add(name, `must be a whole number of ${least} to ${most} ${unit}${is}`);
  };

/** The limits of a duration in seconds. By default, it is at least 1 s. */
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
