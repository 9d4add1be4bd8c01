import { declarationsOf, type Source, textOf, withChange } from '../changes/places';
import type { Equivalent } from './equivalent';
import type { Mutant } from './mutants';

/** A text without what a formatter may change of it. */
const bare = (text: string): string => text.replace(/[\s;]/g, '');

/**
 * The mutants that a table names, each with the reason that it has there.
 *
 * @param rows of one room.
 * @param mutants all of this room.
 * @throws Error if a row finds no place, or no mutant.
 */
export function equivalentOf(rows: readonly Equivalent[], mutants: readonly Mutant[], sources: readonly Source[]) {
  const files = new Set(mutants.map(({ file }) => file));
  const declarations = declarationsOf(sources.filter(({ file }) => files.has(file)));
  return new Map(
    rows.map((row): [string, string] => {
      const changed = withChange(declarations, row);
      const mutant = mutants.find((one) => one.file === changed.file && bare(textOf(one)) === bare(changed.text));
      if (mutant === undefined) throw new Error(`no mutant makes this of ${row.in}: ${row.find} → ${row.replace}`);
      return [mutant.id, row.why];
    }),
  );
}
