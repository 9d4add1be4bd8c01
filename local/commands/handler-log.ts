import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { visible } from '../../untrusted/visible';
import { fileProblem } from '../errors';

/** Keeps what the handlers' function writes. */
export interface HandlerLog {
  write(line: string): void;
  /** Where it is, undefined as long as nothing was written. */
  file(): string | undefined;
}

/**
 * A log that each run begins again; only its owner can read it. Nothing in it acts on a terminal that shows it.
 *
 * @param notice told once if the file cannot be written: nothing depends on it, and the work goes on.
 */
export function createHandlerLog(file: string, notice: (text: string) => void): HandlerLog {
  let state: 'empty' | 'begun' | 'given up' = 'empty';
  return {
    write(line) {
      if (state === 'given up') return;
      try {
        if (state === 'empty') {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, '', { mode: 0o600 });
        }
        state = 'begun';
        appendFileSync(file, `${visible(line)}\n`);
      } catch (error) {
        state = 'given up';
        notice(`What the handlers write cannot be kept in ${file} (${fileProblem(error)}).`);
      }
    },
    file: () => (state === 'begun' ? file : undefined),
  };
}
