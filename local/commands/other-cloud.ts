import { realpathSync } from 'node:fs';
import { isJsonList, isJsonObject, type Json, type JsonObject, sameJson } from '../json';
import { readJsonFile } from '../read-file';
import { typesIn } from '../stack/plan';
import type { StackState } from '../stack/state';
import { configurationFor } from '../type-configuration';

/**
 * A warning that a command leaves what a stack has in the cloud of its last deployment; `undefined` if the given type configuration leads
 * to that cloud, or if this cannot be found out, for example because the file of the last deployment is gone.
 *
 * @param known the stored state of the stack, if there is one.
 */
export function otherCloudWarning(known: StackState | undefined, given: string): string | undefined {
  const stored = known?.typeConfigurationFile;
  if (known === undefined || stored === undefined) return undefined;
  const [before, after] = [contentsOf(stored), contentsOf(given)];
  if (before === undefined || after === undefined || realpathSync(stored) === realpathSync(given)) return undefined;
  const pairs = [...new Set(typesIn(known))].map((type) =>
    [before, after].map((contents) => configurationFor(contents, type) ?? {}),
  );
  const differs = (part: (configuration: JsonObject) => Json): boolean =>
    pairs.some(([old = {}, now = {}]) => !sameJson(part(old), part(now)));
  const start = `Warning: this stack was deployed with ${stored}, and ${given} has`;
  if (differs(endpointsIn)) return `${start} other endpoints: what the stack created there stays there, and is billed.`;
  if (differs(ownerIn))
    return `${start} another key or role. If it is of another account, what the stack created there stays there, and is billed.`;
  return undefined;
}

function contentsOf(file: string): JsonObject | undefined {
  try {
    const contents = readJsonFile(file, 'type configuration');
    return isJsonObject(contents) ? contents : undefined;
  } catch {
    return undefined;
  }
}

const ENDPOINTS = /Endpoints$/;

/** What may change although the account stays the same. */
const VOLATILE = /^Region(Id)?$|^ForceDelete$|Secret|Token|Session|Duration|^ExternalId$|^Policy$|Endpoints$/;

function endpointsIn(configuration: JsonObject): Json {
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => ENDPOINTS.test(name)));
}

/** The parts that determine the account. */
function ownerIn(part: Json): Json {
  if (isJsonList(part)) return part.map(ownerIn);
  if (!isJsonObject(part)) return part;
  const lasting = Object.entries(part).filter(([name]) => !VOLATILE.test(name));
  return Object.fromEntries(lasting.flatMap(([name, value]) => (value === undefined ? [] : [[name, ownerIn(value)]])));
}
