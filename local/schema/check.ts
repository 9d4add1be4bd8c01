import { didYouMean } from '../../tools/suggestion';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json';
import { describe, isValueList, isValueObject, UNKNOWN, type Value } from '../template/expression';
import type { Path, Problem, Report } from '../template/problems';
import type { ResourceType } from './resource-type';

/** Properties that were compared with a schema: the values with the types of the schema, and the problems. */
export interface CheckedProperties {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

interface SchemaContext {
  readonly root: JsonObject;
  readonly readOnly: readonly string[];
  /** The description of the enclosing object, if it is a part of a property. */
  readonly around?: Json;
  readonly report: Report;
}

/** Every schema keyword that {@link checkProperties} supports. A test compares schema.json with it. */
export const KNOWN_KEYWORDS: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'enum', 'description', 'insertionOrder'],
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'],
  ...['items', 'properties', 'required', 'additionalProperties'],
]);

/**
 * Compares the properties of a resource with the schema of its type, as CloudFormation does before it calls a handler. A primitive of
 * another type is converted ("true" for a boolean, 5 for a string). Values that are known only after deployment count as valid.
 */
export function checkProperties(type: ResourceType, properties: Value, path: Path): CheckedProperties {
  const problems: Problem[] = [];
  const report: Report = (where, message) => problems.push({ path: where, message });
  for (const name of type.readOnly) {
    if (isValueObject(properties) && Object.hasOwn(properties, name)) {
      report([...path, name], 'is read-only: the resource sets it, a template cannot');
    }
  }
  const value = checkValue(properties, { type: 'object', ...type.schema }, path, {
    root: type.schema,
    readOnly: type.readOnly,
    report,
  });
  return { value, problems };
}

/** The schema of a part of the properties of a resource; `undefined` if the schema does not describe it. */
export function schemaAt({ schema: root }: ResourceType, path: Path): JsonObject | undefined {
  let schema: JsonObject | undefined = root;
  for (const key of path) {
    const properties: JsonObject = isJsonObject(schema?.properties) ? schema.properties : {};
    const named = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const below: Json | undefined = typeof key === 'number' ? schema?.items : named;
    schema = isJsonObject(below) ? resolveReference(below, root) : undefined;
  }
  return schema;
}

function checkValue(value: Value, schema: JsonObject, path: Path, context: SchemaContext): Value {
  if (value === UNKNOWN) return value;
  const resolved = resolveReference(schema, context.root);
  const check = typeof resolved.type === 'string' ? CHECKS[resolved.type] : undefined;
  const checked = check ? check(value, resolved, path, context) : value;
  if (isJsonList(resolved.enum) && !resolved.enum.some((allowed) => allowed === checked)) {
    context.report(path, `must be one of ${resolved.enum.map((item) => JSON.stringify(item)).join(', ')}`);
  }
  return checked;
}

type Check = (value: Value, schema: JsonObject, path: Path, context: SchemaContext) => Value;

const CHECKS: Readonly<Record<string, Check>> = {
  object: checkObject,
  array: checkArray,
  string: checkString,
  boolean: checkBoolean,
  integer: (value, schema, path, context) => checkNumber(value, schema, path, context, /^[+-]?\d+$/),
  number: (value, schema, path, context) =>
    checkNumber(value, schema, path, context, /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i),
};

function checkObject(value: Value, schema: JsonObject, path: Path, context: SchemaContext): Value {
  if (!isValueObject(value)) {
    context.report(path, `must be an object, but is ${describe(value)}`);
    return value;
  }
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const inside = { ...context, around: schema.typeName === undefined ? schema.description : undefined };
  for (const name of isJsonList(schema.required) ? schema.required : []) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) context.report([...path, name], 'is required');
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const below = [...path, name];
      const definition = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (isJsonObject(definition)) return [name, checkValue(item, definition, below, inside)];
      if (schema.additionalProperties === false) {
        const known = Object.keys(properties).filter((key) => !context.readOnly.includes(key));
        const all = `choose from ${known.join(', ')}`;
        context.report(below, `there is no such property${didYouMean(name, known, all)}`);
      }
      return [name, item];
    }),
  );
}

function checkArray(value: Value, schema: JsonObject, path: Path, context: SchemaContext): Value {
  if (!isValueList(value)) {
    context.report(path, `must be a list, but is ${describe(value)}`);
    return value;
  }
  checkCount(value.length, 'item', schema.minItems, schema.maxItems, (rule) => context.report(path, rule));
  const { items } = schema;
  if (!isJsonObject(items)) return value;
  return value.map((item, index) => checkValue(item, items, [...path, index], context));
}

function checkString(value: Value, schema: JsonObject, path: Path, context: SchemaContext): Value {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    context.report(path, `must be a string, but is ${describe(value)}`);
    return value;
  }
  const text = String(value);
  // One message a value: the rule of a pattern is in words.
  if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(text)) {
    context.report(path, `${JSON.stringify(text)} is not valid. ${ruleOf(schema, context)}`);
    return text;
  }
  // JSON Schema counts characters, not UTF-16 units.
  const { length } = [...text];
  checkCount(length, 'character', schema.minLength, schema.maxLength, (rule) => context.report(path, rule));
  return text;
}

/** A pattern in words: the description of the enclosing object, then that of the property. */
function ruleOf({ description }: JsonObject, { around }: SchemaContext): string {
  const rules = [around, description].filter((rule) => typeof rule === 'string');
  return rules.length === 0 ? 'The schema of the type does not describe it.' : rules.join(' ');
}

function checkBoolean(value: Value, _schema: JsonObject, path: Path, context: SchemaContext): Value {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  context.report(path, `must be true or false, but is ${describe(value)}`);
  return value;
}

function checkNumber(value: Value, schema: JsonObject, path: Path, context: SchemaContext, form: RegExp): Value {
  const number =
    (typeof value === 'number' || typeof value === 'string') && form.test(String(value)) ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) {
    context.report(
      path,
      `must be a ${schema.type === 'integer' ? 'whole number' : 'number'}, but is ${describe(value)}`,
    );
    return value;
  }
  checkBounds(number, schema.minimum, schema.maximum, (bound) => {
    context.report(path, `must be ${bound}, but is ${number}`);
  });
  return number;
}

function checkBounds(
  actual: number,
  least: Json | undefined,
  most: Json | undefined,
  report: (bound: string, limit: number) => void,
): void {
  if (typeof least === 'number' && actual < least) report(`at least ${least}`, least);
  if (typeof most === 'number' && actual > most) report(`at most ${most}`, most);
}

/** As `checkBounds`, for the number of the parts of a value. */
function checkCount(
  actual: number,
  part: string,
  least: Json | undefined,
  most: Json | undefined,
  report: (rule: string) => void,
): void {
  checkBounds(actual, least, most, (bound, limit) => {
    report(`must have ${bound} ${part}${limit === 1 ? '' : 's'}, but has ${actual}`);
  });
}

/** Resolves `#/definitions/Name`. Schemas here contain no other references. */
export function resolveReference(schema: JsonObject, root: JsonObject): JsonObject {
  const name = typeof schema.$ref === 'string' ? schema.$ref.replace('#/definitions/', '') : undefined;
  if (name === undefined) return schema;
  const target = isJsonObject(root.definitions) ? root.definitions[name] : undefined;
  if (!isJsonObject(target)) throw new TypeError(`the schema refers to ${name}, which it does not define`);
  return target;
}
