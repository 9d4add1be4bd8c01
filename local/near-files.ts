import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { suggestions } from './suggestion';

/**
 * The files that somebody may have meant who named one that is not there: those in its folder, or where that is missing too, in the folders
 * whose names are near; relative to the same folder as `file`. None if a folder cannot be read, because a message names them only as help.
 */
export function nearFiles(file: string): readonly string[] {
  const [folder, name] = [dirname(file), basename(file)];
  const folders = entriesOf(folder) !== undefined || folder === file ? [folder] : nearFiles(folder);
  return folders.flatMap((place) => {
    const entries = entriesOf(place) ?? [];
    return (entries.includes(name) ? [name] : suggestions(name, entries)).map((entry) => join(place, entry));
  });
}

/** The names in a folder; undefined: it cannot be read. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
