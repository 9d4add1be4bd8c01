import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { meant, suggestions } from './suggestion';

/** How many levels of folders below the current one are searched for a file that was named without a folder. */
const DEEPEST = 3;

/** No more folders than this are searched, so that a message does not take long. */
const MOST_FOLDERS = 200;

/** More files than these do not help. */
const MOST_FILES = 2;

/** The end of a message about a missing file: `; did you mean …?`, empty if no file has a similar name. */
export function meantFiles(file: string): string {
  return meant(nearFiles(file));
}

/**
 * The files that the user may have meant by a name that does not exist: those in its folder or, if the folder does not exist either, in
 * folders with similar names. For a name without a folder, the folders below the current one are searched too. The files are relative to
 * the same folder as `file`. If a folder cannot be read, there are none, because the message names them only as help.
 */
export function nearFiles(file: string): readonly string[] {
  const [folder, name] = [dirname(file), basename(file)];
  const folders = entriesOf(folder) !== undefined || folder === file ? [folder] : nearFiles(folder);
  const near = folders.flatMap((place) =>
    (entriesOf(place) ?? []).includes(name) ? [join(place, name)] : nearIn(place, name),
  );
  return near.length === 0 && folder === '.' ? nearBelow(name) : near;
}

/** The files on the first level of folders below the current one that has any: those with the name, or else those with a similar one. */
function nearBelow(name: string): readonly string[] {
  const levels = levelsBelow('.');
  const named = levels.map((folders) => folders.map((folder) => join(folder, name)).filter((file) => existsSync(file)));
  const near = levels.map((folders) => folders.flatMap((folder) => nearIn(folder, name)));
  const found = [...named, ...near].find((files) => files.length > 0) ?? [];
  return found.length > MOST_FILES ? [] : found;
}

function nearIn(folder: string, name: string): readonly string[] {
  return suggestions(name, entriesOf(folder) ?? []).map((entry) => join(folder, entry));
}

/** The folders below one, by level, without hidden folders and those of packages. */
function levelsBelow(folder: string): readonly (readonly string[])[] {
  const levels: string[][] = [];
  for (let level = [folder], count = 0; levels.length < DEEPEST && count < MOST_FOLDERS; count += level.length) {
    level = level.flatMap(foldersIn).slice(0, MOST_FOLDERS - count);
    levels.push(level);
  }
  return levels;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')
        ? [join(folder, entry.name)]
        : [],
    );
  } catch {
    return [];
  }
}

/** The names in a folder; `undefined` if it cannot be read. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
