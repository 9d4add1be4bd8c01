/** What is wrong with a value, as the end of "expected …"; `undefined` if nothing is wrong. */
export type Check = (value: unknown) => string | undefined;

export const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'a text that is not empty';
export const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'a text');
export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
export const list: Check = (value) => (Array.isArray(value) ? undefined : 'a list');
export const size: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? undefined : 'a whole number from 1';
export const time: Check = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'a time such as 2026-01-31T12:00:00Z';
/** Texts by name, such as the tags of an image. */
export const texts: Check = (value) =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string') ? undefined : 'texts by their keys';
export const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : `one of ${values.join(', ')}`;

const LONGEST_VALUE = 60;

/**
 * Checks the properties of an object.
 *
 * @param where the place of the object in its file; `undefined` if it is the whole file
 * @throws Error such as `images[3].sizeGiB: expected a whole number from 1, found "big"`
 */
export function checkObject<T>(
  value: unknown,
  where: string | undefined,
  checks: Readonly<Record<keyof T & string, Check>>,
  required: readonly (keyof T & string)[],
): asserts value is T {
  if (!isObject(value)) throw new Error(`${where}: expected an object, found ${show(value)}`);
  const placeOf = (name: string): string => (where === undefined ? name : `${where}.${name}`);
  for (const name of required) {
    if (value[name] === undefined) throw new Error(`${placeOf(name)}: is missing`);
  }
  const known = new Map<string, Check>(Object.entries(checks));
  for (const [name, property] of Object.entries(value)) {
    const check = known.get(name);
    if (!check) throw new Error(`${placeOf(name)}: there is no such property, only ${[...known.keys()].join(', ')}`);
    const expected = check(property);
    if (expected !== undefined) throw new Error(`${placeOf(name)}: expected ${expected}, found ${show(property)}`);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as text, cut to fit into a line. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
