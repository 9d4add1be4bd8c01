import { allProjects } from '../scripts/projects';
import { UsageError } from './errors';
import { isJsonObject, type Json, type JsonObject } from './json';
import { didYouMean } from './suggestion';

/** What no property of a type configuration has in its name, and every name of a type. */
const PART_OF_A_TYPE_NAME = '::';

/** Whether a file's contents are type configurations by the names of their types, and not one for every type. */
export function isByType(contents: JsonObject): boolean {
  return Object.keys(contents).some((name) => name.includes(PART_OF_A_TYPE_NAME));
}

/** The configuration of a type: its own, or the one for every type; undefined if there are others only. */
export function configurationFor(contents: JsonObject, typeName: string): JsonObject | undefined {
  if (!isByType(contents)) return contents;
  const own = Object.hasOwn(contents, typeName) ? contents[typeName] : undefined;
  return isJsonObject(own) ? own : undefined;
}

/**
 * The configurations in a file that the given types use; that for every type, where it is one.
 *
 * @throws UsageError if a file that has them by type has a type that is not known, something else than a JSON object for one, or not all
 *   that are used.
 */
export function configurationsOf(file: string, contents: JsonObject, used: Iterable<string>): readonly JsonObject[] {
  if (!isByType(contents)) return [contents];
  const known = allProjects().map(({ typeName }) => typeName);
  for (const [name, configuration] of Object.entries(contents)) refuseUnusable(file, name, configuration, known);
  const names = new Set(used);
  return [...(names.size > 0 ? names : Object.keys(contents))].map((name) => {
    const configuration = configurationFor(contents, name);
    if (configuration !== undefined) return configuration;
    throw new UsageError(
      `${file}: there is no type configuration of ${name}, only of ${Object.keys(contents).join(', ')}`,
    );
  });
}

function refuseUnusable(file: string, name: string, configuration: Json | undefined, known: readonly string[]): void {
  if (!known.includes(name)) {
    throw new UsageError(`${file}: there is no type ${name}${didYouMean(name, known, `there is ${known.join(', ')}`)}`);
  }
  if (!isJsonObject(configuration))
    throw new UsageError(`${file}: ${name} has no JSON object as its type configuration`);
}
