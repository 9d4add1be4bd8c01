import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects, type Project, ROOT } from '../tools/projects';
import { didYouMean } from '../tools/suggestion';
import { cloudOf, cloudsOf, inWords, titleOf } from './clouds';
import { UsageError } from './errors';
import { isJsonObject, type Json, type JsonObject } from './json';
import { resolveReference } from './schema/check';

/** Occurs in every name of a type, and in no property of a type configuration. */
const PART_OF_A_TYPE_NAME = '::';

/** Whether the contents of a file are type configurations by the names of their types, and not one for every type. */
export function isByType(contents: JsonObject): boolean {
  return Object.keys(contents).some((name) => name.includes(PART_OF_A_TYPE_NAME));
}

/** The configuration of a type: its own, or the one for every type; `undefined` if there are only others. */
export function configurationFor(contents: JsonObject, typeName: string): JsonObject | undefined {
  if (!isByType(contents)) return contents;
  const own = Object.hasOwn(contents, typeName) ? contents[typeName] : undefined;
  return isJsonObject(own) ? own : undefined;
}

/** A configuration, and the name of its cloud; `undefined` if no type determines the cloud. */
export interface Configured {
  readonly cloud: string | undefined;
  readonly configuration: JsonObject;
}

/**
 * The configurations in a file that the given types use, or the one for every type.
 *
 * @throws UsageError if a file by type has an unknown type, a configuration that is not a JSON object, or lacks one that is used; if one
 * configuration would lead to several clouds; or if a configuration has a property that its schema does not have, which CloudFormation
 * refuses.
 */
export function configurationsOf(file: string, contents: JsonObject, used: Iterable<string>): readonly Configured[] {
  const projects = allProjects();
  const known = projects.map(({ typeName }) => typeName);
  const names = new Set(used);
  if (!isByType(contents)) refuseSeveralClouds(file, names);
  for (const project of projects) {
    const configuration = names.has(project.typeName) ? configurationFor(contents, project.typeName) : undefined;
    if (configuration) refuseExtraneous(file, configuration, project, projects);
  }
  if (!isByType(contents)) return [{ cloud: cloudsOf(names)[0], configuration: contents }];
  for (const [name, configuration] of Object.entries(contents)) refuseUnusable(file, name, configuration, known);
  return [...(names.size > 0 ? names : Object.keys(contents))].map((name) => {
    const configuration = configurationFor(contents, name);
    if (configuration !== undefined) return { cloud: cloudOf(name), configuration };
    throw new UsageError(
      `${file}: there is no type configuration of ${name}, only of ${Object.keys(contents).join(', ')}. Add ${JSON.stringify(name)}: {…}`,
    );
  });
}

/** No configuration leads to two clouds: each has its own region, key and endpoints. */
function refuseSeveralClouds(file: string, names: ReadonlySet<string>): void {
  const clouds = cloudsOf(names);
  if (clouds.length < 2) return;
  const members = [...names].map((name) => `${JSON.stringify(name)}: {…}`).join(', ');
  throw new UsageError(
    `${file}: this is one type configuration, but the types here are on ${inWords(clouds.map(titleOf))}. Give each type its own in ` +
      `one file: { ${members} }`,
  );
}

function refuseUnusable(file: string, name: string, configuration: Json | undefined, known: readonly string[]): void {
  if (!known.includes(name)) {
    throw new UsageError(
      `${file}: there is no type ${name}${didYouMean(name, known, `choose from ${known.join(', ')}`)}`,
    );
  }
  if (!isJsonObject(configuration))
    throw new UsageError(`${file}: ${name} has no JSON object as its type configuration`);
}

function readSchema(file: string): JsonObject {
  const schema: Json = JSON.parse(readFileSync(file, 'utf8'));
  return isJsonObject(schema) ? schema : {};
}

/** The properties of a part of a schema. */
function propertiesIn(schema: JsonObject, part: Json | undefined): JsonObject {
  const { properties } = isJsonObject(part) ? resolveReference(part, schema) : {};
  return isJsonObject(properties) ? properties : {};
}

/** @throws UsageError for a property that the type configuration does not have, with its likely place or cloud. */
function refuseExtraneous(
  file: string,
  configuration: JsonObject,
  { typeName, cloud, folder, schemaFile }: Project,
  projects: readonly Project[],
): void {
  const schema = readSchema(schemaFile);
  const known = propertiesIn(schema, schema.typeConfiguration);
  const [extraneous] = Object.keys(configuration).filter((name) => !Object.hasOwn(known, name));
  if (extraneous === undefined) return;
  const elsewhere = projects.filter((other) => other.cloud !== cloud && isOf(configuration, other));
  if (elsewhere.length > 0) {
    const clouds = inWords(cloudsOf(elsewhere.map((other) => other.typeName)).map(titleOf));
    const own = path.relative(ROOT, path.join(folder, 'registration', 'type-configuration'));
    throw new UsageError(
      `${file}: this is a type configuration of ${clouds}, and ${typeName} is on ${titleOf(cloud)}. Examples of its own are in ${own}. Nothing was created.`,
    );
  }
  const objects = Object.keys(known).filter((name) => Object.hasOwn(propertiesIn(schema, known[name]), extraneous));
  throw new UsageError(
    `${file}: The type configuration is not valid: there is no property ${extraneous}${cureOf(extraneous, configuration, known, objects)}. Nothing was created.`,
  );
}

/** Whether a configuration has at least two properties, all of which a type allows, including those in its parts. */
function isOf(configuration: JsonObject, { schemaFile }: Project): boolean {
  const schema = readSchema(schemaFile);
  const known = propertiesIn(schema, schema.typeConfiguration);
  const entries = Object.entries(configuration);
  return (
    entries.length > 1 &&
    entries.every(([name, value]) => Object.hasOwn(known, name) && isPartOf(value, known[name], schema))
  );
}

function isPartOf(value: Json | undefined, part: Json | undefined, schema: JsonObject): boolean {
  const known = propertiesIn(schema, part);
  return (
    !isJsonObject(value) ||
    Object.keys(known).length === 0 ||
    Object.keys(value).every((name) => Object.hasOwn(known, name))
  );
}

function cureOf(extraneous: string, configuration: JsonObject, known: JsonObject, objects: readonly string[]): string {
  const [only, ...others] = objects;
  if (only === undefined)
    return didYouMean(extraneous, Object.keys(known), `choose from ${Object.keys(known).join(', ')}`);
  const missing = others.length === 0 && !Object.hasOwn(configuration, only) ? `, and ${only} is missing` : '';
  return `: it belongs in ${objects.join(' or ')}${missing}`;
}
