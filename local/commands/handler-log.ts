import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps what the handlers' function writes. */
export interface HandlerLog {
  write(line: string): void;
  /** Where it is, undefined as long as nothing was written. */
  file(): string | undefined;
}

/** A log that is begun anew in each run; only its owner can read it. */
export function createHandlerLog(file: string): HandlerLog {
  let isBegun = false;
  return {
    write(line) {
      if (!isBegun) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, '', { mode: 0o600 });
        isBegun = true;
      }
      appendFileSync(file, `${line}\n`);
    },
    file: () => (isBegun ? file : undefined),
  };
}
