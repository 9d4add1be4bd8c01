import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { visible } from '../../untrusted/visible';
import { fileProblem } from '../errors';
import { appendTo, lookAt, removeFile } from '../files';

/** Stores what the handlers' function writes. */
export interface HandlerLog {
  write(line: string): void;
  /** The file; `undefined` as long as nothing was written. */
  file(): string | undefined;
}

/**
 * A log that each run begins again. Only its owner can read it, and a link is not followed. It contains nothing that a terminal would
 * interpret.
 *
 * @param notice called once if the file cannot be written: nothing depends on it, so the work continues.
 */
export function createHandlerLog(file: string, notice: (text: string) => void): HandlerLog {
  let state: 'empty' | 'begun' | 'given up' = 'empty';
  return {
    write(line) {
      if (state === 'given up') return;
      try {
        if (state === 'empty') begin(file);
        state = 'begun';
        appendTo(file, `${visible(line)}\n`);
      } catch (error) {
        state = 'given up';
        notice(`The output of the handlers cannot be written to ${file} (${problemOf(error)}).`);
      }
    },
    file: () => (state === 'begun' ? file : undefined),
  };
}

const LINK = 'it is a link, which is not followed';

/** @throws the error of the system; Error if there is a link. */
function begin(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (lookAt(file)?.isSymbolicLink() === true) throw new Error(LINK);
  // The file is created again and not emptied, because it may have another name elsewhere.
  removeFile(file);
  closeSync(openSync(file, 'wx', 0o600));
}

function problemOf(error: unknown): string {
  const problem = fileProblem(error);
  return problem === 'ELOOP' ? LINK : problem;
}
