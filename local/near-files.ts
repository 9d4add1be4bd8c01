import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { suggestions } from './suggestion';

/**
 * The files that the user may have meant by a name that does not exist: those in its folder or, if the folder does not exist either, in
 * folders with similar names. They are relative to the same folder as `file`. If a folder cannot be read, there are none, because the
 * message names them only as help.
 */
export function nearFiles(file: string): readonly string[] {
  const [folder, name] = [dirname(file), basename(file)];
  const folders = entriesOf(folder) !== undefined || folder === file ? [folder] : nearFiles(folder);
  return folders.flatMap((place) => {
    const entries = entriesOf(place) ?? [];
    return (entries.includes(name) ? [name] : suggestions(name, entries)).map((entry) => join(place, entry));
  });
}

/** The names in a folder; `undefined` if it cannot be read. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
