import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GUARANTEES } from './table';

describe('the table of guarantees', () => {
  // `npm run guarantees` takes a while, and would find a row that is out of date only then.
  it.each(GUARANTEES)('$name: its text stands once in $file', ({ file, carrier }) => {
    const text = readFileSync(path.join(__dirname, '..', '..', file), 'utf8');
    expect(text.split(carrier)).toHaveLength(2);
  });

  it('names each promise once', () => {
    expect(new Set(GUARANTEES.map(({ name }) => name)).size).toBe(GUARANTEES.length);
  });
});
