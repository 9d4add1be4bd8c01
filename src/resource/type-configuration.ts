import { endpointProblem, type PlainHttp } from '../calling/endpoint';
import { Failure } from '../failure/failure';
import type { Problems } from './problems';
import { fieldOf } from './property';
import { flag, matches, type Rule } from './rules';

const HOW = 'Set it with aws cloudformation set-type-configuration';

/** @throws Failure with all problems that were found in a type configuration. */
export function refuseConfiguration(problems: Problems): void {
  problems.raise('InvalidTypeConfiguration', 'The type configuration is not valid', `${HOW}.`);
}

/** The failure of a request without a type configuration. `needs`: what the type configuration must contain. */
export function missingConfiguration(needs: string): Failure {
  return new Failure('InvalidTypeConfiguration', `The type configuration is missing. ${HOW}; it needs ${needs}.`);
}

/** A secret must not contain what would break a request header. */
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
 * The object, or `undefined` if it is not set. Another value is a problem and does not count as absent: it may be meant as a restriction.
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

/** The range of a number, its default (`otherwise`), and its unit. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
  readonly unit: string;
}

/**
 * Reads the values of one object of a type configuration, or of the whole type configuration if `object` is empty. Problems never contain a
 * value, because any value may be a secret, intended or not.
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
    optional: (name: string, value: unknown, rule: Rule): string | undefined => {
      if (value === undefined || value === null) return undefined;
      // An empty text does not count as absent: it may be meant as a restriction.
      if (value !== '') return required(name, value, rule);
      problems.add(placeOf(name), 'is empty: remove it or set it');
      return undefined;
    },
    number: (name: string, value: unknown, { least, most, otherwise, unit }: NumberRange): number => {
      if (value === undefined || value === null) return otherwise;
      const number = Number.isInteger(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      problems.add(placeOf(name), `must be ${least} to ${most} ${unit}`);
      return otherwise;
    },
  };
}

/** Reads each object of a list. What is not a list or not an object is a problem. `needs`: what the list must be. */
export function eachObject<Entry extends object>(
  name: string,
  value: readonly (Entry | null)[] | null | undefined,
  needs: string,
  problems: Problems,
  readEntry: (entry: Partial<Entry>, place: string, read: ReturnType<typeof readerOf>) => void,
): void {
  const list = value ?? [];
  if (!Array.isArray(list)) {
    problems.add(name, needs);
    return;
  }
  for (const [index, entry] of list.entries()) {
    const place = `${name}[${index}]`;
    readEntry(objectOf<Partial<Entry>>(place, entry, problems) ?? {}, place, readerOf(place, problems));
  }
}

function textProblem(value: unknown, rule: Rule): string | undefined {
  if (value === undefined || value === null || value === '') return 'is missing';
  if (typeof value !== 'string') return 'must be a string';
  return value.startsWith('{{resolve:') ? 'is a dynamic reference that was not resolved' : rule(value);
}

/** Notes what is wrong with an endpoint. An absent endpoint is valid. */
export function checkEndpoint(name: string, value: unknown, problems: Problems, plainHttp?: PlainHttp): void {
  if (value === undefined || value === null) return;
  const problem = typeof value === 'string' ? endpointProblem(value, plainHttp) : 'must be a string';
  if (problem) problems.add(name, problem);
}

/**
 * The endpoints that an object sets, by the names of its fields. `members`: as the type configuration names them. A value that is not
 * an object is a problem: without it, a public endpoint would be called.
 */
export function readEndpoints<Member extends string>(
  value: object | null | undefined,
  members: readonly Member[],
  problems: Problems,
): Partial<Record<Uncapitalize<Member>, string>> {
  const given: object = Object(objectOf('Endpoints', value, problems));
  const endpoints: Partial<Record<string, string>> = {};
  for (const member of members) {
    const field = fieldOf(member);
    const url: unknown = Reflect.get(given, field);
    checkEndpoint(`Endpoints.${member}`, url, problems);
    if (typeof url === 'string') endpoints[field] = url;
  }
  return endpoints;
}

/** Whether every deletion is forced, even if the resource does not set Force. */
export function readForceDelete(value: unknown, problems: Problems): boolean {
  flag('ForceDelete', value, problems);
  return value === true;
}
