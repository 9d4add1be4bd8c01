import { endpointProblem, type PlainHttp } from '../calling/endpoint';
import { Failure } from '../failure/failure';
import type { Problems } from './problems';
import { flag, matches, type Rule } from './rules';

const HOW = 'Set it with aws cloudformation set-type-configuration';

/** What is said before the problems of a type configuration. */
export const UNUSABLE = `The type configuration is not valid. ${HOW}`;

/** The failure of a request without a type configuration; `needs`: what one has to hold. */
export function missingConfiguration(needs: string): Failure {
  return new Failure('InvalidTypeConfiguration', `The type configuration is missing. ${HOW}: ${needs}.`);
}

/** A secret is checked for what breaks a request header. */
export const secretRule = matches(
  /^[\x21-\x7e]+$/,
  'contains a space, a line break or another character that is not allowed in a key',
);

/** A policy of `most` characters at most, as JSON text. */
export const policyRule =
  (most: number): Rule =>
  (text) => {
    if (text.length > most) return `must have at most ${most} characters`;
    return isJsonObject(text) ? undefined : 'must be a policy as JSON text';
  };

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * An object that is given; `undefined` where it is not. What is given and no object must not pass for absent: it may be meant to narrow.
 */
export function objectOf<T extends object>(
  name: string,
  value: T | null | undefined,
  problems: Problems,
): T | undefined {
  const given: unknown = value ?? undefined;
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || Array.isArray(given)) problems.add(name, 'must be an object');
  return value ?? undefined;
}

/** The values that a number may have, the one that it has where none is given, and what they count. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
  readonly unit: string;
}

/**
 * Reads the values of one object of a type configuration, or of the whole where `object` is empty. A value is never said: any of them may
 * be a secret, by intent or by mistake.
 */
export function readerOf(object: string, problems: Problems) {
  const placeOf = (name: string): string => (object === '' ? name : `${object}.${name}`);
  const required = (name: string, value: unknown, rule: Rule): string => {
    const problem = textProblem(value, rule);
    if (problem) problems.add(placeOf(name), problem);
    return typeof value === 'string' ? value : '';
  };
  return {
    required,
    optional: (name: string, value: unknown, rule: Rule): string | undefined =>
      value === undefined || value === null ? undefined : required(name, value, rule),
    number: (name: string, value: unknown, { least, most, otherwise, unit }: NumberRange): number => {
      if (value === undefined || value === null) return otherwise;
      // The library makes a bigint of an integer that comes as a text.
      const number = Number(value);
      if (!(Number.isInteger(number) && number >= least && number <= most)) {
        problems.add(placeOf(name), `must be ${least} to ${most} ${unit}`);
      }
      return number;
    },
  };
}

function textProblem(value: unknown, rule: Rule): string | undefined {
  if (value === undefined || value === null || value === '') return 'is missing';
  if (typeof value !== 'string') return 'must be a string';
  return value.startsWith('{{resolve:') ? 'is a dynamic reference that was not resolved' : rule(value);
}

/** Notes what is wrong with an endpoint. An absent one is in order. */
export function checkEndpoint(name: string, value: unknown, problems: Problems, plainHttp?: PlainHttp): void {
  if (value === undefined || value === null) return;
  const problem = typeof value === 'string' ? endpointProblem(value, plainHttp) : 'must be a string';
  if (problem) problems.add(name, problem);
}

/** Whether every deletion is forced, whatever the resource says. */
export function readForceDelete(value: unknown, problems: Problems): boolean {
  flag('ForceDelete', value, problems);
  return value === true;
}
