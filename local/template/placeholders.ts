/** The values that the identifiers of the loops around have, innermost last. */
export type LoopValues = ReadonlyMap<string, string>;

/** `${Name}` or `&{Name}`, as it stands for the value of a loop. */
const PLACEHOLDER = /([$&])\{([A-Za-z0-9]+)\}/g;

/**
 * The text with the values of loops in the place of their identifiers: `${Name}` is the value, `&{Name}` its letters and
 * digits. Other variables stay as they are.
 *
 * Both forms stand in keys and values alike: "All instances of ${Identifier} or &{Identifier} in the OutputKey and OutputValue
 * parameters will be replaced with the values from the Collection parameter" (docs.aws.amazon.com, Template Reference,
 * "Fn::ForEach"). Where reports contradict that page, `loopRemarks` says so.
 */
export function fillIn(text: string, values: LoopValues): string {
  return text.replace(PLACEHOLDER, (whole, mark: string, name: string) => {
    const value = values.get(name);
    if (value === undefined) return whole;
    return mark === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}

/** The placeholders in a text that stand for one of the loops, as they are written. */
export function placeholdersIn(text: string, names: Iterable<string>): readonly string[] {
  const wanted = new Set(names);
  return [...text.matchAll(PLACEHOLDER)].flatMap(([whole, , name = '']) => (wanted.has(name) ? [whole] : []));
}

/** Whether a text has the identifier of one of the loops in it. */
export function hasPlaceholder(text: string, names: Iterable<string>): boolean {
  return placeholdersIn(text, names).length > 0;
}
