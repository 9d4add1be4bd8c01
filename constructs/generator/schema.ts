/** What the generator reads of a resource provider schema. */
export interface ResourceSchema {
  readonly typeName: string;
  readonly description: string;
  readonly definitions: Readonly<Record<string, PropertySchema>>;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly createOnlyProperties?: readonly string[];
  readonly readOnlyProperties?: readonly string[];
  readonly deprecatedProperties?: readonly string[];
  readonly tagging?: { readonly taggable: boolean; readonly tagProperty?: string };
}

/** A property, or a definition; `$ref` points to a definition. */
export interface PropertySchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly insertionOrder?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: PropertySchema;
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/** The names of properties in a list of pointers, `/properties/<name>`. */
export function namesOf(pointers: readonly string[] = []): ReadonlySet<string> {
  return new Set(pointers.map((pointer) => pointer.replace(/^\/properties\//, '')));
}

/** The name of the definition that a schema refers to; undefined if it stands for itself. */
export function definitionName({ $ref }: PropertySchema): string | undefined {
  return $ref?.replace(/^#\/definitions\//, '');
}

/**
 * A property with its definition in place of the reference.
 *
 * @throws SchemaProblem if the definition is missing.
 */
export function resolve(schema: ResourceSchema, property: PropertySchema): PropertySchema {
  const name = definitionName(property);
  const resolved = name === undefined ? property : schema.definitions[name];
  if (!resolved) throw new SchemaProblem(schema, `there is no definition ${name}`);
  return resolved;
}

/** What a schema holds that the generator cannot write; the message begins with the type. */
export class SchemaProblem extends Error {
  constructor({ typeName }: ResourceSchema, problem: string) {
    super(`${typeName}: ${problem}`);
  }
}
