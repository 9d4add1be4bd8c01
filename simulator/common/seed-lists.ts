import { type Check, checkObject, isObject, list, show } from './checked';

/** The lists of a file that says what exists at the start, as far as it has them. */
type SeedLists = Readonly<Record<string, readonly unknown[] | undefined>> & { readonly images: readonly unknown[] };

/**
 * The lists of a parsed file of seeds: a list alone is one of images.
 *
 * @param names of all lists that the object may have
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
 * The entries of a list, each checked.
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
