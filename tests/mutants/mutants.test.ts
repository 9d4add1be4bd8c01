import { declarationsOf, textOf, withChange } from '../changes/places';
import { withMarks } from '../changes/reach';
import { changeOf, lineOf, type Mutant, mutantsOf, typeOf } from './mutants';

const TEXT = `
export class Shop {
  sell(price: number): number {
    if (price > 1 && this.open) return price;
    return price > 1 ? 2 : 3;
  }
}
export const tills = {
  first: (price: number) => price + 1,
  second: (price: number) => price + 1,
};
setUp('outside');
`;
/** The same code in another file, laid out in another way. */
const MOVED = TEXT.replace('if (price', '// A comment.\n    if (\n      price').replaceAll("'", '"');

const inFile = (file: string, text: string): readonly Mutant[] => mutantsOf([{ file, text }]);
const SHOP = inFile('src/life/shop.ts', TEXT);

describe('a mutant', () => {
  it('has an id of its own, and the same one when its code has moved and is laid out differently', () => {
    const ids = SHOP.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(inFile('src/life/other.ts', MOVED).map(({ id }) => id)).toEqual(ids);
    expect(inFile('src/keys/shop.ts', TEXT).filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  it('is in a declaration, a room and perhaps a type', () => {
    expect(new Set(SHOP.map(({ name }) => name))).toEqual(
      new Set(['Shop.sell', 'tills', 'tills.first', 'tills.second']),
    );
    expect(SHOP.map(({ room }) => room)).toEqual(SHOP.map(() => 'src/life'));
    expect(inFile('types/alicloud-image/src/shop.ts', TEXT)[0]?.room).toBe('types/alicloud-image');
    expect(typeOf('types/alicloud-image/src/shop.ts')).toBe('TF::Alicloud::Image');
    expect(typeOf('src/properties/shop.ts')).toBe('TF::Alicloud::ImageCopy');
    expect(typeOf('src/life/shop.ts')).toBeUndefined();
    expect(() => inFile('elsewhere/shop.ts', TEXT)).toThrow('elsewhere/shop.ts is in no room');
  });

  it('is printed as a change that a table can hold', () => {
    const declarations = declarationsOf([{ file: 'src/life/shop.ts', text: TEXT }]);
    const bodies = SHOP.filter(({ kind }) => kind !== 'body');
    expect(bodies.map((mutant) => withChange(declarations, changeOf(mutant)).text)).toEqual(bodies.map(textOf));
  });

  it('is printed with the smallest code that occurs once, and with its line', () => {
    const [first] = SHOP.filter(({ kind }) => kind === 'comparison');
    expect(first && changeOf(first)).toEqual({
      in: 'Shop.sell',
      find: 'price > 1 && this.open',
      replace: 'price >= 1 && this.open',
    });
    expect(first && lineOf(first)).toEqual({
      line: 4,
      before: 'if (price > 1 && this.open) return price;',
      after: 'if (price >= 1 && this.open) return price;',
    });
  });
});

describe('the marks of mutants', () => {
  const [marked] = withMarks(SHOP);

  it.each<[call: string, name: string, others: readonly string[]]>([
    ['', 'nothing', ['tills']],
    ['new Shop().sell(3);', 'Shop.sell', ['tills']],
    ['tills.first(1);', 'tills.first', ['tills']],
  ])('after %s: those of %s, and of what is in no function', (call, name, others) => {
    const code = (marked?.text ?? '').replaceAll(/export |: number/g, '').replace("setUp('outside');", '');
    const reached = new Set<unknown>();
    new Function('globalThis', `${code}\n${call}`)({ reached });
    const names = new Set(SHOP.filter(({ id }) => reached.has(id)).map((mutant) => mutant.name));
    expect(names).toEqual(new Set([...others, ...(name === 'nothing' ? [] : [name])]));
  });
});
