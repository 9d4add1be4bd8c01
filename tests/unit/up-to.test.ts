import { upTo } from '../../src/failure/up-to';

it.each([
  [[], []],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'b', 'c'],
    ['a', 'b', '1 more'],
  ],
])('of %j, at most two are named', (texts, said) => {
  expect(upTo(2, texts)).toEqual(said);
});

it('says in other words how many more there are', () => {
  expect(upTo(1, ['a', 'b', 'c'], (left) => `and ${left} others`)).toEqual(['a', 'and 2 others']);
});
