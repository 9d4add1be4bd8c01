import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { meantFiles } from '../tools/near-files';
import { FileError, fileProblem, UsageError } from './errors';
import { type Json, parseJson } from './json';

/** Reads a text file in UTF-8. @throws FileError if it cannot be read or is not such a file. */
export function readTextFile(file: string, kind: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const problem = fileProblem(error);
    if (problem === 'ENOENT') throw new FileError(file, `no such ${kind}${meantFiles(file)}`);
    if (problem === 'EISDIR') throw new FileError(file, `this is a folder; name the file in it that is the ${kind}`);
    throw new FileError(file, `cannot be read (${problem})`);
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new FileError(file, `this ${kind} is not UTF-8 text; save it as UTF-8`);
}

/**
 * Reads a JSON file. A message about invalid JSON contains the place but no text of the file, because it may be a secret.
 *
 * @throws UsageError if it cannot be read or is not valid JSON.
 */
export function readJsonFile(file: string, kind: string): Json {
  const text = readTextFile(file, kind);
  try {
    return parseJson(text);
  } catch (error) {
    throw new UsageError(`${file}: this ${kind} is not valid JSON${placeIn(text, error)}`);
  }
}

/** Where Node.js stopped reading JSON. Newer versions name the line; all versions name the number of characters before it. */
function placeIn(text: string, error: unknown): string {
  const message = error instanceof SyntaxError ? error.message : '';
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (message.includes('end of JSON') || Number(position) >= text.trimEnd().length) return ': it ends too early';
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
