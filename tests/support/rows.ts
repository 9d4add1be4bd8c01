import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rows } from '../../src/alibaba/properties/rows';
import { allProjects } from '../../tools/projects';

/** What a schema says of a text property; other properties have neither. */
interface TextSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** The schema of a type, as far as it speaks of properties. */
interface PropertySchema {
  readonly properties: Readonly<Record<string, TextSchema>>;
  readonly definitions: { readonly TimeoutsDefinition: { readonly properties: Readonly<Record<string, TextSchema>> } };
  readonly primaryIdentifier: readonly string[];
  readonly readOnlyProperties: readonly string[];
  readonly writeOnlyProperties: readonly string[];
  readonly createOnlyProperties: readonly string[];
}

/** A type as CloudFormation knows its properties, and the handlers. */
interface TypeWithRows {
  readonly schema: PropertySchema;
  readonly PROPERTIES: Rows<never>;
}

/** Every type of the list by its name, for `describe.each`. */
export function typesWithRows(): [typeName: string, type: TypeWithRows][] {
  return allProjects().map(({ typeName, folder, schemaFile }) => {
    const { PROPERTIES } = require(path.join(folder, 'src', 'properties', 'properties'));
    return [typeName, { schema: JSON.parse(readFileSync(schemaFile, 'utf8')), PROPERTIES }];
  });
}
