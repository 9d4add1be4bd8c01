import { mutantsOf } from './mutants';
import { type Result, scoreOf, table, toText } from './report';

const MUTANTS = mutantsOf([
  { file: 'src/life/a.ts', text: 'export const a = (b) => b > 1;' },
  { file: 'src/keys/a.ts', text: 'export const a = [true, false, 1];' },
]);
const FATES: readonly Result['fate'][] = [
  { end: 'passed' },
  { end: 'failed', test: 'prices › are low' },
  { end: 'timeout' },
  { end: 'unreached' },
  { end: 'equivalent', why: 'nobody sees it' },
];
const RESULTS = FATES.flatMap((fate, index): readonly Result[] => {
  const mutant = MUTANTS[index];
  return mutant ? [{ mutant, fate }] : [];
});

describe('the report of mutants', () => {
  it('counts what was noticed of those that are not equivalent, by room', () => {
    expect(scoreOf(RESULTS)).toBe(0.5);
    expect(scoreOf([])).toBe(1);
    expect(
      table(RESULTS)
        .split('\n')
        .map((line) => line.split(/ +(?!%)/)),
    ).toEqual([
      ['room', 'drawn', 'count', 'noticed', 'score'],
      ['src/life', '3', '3', '2', '66.7 %'],
      ['src/keys', '2', '1', '0', '0.0 %'],
      ['all', '5', '4', '2', '50.0 %'],
    ]);
  });

  it.each([
    ['SURVIVED', 0, ['- export const a = (b) => b > 1;', '+ export const a = (b) => undefined as never;', '--only']],
    ['noticed', 1, ['by: prices › are low']],
    ['noticed', 2, ['no longer ended']],
    ['UNREACHED', 3, ['- export const a = [true, false, 1];', '+ export const a = [];', '"in":"a"', '--only']],
    ['equivalent', 4, ['because nobody sees it']],
  ])('%s: a line, and what one needs to know', (word, index, parts) => {
    const result = RESULTS[index];
    const text = result ? toText(result) : '';
    expect(text.startsWith(`${word} `)).toBe(true);
    for (const part of [result?.mutant.id ?? 'no id', ...parts]) expect(text).toContain(part);
  });
});
