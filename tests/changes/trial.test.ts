import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SUITES } from './changed-copy';
import { declarationsOf, editOf } from './places';
import { withMarks } from './reach';
import { keptIn, noticedBy, soonestFirst } from './trial';

it('a mark takes any name, such as that of a guarantee', () => {
  const declarations = declarationsOf([{ file: 'shop.ts', text: 'const sell = (price) => price + 1; sell(2);' }]);
  const id = `somebody else's "tags" stay`;
  const [marked] = withMarks([{ id, ...editOf(declarations, { in: 'sell', find: '1', replace: '0' }) }]);
  const reached = new Set<unknown>();
  new Function('globalThis', marked?.text ?? '')({ reached });
  expect([...reached]).toEqual([id]);
});

describe('what a file keeps of the tests that reach edits', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
  const file = path.join(folder, 'reach.json');
  const tests = [{ test: 'tests/unit/a.test.ts', ids: ['one'], ms: 12 }];
  writeFileSync(file, JSON.stringify({ ids: ['one', 'two'], tests }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[what: string, from: string, ids: readonly string[], kept: unknown]>([
    ['serves a part of them', file, ['two'], tests],
    [
      'serves none that it was made without, which would seem to be reached by no test',
      file,
      ['one', 'three'],
      undefined,
    ],
    ['serves nothing where it does not exist', `${file}.not`, ['one'], undefined],
  ])('%s', (_, from, ids, kept) => {
    expect(keptIn(from, ids)).toEqual(kept);
  });
});

it('tries quick tests before slow ones, and what reaches few edits before what reaches many', () => {
  const of = (test: string, ms: number, ...ids: string[]) => ({ test, ms, ids });
  const [quick, slow] = [of('quick', 10, 'one', 'two'), of('slow', 30, 'one', 'two')];
  const [ofAll, ofOne] = [of('all', 25, 'one', 'two', 'three', 'four'), of('one', 40, 'one')];
  expect(soonestFirst([ofAll, slow, ofOne, quick])).toEqual([quick, ofOne, slow, ofAll]);
});

it.each([
  [{ end: 'failed', test: 'prices › are low' }, 'prices › are low'],
  [{ end: 'timeout' }, 'the tests, which no longer ended'],
  [{ end: 'passed' }, undefined],
  [{ end: 'unreached' }, undefined],
] as const)('%o is noticed by %s', (fate, test) => {
  expect(noticedBy(fate)).toBe(test);
});

it('finds no test that looks for places in the sources, which are not the same with marks or an edit in them', () => {
  const files = SUITES.flatMap((suite) =>
    readdirSync(suite, { recursive: true, encoding: 'utf8' }).map((file) => path.join(suite, file)),
  );
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => readFileSync(file, 'utf8').includes('/changes/places'))).toEqual([]);
});
