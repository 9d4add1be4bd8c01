import { listed, upTo } from '../failure/up-to';
import { field } from './told';

/** The parameters whose value a service can refuse, by their name in the API, and the word for the value. */
export type RefusableValues = Readonly<Record<string, string>>;

/** Further values of one kind are counted, not named: the next step follows them, and CloudFormation must not cut it off. */
const MOST_NAMED = 5;

/**
 * The sentence that names the values of a request which a service can refuse; empty if there are none. `lists`: the parameters that are
 * lists of objects with such values. Long texts are left out, as is what the message names in any case.
 */
export function sayValuesOf(
  parameters: Readonly<Record<string, unknown>>,
  values: RefusableValues,
  lists: readonly string[] = [],
): string {
  const holders = [parameters, ...lists.flatMap((name) => parameters[name])];
  const said = Object.entries(values).flatMap(([name, what]) => sayEach(what, valuesOf(holders, name)));
  return said.length === 0 ? '' : ` The request named ${listed(said)}.`;
}

/** The texts with that name, each once. */
function valuesOf(holders: readonly unknown[], name: string): string[] {
  const texts = holders.flatMap((holder) => field(holder, name)).filter((value) => typeof value === 'string');
  return [...new Set(texts)].filter((value) => value !== '');
}

function sayEach(what: string, values: readonly string[]): readonly string[] {
  const named = values.map((value) => `${what} ${value}`);
  return upTo(MOST_NAMED, named, (left) => `${left} more ${what}s`);
}
