import { type PropertySchema, type ResourceSchema, SchemaProblem } from './schema';

const KEYWORDS: ReadonlySet<string> = new Set<keyof PropertySchema>([
  ...(['$ref', 'type', 'description', 'insertionOrder', 'items', 'properties', 'required'] as const),
  ...([
    'additionalProperties',
    'minLength',
    'maxLength',
    'pattern',
    'minimum',
    'maximum',
    'minItems',
    'maxItems',
  ] as const),
]);

const CURE =
  'which the constructs do not have yet: add it to constructs/generator/, and to constructs/src/shape.ts if values are checked by it';

/**
 * Looks for keywords that the generator does not know, before anything is written of a schema.
 *
 * @throws SchemaProblem that names the type, each property and each keyword.
 */
export function checkKeywords(schema: ResourceSchema): void {
  const unknown = [
    ...Object.entries(schema.properties).flatMap(([name, property]) => unknownIn(name, property)),
    ...Object.entries(schema.definitions).flatMap(([name, definition]) => unknownIn(`definitions.${name}`, definition)),
  ];
  if (unknown.length > 0) throw new SchemaProblem(schema, `${unknown.join(', ')}, ${CURE}`);
}

/** The unknown keywords at a place and below it, each with its place: `Tags has the keyword uniqueItems`. */
function unknownIn(place: string, property: PropertySchema): readonly string[] {
  const { items, properties = {} } = property;
  return [
    ...Object.keys(property).flatMap((keyword) =>
      KEYWORDS.has(keyword) ? [] : [`${place} has the keyword ${keyword}`],
    ),
    ...(items ? unknownIn(`${place}.items`, items) : []),
    ...Object.entries(properties).flatMap(([name, inner]) => unknownIn(`${place}.${name}`, inner)),
  ];
}
