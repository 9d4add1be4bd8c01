import { Compiler } from './compiler';

const FILE = 'src/failure/duration.ts';

describe('the compiler that is asked about a mutant', () => {
  const compiler = new Compiler([FILE]);

  it.each<[what: string, text: string, accepted: boolean]>([
    ['what compiles', 'export const a: number = 1;', true],
    ['a value of another type', "export const a: number = '';", false],
    ['what is no longer TypeScript', 'export const a: number = ;', false],
    ['something that is no longer used', 'const a = 1;\nexport const b = 2;', true],
    [
      'an import of the library that there is',
      "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
      true,
    ],
  ])('%s', (_, text, accepted) => {
    expect(compiler.accepts({ file: FILE, text })).toBe(accepted);
  });
});
