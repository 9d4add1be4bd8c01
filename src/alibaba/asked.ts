import { field } from '../calling/told';

/** The parameters that hold a value which ECS can refuse, by the name that the API has for them, and what the value is. */
const VALUES: Readonly<Record<string, string>> = {
  ImageId: 'image',
  ResourceId: 'image',
  InstanceId: 'instance',
  SnapshotId: 'snapshot',
  DestinationRegionId: 'destination region',
  DestinationImageName: 'image name',
  ImageName: 'image name',
  ImageFamily: 'image family',
  KMSKeyId: 'KMS key',
  ResourceGroupId: 'resource group',
};

/** The parameters that are lists of objects, and hold such values in those. */
const LISTS: readonly string[] = ['DiskDeviceMapping'];

/** More values of one kind are counted, not named: what to do stands behind them, and has to be within what CloudFormation shows. */
const MOST_NAMED = 5;

/**
 * The sentence that names the values of a request which ECS can refuse, or nothing where it has none. The region that the call went to
 * is not among them, nor are descriptions and tags, which are long.
 */
export function askedFor(parameters: Readonly<Record<string, unknown>>): string {
  const holders = [parameters, ...LISTS.flatMap((name) => parameters[name])];
  const values = Object.entries(VALUES).flatMap(([name, what]) => sayValues(what, valuesOf(holders, name)));
  const last = values.pop();
  if (last === undefined) return '';
  return ` The request named ${values.length === 0 ? last : `${values.join(', ')} and ${last}`}.`;
}

/** The texts of that name, each once. */
function valuesOf(holders: readonly unknown[], name: string): string[] {
  const texts = holders.flatMap((holder) => field(holder, name)).filter((value) => typeof value === 'string');
  return [...new Set(texts)].filter((value) => value !== '');
}

function sayValues(what: string, values: readonly string[]): string[] {
  const named = values.slice(0, MOST_NAMED).map((value) => `${what} ${value}`);
  const left = values.length - named.length;
  return left > 0 ? [...named, `${left} more ${what}s`] : named;
}
