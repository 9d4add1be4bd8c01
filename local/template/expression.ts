import type { Json, JsonObject } from '../json';
import { EvaluationError, type Path } from './problems';

/** The value of `AWS::NoValue`: the property with it is left out. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

/** A value that is known only when a resource exists. */
export const UNKNOWN: unique symbol = Symbol('known after deployment');

/** A value during the evaluation of a template. */
export type Value =
  | null
  | boolean
  | number
  | string
  | typeof NO_VALUE
  | typeof UNKNOWN
  | readonly Value[]
  | { readonly [key: string]: Value };

/** What the functions of a template can read. */
export interface Scope {
  /** The value of a parameter; `undefined` if it is in AWS Systems Manager, which is not asked here. */
  parameter(name: string): Value | undefined;
  pseudoParameter(name: string): Value;
  condition(name: string): boolean;
  mapping(map: string, topLevelKey: string, secondLevelKey: string): Json | undefined;
  /** The top-level keys of a mapping, or the second-level keys of one of them; empty if the mapping or key does not exist. */
  mappingKeys(map: string, topLevelKey?: string): readonly string[];
  /** The primary identifier of a resource. */
  identifier(logicalId: string): Value;
  /** An attribute of a resource; `undefined` if it has none of this name. */
  attribute(logicalId: string, name: string): Value | undefined;
  /**
   * Reports that a value cannot be supplied here. If problems are collected, the work continues without it.
   *
   * @throws EvaluationError if they are not collected.
   */
  refuse(path: Path, reason: string): typeof UNKNOWN;
}

/** A part of a template that can be evaluated. */
export interface Expression {
  /** @throws EvaluationError if a function in it does not accept its arguments. */
  evaluate(scope: Scope): Value;
  /** The logical IDs of the resources that it needs if the conditions have the given values. */
  references(isTrue: (condition: string) => boolean): readonly string[];
}

/** A value that is written in the template. */
export function literal(value: Json): Expression {
  return { evaluate: () => value, references: () => [] };
}

/** A list of expressions, without the items that are `AWS::NoValue`. */
export function listOf(items: readonly Expression[]): Expression {
  return {
    evaluate: (scope) => items.map((item) => item.evaluate(scope)).filter((value) => value !== NO_VALUE),
    references: (isTrue) => items.flatMap((item) => item.references(isTrue)),
  };
}

/** An object of expressions, without the keys whose value is `AWS::NoValue`. */
export function objectOf(entries: readonly (readonly [string, Expression])[]): Expression {
  return {
    evaluate: (scope) =>
      Object.fromEntries(
        entries.map(([key, value]) => [key, value.evaluate(scope)] as const).filter(([, value]) => value !== NO_VALUE),
      ),
    references: (isTrue) => entries.flatMap(([, value]) => value.references(isTrue)),
  };
}

/** A function of other expressions. It is unknown as long as one of them is unknown. */
export function derived(args: readonly Expression[], compute: (values: readonly Value[]) => Value): Expression {
  return {
    evaluate(scope) {
      const values = args.map((argument) => argument.evaluate(scope));
      return values.some(hasUnknown) ? UNKNOWN : compute(values);
    },
    references: (isTrue) => args.flatMap((argument) => argument.references(isTrue)),
  };
}

/** Whether a part of the value is known only after deployment. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (isValueList(value)) return value.some(hasUnknown);
  return isValueObject(value) && Object.values(value).some(hasUnknown);
}

/** Whether a value is a list. */
export function isValueList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is an object. */
export function isValueObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value as JSON.
 *
 * @throws EvaluationError if a part of it is not known.
 */
export function toJson(value: Value, path: Path): Json {
  if (value === NO_VALUE) return null;
  if (value === UNKNOWN) throw new EvaluationError(path, 'is not known yet');
  if (isValueList(value)) return value.map((item, index) => toJson(item, [...path, index]));
  if (isValueObject(value)) return toJsonObject(value, path);
  return value;
}

/** {@link toJson} for an object. */
export function toJsonObject(value: { readonly [key: string]: Value }, path: Path): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item, [...path, key])]));
}

/**
 * The value as text, as CloudFormation converts primitives.
 *
 * @throws EvaluationError if it is not a string, number or boolean.
 */
export function toText(value: Value | undefined, path: Path): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new EvaluationError(path, `needs a string here, but got ${describe(value)}`);
}

/** A value in an error message. */
export function describe(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === NO_VALUE) return 'AWS::NoValue';
  if (value === UNKNOWN) return 'a value that is not known yet';
  if (isValueList(value)) return 'a list';
  if (isValueObject(value)) return 'an object';
  return JSON.stringify(value);
}
