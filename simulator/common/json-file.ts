import { readFileSync } from 'node:fs';
import { meantFiles } from '../../tools/near-files';

/**
 * Reads a JSON file, with or without a byte order mark, and checks its content.
 *
 * @param check returns the value with its type, or throws an Error that says what is wrong
 * @throws Error that names the file and the problem
 */
export function readJsonFile<T>(file: string, check: (value: unknown) => T): T {
  try {
    return check(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    throw new Error(`${file}: ${problemOf(file, error)}`);
  }
}

function problemOf(file: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `there is no such file${meantFiles(file)}`;
  return code === 'EISDIR' ? 'this is a folder; name a file in it' : error.message;
}
