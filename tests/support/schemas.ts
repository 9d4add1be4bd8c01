import { readFileSync } from 'node:fs';
import { allProjects } from '../../tools/projects';

/** What a schema says of an object. */
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

export interface PropertySchema extends ObjectSchema {
  readonly $ref?: string;
  readonly items?: PropertySchema;
  readonly maxItems?: number;
}

/** The schema of a type, as far as pages speak of it. */
export interface Schema {
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly definitions: Readonly<Record<string, ObjectSchema>>;
  readonly typeConfiguration: ObjectSchema;
  readonly readOnlyProperties: readonly string[];
  readonly writeOnlyProperties: readonly string[];
  readonly createOnlyProperties: readonly string[];
  readonly required?: readonly string[];
  readonly handlers: { readonly list: { readonly handlerSchema: Required<Pick<ObjectSchema, 'properties'>> } };
}

const SCHEMAS: Readonly<Record<string, Schema>> = Object.fromEntries(
  allProjects().map(({ typeName, schemaFile }) => [typeName, JSON.parse(readFileSync(schemaFile, 'utf8'))]),
);
/** The names of all types. */
export const TYPES = Object.keys(SCHEMAS);

/** @throws Error if there is no such type */
export function schemaOf(typeName: string): Schema {
  const schema = SCHEMAS[typeName];
  if (!schema) throw new Error(`no type ${typeName}`);
  return schema;
}
