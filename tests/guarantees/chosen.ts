import { didYouMean } from '../../tools/suggestion';
import type { Guarantee } from './guarantee';

/** The guarantees whose name contains one of some texts; all where there are none. */
export function chosenBy(texts: readonly string[], all: readonly Guarantee[]): readonly Guarantee[] {
  return all.filter(({ name }) => texts.length === 0 || texts.some((text) => name.includes(text)));
}

/** Why a text chooses no guarantee, with the word of a name that may have been meant; undefined: each chooses one. */
export function problemIn(texts: readonly string[], all: readonly Guarantee[]): string | undefined {
  const unknown = texts.find((text) => chosenBy([text], all).length === 0);
  if (unknown === undefined) return undefined;
  const words = all.flatMap(({ name }) => name.split(/[^\w.-]+/));
  const where = `the tables in tests/guarantees have ${all.length} names`;
  return `no guarantee has "${unknown}" in its name${didYouMean(unknown, words, where)}`;
}
