import { realpathSync } from 'node:fs';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../json';
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
  const differ = (names: ReadonlySet<string>): boolean =>
    pairs.some(([old = {}, now = {}]) => !sameJson(membersIn(old, names), membersIn(now, names)));
  const start = `Warning: this stack was deployed with ${stored}, and ${given} has`;
  if (differ(ENDPOINTS)) return `${start} other endpoints: what the stack created there stays there, and is billed.`;
  if (differ(OWNER))
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

/** What leads to a cloud. Endpoints of single regions may be added to. */
const ENDPOINTS: ReadonlySet<string> = new Set(['Endpoints', 'Cloud']);
/** What tells whose account it is, but for secrets, which change. */
const OWNER: ReadonlySet<string> = new Set([
  ...['AccessKeyId', 'AccessKey', 'RoleArn', 'AgencyUrn', 'ProviderArn', 'ProviderUrn'],
  ...['Organization', 'ResourceSet'],
]);

/** The members with these names, on every level. */
function membersIn(part: JsonObject, names: ReadonlySet<string>): JsonObject {
  const kept = Object.entries(part).flatMap(([name, value]): [string, Json][] => {
    if (names.has(name)) return value === undefined ? [] : [[name, value]];
    return isJsonObject(value) ? [[name, membersIn(value, names)]] : [];
  });
  return Object.fromEntries(kept.filter(([, value]) => !isJsonObject(value) || Object.keys(value).length > 0));
}
