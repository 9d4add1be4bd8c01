import { readFileSync } from 'node:fs';

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
    throw new Error(`${file}: ${problemOf(error)}`);
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : error.message;
}
