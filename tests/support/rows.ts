import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BaseModel } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { Property } from '../../src/resource/property';
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
  readonly PROPERTIES: Readonly<Record<string, Property & { readonly shown?: unknown }>>;
  readonly ResourceModel: new (fields: object) => BaseModel;
}

/** Every type of the list by its name, for `describe.each`. */
export function typesWithRows(): [typeName: string, type: TypeWithRows][] {
  return allProjects().map(({ typeName, folder, schemaFile }) => {
    const { PROPERTIES } = require(path.join(folder, 'src', 'properties', 'properties'));
    const { ResourceModel } = require(path.join(folder, 'src', 'models'));
    return [typeName, { schema: JSON.parse(readFileSync(schemaFile, 'utf8')), PROPERTIES, ResourceModel }];
  });
}
