import { lstatSync, readFileSync, writeFileSync } from 'node:fs';

/** A kind of file that a simulator writes. It overwrites only files that a simulator has written. */
export interface OwnFile {
  /** The word for it in messages, such as `a type configuration`. */
  readonly what: string;
  /** The option that names the file. */
  readonly option: string;
  readonly mode: number;
  /** Whether a simulator has written a text. */
  isOurs(text: string): boolean;
}

/**
 * Checks that such a file can be written: there is no file, an empty one, or one that a simulator has written before.
 *
 * @throws Error if there is another file, which would be lost
 */
export function checkPlace(file: string, { what, option, isOurs }: OwnFile): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isFile() && (found.size === 0 || isOurs(readFileSync(file, 'utf8')))) return;
  throw new Error(
    `${file} is not ${what} that a simulator has written, and is not overwritten; choose another file for ${option}, or remove it`,
  );
}

/**
 * Writes such a file.
 *
 * @throws Error as above
 */
export function writeOwn(file: string, kind: OwnFile, text: string): void {
  checkPlace(file, kind);
  writeFileSync(file, text, { mode: kind.mode });
}
