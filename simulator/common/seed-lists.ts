import { type Check, checkObject, isObject, list, show } from './checked';

/** The lists in a file that says what exists at the start. Lists may be missing. */
type SeedLists = Readonly<Record<string, readonly unknown[] | undefined>> & { readonly images: readonly unknown[] };

/**
 * The lists in a parsed seed file. A list alone is a list of images.
 *
 * @param names the names of all lists that the object may have
 * @throws Error such as `images: expected a list, found "x"`
 */
export function seedLists(value: unknown, names: readonly string[]): SeedLists {
  if (Array.isArray(value)) return { images: value };
  if (!isObject(value) || value.images === undefined)
    throw new Error(`expected a list of images, or an object of images and keys, found ${show(value)}`);
  const checks = Object.fromEntries(names.map((name) => [name, list]));
  checkObject<SeedLists>(value, undefined, checks as Readonly<Record<string, Check>> & { readonly images: Check }, []);
  return value;
}

/**
 * The checked entries of a list.
 *
 * @throws Error such as `keys[0].keyId: is missing`
 */
export function checkEntries<T>(
  entries: readonly unknown[],
  name: string,
  checks: Readonly<Record<keyof T & string, Check>>,
  required: readonly (keyof T & string)[],
): T[] {
  return entries.map((entry, index) => {
    checkObject<T>(entry, `${name}[${index}]`, checks, required);
    return entry;
  });
}
