import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import type { Path, Report } from './problems';

// CloudFormation's rules for loops: docs.aws.amazon.com, Template Reference, "Fn::ForEach"; the limits and constraints are in RFC 0009 of
// github.com/aws-cloudformation/cfn-language-discussion ("up to 5 nested Fn::ForEach within a single parent loop").

/** The transform that loops and the other functions of the language extensions need. */
export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/** Why a template without the transform is refused. */
export const NEEDS_TRANSFORM = `needs Transform: ${LANGUAGE_EXTENSIONS} at the top of the template`;

/** The sections in which loops can create keys and values. */
export const LOOP_SECTIONS = ['Conditions', 'Resources', 'Outputs'] as const;

/** The beginning of the key of a loop. */
export const LOOP = 'Fn::ForEach';
const NAME = /^[A-Za-z0-9]+$/;

/** How many loops may be nested inside an outermost one. */
const MOST_NESTED = 5;

/** A loop: the fragment is repeated for each value of the collection. */
export interface Loop {
  /** Represents the value in the fragment: `${identifier}`, `&{identifier}`, `Ref`. */
  readonly identifier: string;
  /** A list, or a function that returns one. */
  readonly collection: Json;
  readonly fragment: JsonObject;
}

/** Whether a key begins a loop: `Fn::ForEach::Name`. */
export function isLoopKey(key: string): boolean {
  return key === LOOP || key.startsWith(`${LOOP}::`);
}

/** The loop under a key. Errors in its form are reported. */
export function readLoop(value: Json, path: Path, report: Report): Loop | undefined {
  const [identifier, collection, fragment] = isJsonList(value) ? value : [];
  if (!isJsonList(value) || value.length !== 3 || collection === undefined || !isJsonObject(fragment)) {
    report(path, 'needs a list of an identifier, a collection and an object to repeat');
    return undefined;
  }
  if (typeof identifier !== 'string' || !NAME.test(identifier)) {
    report([...path, 0], 'the identifier of a loop is plain text of letters and digits');
    return undefined;
  }
  if (!isJsonList(collection) && !isJsonObject(collection)) {
    report([...path, 1], 'the collection of a loop is a list, or a Ref to a parameter of the type CommaDelimitedList');
    return undefined;
  }
  return { identifier, collection, fragment };
}

/**
 * Reports loops whose names or depth CloudFormation refuses, before anything is repeated: the name of a loop is unique in a template, and
 * no name or identifier equals that of a parameter, a resource or a loop around it.
 */
export function checkLoops(root: JsonObject, report: Report): void {
  const keysOf = (section: string): string[] => (isJsonObject(root[section]) ? Object.keys(root[section]) : []);
  const taken = new Map<string, string>([
    ...keysOf('Parameters').map((name) => [name, 'a parameter'] as const),
    ...keysOf('Resources').map((name) => [name, 'a resource'] as const),
  ]);
  const names = new Set<string>();

  const visit = (value: Json, path: Path, around: readonly string[]): void => {
    if (isJsonList(value)) value.forEach((item, index) => void visit(item, [...path, index], around));
    if (!isJsonObject(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const below = [...path, key];
      const inner = isLoopKey(key) ? checkLoop(key, item, below, around) : around;
      visit(item, below, inner);
    }
  };
  const checkLoop = (key: string, value: Json, path: Path, around: readonly string[]): readonly string[] => {
    const name = key.slice(LOOP.length + 2);
    if (!NAME.test(name)) report(path, `a loop needs a name of letters and digits: ${LOOP}::Name`);
    else if (names.has(name)) report(path, `another loop has the name ${name}`);
    else if (taken.has(name)) report(path, `the loop has the name of ${taken.get(name)}`);
    names.add(name);
    if (around.length > MOST_NESTED) report(path, `at most ${MOST_NESTED} loops can be nested in a loop`);
    const loop = readLoop(value, path, report);
    if (loop === undefined) return around;
    const { identifier } = loop;
    const kind = around.includes(identifier) ? 'a loop around it' : taken.get(identifier);
    if (kind !== undefined) report([...path, 0], `the identifier ${identifier} is also the one of ${kind}`);
    return [...around, identifier];
  };
  for (const section of LOOP_SECTIONS) visit(root[section] ?? {}, [section], []);
}
