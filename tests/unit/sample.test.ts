import { Sample } from '../support/sample';

const CELLS = Array.from({ length: 1_000 }, (_, index) => index);
const nameOf = (cell: number) => `cell ${cell}`;
const none = () => [];
const sampleOf = (seed: string, oneIn = 10) => new Sample(oneIn, { exhaustive: false, seed });

describe('a sample of a table', () => {
  it('is about one cell in so many, in their order, and the same for the same seed', () => {
    const cells = sampleOf('one').of(CELLS, nameOf, none);
    expect(cells.length).toBeGreaterThan(60);
    expect(cells.length).toBeLessThan(140);
    expect([...cells].sort((a, b) => a - b)).toEqual(cells);
    expect(sampleOf('one').of(CELLS, nameOf, none)).toEqual(cells);
  });

  it('is another one for another seed', () => {
    expect(sampleOf('two').of(CELLS, nameOf, none)).not.toEqual(sampleOf('one').of(CELLS, nameOf, none));
  });

  it('does not change for a cell when cells are added before it', () => {
    const all = sampleOf('one').of(CELLS, nameOf, none);
    expect(sampleOf('one').of(CELLS.slice(500), nameOf, none)).toEqual(all.filter((cell) => cell >= 500));
  });

  it('has a cell of each kind, whatever is chosen, and one over all the calls', () => {
    const sample = sampleOf('one', Number.POSITIVE_INFINITY);
    const kindsOf = (cell: number) => [`ends with ${cell % 10}`];
    expect(new Set(sample.of(CELLS, nameOf, kindsOf).map((cell) => cell % 10)).size).toBe(10);
    expect(sample.of(CELLS, nameOf, kindsOf)).toEqual([]);
  });

  it('is the whole table where it is to be', () => {
    expect(new Sample(10, { exhaustive: true }).of(CELLS, nameOf, none)).toEqual(CELLS);
  });
});
