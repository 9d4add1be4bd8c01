import { mutantsOf } from './mutants';
import { drawn } from './sample';

const many = Array.from({ length: 60 }, (_, index) => `export const n${index} = ${index};`).join('\n');
const MUTANTS = mutantsOf([
  { file: 'src/life/many.ts', text: many },
  { file: 'src/keys/one.ts', text: 'export const one = 1;' },
]);
const idsOf = (seed: string, count: number): readonly string[] =>
  drawn(MUTANTS, { seed, count }, () => true).map(({ id }) => id);

describe('a sample of mutants', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(idsOf('a', 10)).toEqual(idsOf('a', 10));
    expect(idsOf('a', 10)).not.toEqual(idsOf('b', 10));
  });

  it('keeps what it had when it grows', () => {
    expect(idsOf('a', 20)).toEqual(expect.arrayContaining([...idsOf('a', 10)]));
  });

  it('has something of every room, and more of a room that has more', () => {
    const rooms = drawn(MUTANTS, { seed: 'a', count: 10 }, () => true).map(({ room }) => room);
    expect(rooms.filter((room) => room === 'src/keys')).toHaveLength(1);
    expect(rooms.filter((room) => room === 'src/life')).toHaveLength(10);
  });

  it('takes another one in place of one that does not compile', () => {
    const [first = ''] = idsOf('a', 10);
    const others = drawn(MUTANTS, { seed: 'a', count: 10 }, ({ id }) => id !== first).map(({ id }) => id);
    expect(others).toHaveLength(idsOf('a', 10).length);
    expect(others).not.toContain(first);
  });
});
