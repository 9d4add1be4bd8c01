/** The value at a place in a value of unknown form; `undefined` if there is no such place. */
export function at(value: unknown, place: readonly string[]): unknown {
  return place.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined,
    value,
  );
}
