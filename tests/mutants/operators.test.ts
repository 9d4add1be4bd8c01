import ts from 'typescript';
import { textOf } from '../changes/places';
import { editsUnder, type Kind } from './operators';

/** What each class makes of a statement. */
function madeOf(text: string): readonly (readonly [Kind, string])[] {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap(editsUnder).map(({ kind, ...edit }) => [kind, textOf(edit)]);
}

describe('the mutants of a piece of code', () => {
  it.each<[text: string, made: readonly (readonly [Kind, string])[]]>([
    ['if (a) b;', [['condition', 'if (!(a)) b;']]],
    ['a ? b : c;', [['condition', '!(a) ? b : c;']]],
    ['while (a) b;', [['condition', 'while (!(a)) b;']]],
    ['a < b;', [['comparison', 'a <= b;']]],
    ['a >= b;', [['comparison', 'a > b;']]],
    ['a === b;', [['comparison', 'a !== b;']]],
    [
      'a && b || c;',
      [
        ['logic', 'a && b && c;'],
        ['logic', 'a || b || c;'],
      ],
    ],
    [
      'a ?? b;',
      [
        ['fallback', 'a;'],
        ['fallback', 'b;'],
      ],
    ],
    ['a + b;', [['arithmetic', 'a - b;']]],
    ['a -= b;', [['arithmetic', 'a += b;']]],
    [
      'if (a) b();',
      [
        ['condition', 'if (!(a)) b();'],
        ['statement', 'if (a) ;'],
      ],
    ],
    ['throw a;', [['statement', ';']]],
    [
      'await a();',
      [
        ['statement', ';'],
        ['await', 'a();'],
      ],
    ],
    ['const a = (b) => b.c;', [['body', 'const a = (b) => undefined as never;']]],
    ['function a() { return b; }', [['body', 'function a() { return undefined as never; }']]],
    ['const a = true;', [['literal', 'const a = false;']]],
    ['const a = 60_000;', [['literal', 'const a = 120000;']]],
    ['const a = 0;', [['literal', 'const a = 1;']]],
    ["const a = 'b';", [['literal', "const a = '';"]]],
    ["const a = 'b has c';", [['prose', "const a = '';"]]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, of which mutants are made.
    ['const a = `${b} has ${c}`;', [['prose', "const a = '';"]]],
    [
      "const a = { b: 'c has d' };",
      [
        ['prose', 'const a = {  };'],
        ['prose', "const a = { b: '' };"],
      ],
    ],
    [
      'const a = [b, c];',
      [
        ['collection', 'const a = [];'],
        ['element', 'const a = [ c];'],
        ['element', 'const a = [b];'],
      ],
    ],
    [
      'const a = { b, ...c };',
      [
        ['collection', 'const a = {};'],
        ['element', 'const a = {  ...c };'],
        ['spread', 'const a = { b };'],
      ],
    ],
    ["const a = { 'b': c };", [['element', 'const a = {  };']]],
    [
      'const a = /^b$/i;',
      [
        ['anchor', 'const a = /b$/i;'],
        ['anchor', 'const a = /^b/i;'],
      ],
    ],
    ['const a = b.some(c);', [['method', 'const a = b.every(c);']]],
    ['const a = b.filter(c);', [['method', 'const a = b;']]],
  ])('%s', (text, made) => {
    expect(madeOf(text)).toEqual(made);
  });

  it.each([
    ["import { a } from 'b';"],
    ["export * from 'b';"],
    ["type A = 'b' | 1;"],
    ['interface A { b: true }'],
    ['/** const a = 1; */ function f(a: "b"): void;'],
    ['class A { @B({ c: 1 }) d: string; }'],
  ])('none of what does nothing when it runs: %s', (text) => {
    expect(madeOf(text)).toEqual([]);
  });
});
