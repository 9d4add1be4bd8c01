import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GUARANTEES } from './table';

describe('the table of guarantees', () => {
  // `npm run guarantees` takes a while, and would find a row that is out of date only then.
  it.each(GUARANTEES)('$name: its text stands once in $file', ({ file, carrier }) => {
    const text = readFileSync(path.join(__dirname, '..', '..', file), 'utf8');
    expect(text.split(carrier)).toHaveLength(2);
  });

  it('is counted in the README of the tests', () => {
    const readme = readFileSync(path.join(__dirname, '..', 'README.md'), 'utf8');
    expect(/(\d+) of (\d+) at the last change of the table/.exec(readme)?.slice(1)).toEqual(
      Array(2).fill(String(GUARANTEES.length)),
    );
  });

  it('names each promise once', () => {
    expect(new Set(GUARANTEES.map(({ name }) => name)).size).toBe(GUARANTEES.length);
  });
});
