/** The values of the identifiers of the surrounding loops, innermost last. */
export type LoopValues = ReadonlyMap<string, string>;

/** `${Name}` or `&{Name}`, which represent the value of a loop. */
const PLACEHOLDER = /([$&])\{([A-Za-z0-9]+)\}/g;

/**
 * The text with the identifiers of loops replaced by their values: `${Name}` is the value, `&{Name}` its letters and digits. Other
 * variables are not changed.
 *
 * Both forms are replaced in keys and in values: "All instances of ${Identifier} or &{Identifier} in the OutputKey and OutputValue
 * parameters will be replaced with the values from the Collection parameter" (docs.aws.amazon.com, Template Reference, "Fn::ForEach").
 * `loopRemarks` says where reports contradict that page.
 */
export function fillIn(text: string, values: LoopValues): string {
  return text.replace(PLACEHOLDER, (whole, mark: string, name: string) => {
    const value = values.get(name);
    if (value === undefined) return whole;
    return mark === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}

/** The placeholders of the loops in a text, as they are written. */
export function placeholdersIn(text: string, names: Iterable<string>): readonly string[] {
  const wanted = new Set(names);
  return [...text.matchAll(PLACEHOLDER)].flatMap(([whole, , name = '']) => (wanted.has(name) ? [whole] : []));
}

/** Whether a text contains a placeholder of one of the loops. */
export function hasPlaceholder(text: string, names: Iterable<string>): boolean {
  return placeholdersIn(text, names).length > 0;
}
