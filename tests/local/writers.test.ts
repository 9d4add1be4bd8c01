import { Writable } from 'node:stream';
import { createWriters } from '../../local/view/terminal';

/** A stream that takes so many texts, then none, as a full disk or a closed pipe. */
function failing(code: string, most: number): { readonly stream: Writable; readonly taken: string[] } {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (taken.length < most) taken.push(String(chunk));
      else return done(Object.assign(new Error(code), { code }));
      return done();
    },
  });
  return { stream, taken };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('output that cannot be written', () => {
  it('is told once where the errors go, and nothing stops', async () => {
    const [out, err] = [failing('ENOSPC', 1), failing('', 9)];
    const writers = createWriters(out.stream, err.stream);
    for (const text of ['first', 'second', 'third']) {
      writers.out(text);
      await settled();
    }
    expect(out.taken).toEqual(['first\n']);
    expect(err.taken).toEqual(['The output cannot be written (ENOSPC); the command continues without it.\n']);
  });

  it('is not told of a reader that has seen enough', async () => {
    const [out, err] = [failing('EPIPE', 0), failing('', 9)];
    createWriters(out.stream, err.stream).out('first');
    await settled();
    expect(err.taken).toEqual([]);
  });

  it('is told nowhere if the errors cannot be written either', async () => {
    const [out, err] = [failing('ENOSPC', 0), failing('ENOSPC', 0)];
    const writers = createWriters(out.stream, err.stream);
    writers.out('first');
    writers.err('second');
    await settled();
    expect(err.taken).toEqual([]);
  });
});
