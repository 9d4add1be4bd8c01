/** A JSON value between CloudFormation and a handler. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object: not a list and not null. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value);
}

/** Whether a JSON value is a list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Reads a JSON text.
 *
 * @throws SyntaxError if the text is not JSON.
 */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return value;
}

/** Whether two JSON values are equal. The order of keys is ignored, the order of lists is not. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isJsonList(left) && isJsonList(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
    );
  }
  return false;
}

/** The value with all its numbers and booleans as text, as CloudFormation sends resource properties. */
export function stringifyPrimitives(value: Json): Json {
  if (isJsonList(value)) return value.map(stringifyPrimitives);
  if (isJsonObject(value)) return mapValues(value, stringifyPrimitives);
  return value === null ? null : String(value);
}

/** The object with `change` applied to each of its values. */
export function mapValues<From, To>(
  object: { readonly [key: string]: From },
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** The path of the first null in the value; `undefined` if there is none. */
export function findNull(value: Json, path: readonly string[] = []): string | undefined {
  if (value === null) return path.join('.');
  if (!isJsonList(value) && !isJsonObject(value)) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = findNull(item, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
