import { type Json, sameJson } from '../json';
import { hasUnknown, isValueList, isValueObject, toJson, type Value } from '../template/expression';
import type { Path } from '../template/problems';

/** CloudFormation's words for a difference: an additional value, a missing value, another value. */
export type DifferenceType = 'ADD' | 'REMOVE' | 'NOT_EQUAL';

/** One difference between two values. */
export interface Difference {
  /** A JSON pointer (RFC 6901), such as `/Tags/0/Value`. For something that only the actual value has, it points into that value. */
  readonly path: string;
  readonly type: DifferenceType;
  readonly expected?: Value;
  readonly actual?: Value;
}

/** What counts as a difference. */
export interface CompareRules {
  /** Whether to ignore object keys that are not expected: what a template does not set is not compared. */
  readonly ignoresUnexpected: boolean;
  /** Whether the order of the items counts in the list at a path. */
  isOrdered(path: string): boolean;
  /** The key that identifies the objects in the list at a path; `undefined` if there is none. */
  itemKey(path: string): string | undefined;
}

/** Every difference counts. This is used to show the change of a property. */
export const STRICT: CompareRules = { ignoresUnexpected: false, isOrdered: () => true, itemKey: () => undefined };

/** All differences between two values, in the order of the expected one; empty if they are equal. */
export function differences(
  expected: Value | undefined,
  actual: Value | undefined,
  rules: CompareRules,
  path = '',
): Difference[] {
  if (expected === undefined) return actual === undefined ? [] : [{ path, type: 'ADD', actual }];
  if (actual === undefined) return [{ path, type: 'REMOVE', expected }];
  if (isValueObject(expected) && isValueObject(actual)) return objectDifferences(expected, actual, rules, path);
  if (isValueList(expected) && isValueList(actual)) {
    return rules.isOrdered(path)
      ? orderedDifferences(expected, actual, rules, path)
      : unorderedDifferences(expected, actual, rules, path);
  }
  return samePrimitive(expected, actual) ? [] : [{ path, type: 'NOT_EQUAL', expected, actual }];
}

type ValueObject = { readonly [key: string]: Value };

function objectDifferences(
  expected: ValueObject,
  actual: ValueObject,
  rules: CompareRules,
  path: string,
): Difference[] {
  const own = (object: ValueObject, key: string): Value | undefined =>
    Object.hasOwn(object, key) ? object[key] : undefined;
  const added = rules.ignoresUnexpected ? [] : Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
  return [...Object.keys(expected), ...added].flatMap((key) =>
    differences(own(expected, key), own(actual, key), rules, pointer(path, key)),
  );
}

function orderedDifferences(
  expected: readonly Value[],
  actual: readonly Value[],
  rules: CompareRules,
  path: string,
): Difference[] {
  const indexes = Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => index);
  return indexes.flatMap((index) => differences(expected[index], actual[index], rules, pointer(path, index)));
}

/** Items with an equal item on the other side match. Of the others, those with the same key are compared. */
function unorderedDifferences(
  expected: readonly Value[],
  actual: readonly Value[],
  rules: CompareRules,
  path: string,
): Difference[] {
  const left = new Set(actual.keys());
  const take = (isIt: (item: Value, index: number) => boolean): number | undefined => {
    const found = [...left].find((index) => isIt(actual[index] ?? null, index));
    if (found !== undefined) left.delete(found);
    return found;
  };
  const unmatched = [...expected.entries()].filter(
    ([index, item]) =>
      take((other) => differences(item, other, rules, pointer(path, index)).length === 0) === undefined,
  );
  const key = rules.itemKey(path);
  const found = unmatched.flatMap(([index, item]) => {
    const name = key === undefined ? undefined : keyOf(item, key);
    const at = name === undefined ? undefined : take((other) => keyOf(other, key ?? '') === name);
    return differences(item, at === undefined ? undefined : actual[at], rules, pointer(path, index));
  });
  return [
    ...found,
    ...[...left].flatMap((index) => differences(undefined, actual[index], rules, pointer(path, index))),
  ];
}

function keyOf(item: Value, key: string): Value | undefined {
  return isValueObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
}

/** CloudFormation sends every primitive as text, so "5" and 5 are equal. */
function samePrimitive(left: Value, right: Value): boolean {
  if (hasUnknown(left) || hasUnknown(right)) return false;
  return sameJson(asText(toJson(left, [])), asText(toJson(right, [])));
}

function asText(value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** The JSON pointer of a part. */
export function pointer(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys that a JSON pointer leads through; a number is an index. */
export function keysOf(path: string): Path {
  const keys = path.split('/').slice(1);
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')));
}
