import { type Change, declarationsOf, type Source, withChange } from './places';

const TEXT = `
export class Shop {
  /** How many. */
  sold = 0;
  /** Sells, or { price: 1 } */
  sell(price: number, by: string): number {
    const order = { price, by: 'shop', paid: true };
    if (price > this.limit && order.paid) throw new Error('too dear'); // price > this.limit
    return (price - 1) * 2;
  }
}
function open(a: string): void;
function open(a: unknown): void {
  start(a, [1, 2]);
}
const LIMIT = 120;
const tills = {
  [Till.First]: (price: number) => price + LIMIT,
  second: async (price: number) => price + LIMIT,
};
`;

const changed = (change: Change, sources: readonly Source[] = [{ file: 'shop.ts', text: TEXT }]) =>
  withChange(declarationsOf(sources), change);

describe('a change of the sources', () => {
  it.each<[what: string, change: Change, before: string, after: string]>([
    ['an expression', { in: 'LIMIT', find: '120', replace: '0' }, '120', '0'],
    ['a part of an expression', { in: 'Shop.sell', find: 'order.paid', replace: 'true' }, '&& order.paid', '&& true'],
    [
      'what stands in parentheses',
      { in: 'Shop.sell', find: '(price - 1)', replace: 'price' },
      '(price - 1)',
      '(price)',
    ],
    ['a shorthand property', { in: 'Shop.sell.order', find: 'price', replace: 'price: 0' }, '{ price,', '{ price: 0,'],
    ['a declaration with a comment', { in: 'Shop', find: 'sold = 0', replace: 'sold = 1;' }, 'sold = 0;', 'sold = 1;'],
    ['a quoted string', { in: 'Shop.sell', find: '"too dear"', replace: '"no"' }, "'too dear'", '"no"'],
    ['a statement', { in: 'open', find: 'start(a, [1, 2,])', replace: 'stop();' }, 'start(a, [1, 2]);', 'stop();'],
    ['a statement, left out', { in: 'open', find: 'start(a, [1, 2]);', replace: '' }, 'start(a, [1, 2]);', ''],
    ['the first of a list, left out', { in: 'Shop.sell.order', find: 'price', replace: '' }, '{ price,', '{ '],
    ['the last of a list, left out', { in: 'Shop.sell.order', find: 'paid:true', replace: '' }, ', paid: true', ''],
    [
      'the function of a property',
      { in: 'tills.[Till.First]', find: 'price + LIMIT', replace: '0' },
      'price + LIMIT,\n  second',
      '0,\n  second',
    ],
    [
      'the function of another property',
      { in: 'tills.second', find: 'price + LIMIT', replace: '0' },
      'async (price: number) => price + LIMIT',
      'async (price: number) => 0',
    ],
    ['an argument, left out', { in: 'open', find: '[1, 2]', replace: '' }, '(a, [1, 2])', '(a)'],
  ])('%s', (_, change, before, text) => {
    expect(changed(change)).toEqual({ file: 'shop.ts', text: TEXT.replace(before, () => text) });
  });

  it.each<[problem: string, change: Change]>([
    ['nothing is declared as Shop.buy', { in: 'Shop.buy', find: 'price', replace: '' }],
    ['nothing is declared as sell', { in: 'sell', find: 'price', replace: '' }],
    ['LIMIT holds 0 times, not once: 12', { in: 'LIMIT', find: '12', replace: '' }],
    ['Shop.sell holds 4 times, not once: price', { in: 'Shop.sell', find: 'price', replace: '' }],
    ['tills holds 2 times, not once: price + LIMIT', { in: 'tills', find: 'price + LIMIT', replace: '' }],
    ['this is not TypeScript: && price', { in: 'Shop.sell', find: '&& price', replace: '' }],
    [
      'shop.ts is no longer TypeScript after the change: Expression expected.',
      { in: 'LIMIT', find: '120', replace: '' },
    ],
  ])('is refused: %s', (problem, change) => {
    expect(() => changed(change)).toThrow(new Error(problem));
  });

  it('is refused if two files declare the name', () => {
    const sources = ['a.ts', 'b.ts'].map((file) => ({ file, text: TEXT }));
    const change = { in: 'LIMIT', find: '120', replace: '0' };
    expect(() => changed(change, sources)).toThrow(new Error('LIMIT is declared 2 times: a.ts, b.ts'));
  });
});
