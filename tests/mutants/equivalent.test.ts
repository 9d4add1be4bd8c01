import { ROOT } from '../../tools/projects';
import { equivalentOf } from './equivalence';
import { EQUIVALENT, type Equivalent } from './equivalent';
import { mutantsOf } from './mutants';
import { sourcesToChange } from './sources';

describe('the table of equivalent mutants', () => {
  const sources = sourcesToChange(ROOT);
  const mutants = mutantsOf(sources);

  // A row that finds nothing any more would only be noticed when the mutant is drawn.
  it('finds each of them once', () => {
    for (const [room, rows] of Object.entries(EQUIVALENT)) {
      const inRoom = mutants.filter((mutant) => mutant.room === room);
      expect([...equivalentOf(rows, inRoom, sources).values()]).toEqual(rows.map(({ why }) => why));
    }
  });
});

describe('a row of equivalent mutants', () => {
  const source = { file: 'src/life/shop.ts', text: "const price = (a) => (a > 1 ? 'b' : 'c');\n" };
  const equivalent = (row: Omit<Equivalent, 'why'>) =>
    equivalentOf([{ ...row, why: 'it is' }], mutantsOf([source]), [source]);

  it('names a mutant, however it is laid out', () => {
    expect([...equivalent({ in: 'price', find: 'a>1', replace: 'a>=1' }).values()]).toEqual(['it is']);
  });

  it.each<[problem: string, row: Omit<Equivalent, 'why'>]>([
    ['price holds 0 times, not once: a < 1', { in: 'price', find: 'a < 1', replace: 'a > 1' }],
    ['nothing is declared as cost', { in: 'cost', find: 'a > 1', replace: 'a >= 1' }],
    ['no mutant makes this of price: a > 1 → a < 1', { in: 'price', find: 'a > 1', replace: 'a < 1' }],
  ])('is refused: %s', (problem, row) => {
    expect(() => equivalent(row)).toThrow(new Error(problem));
  });
});
