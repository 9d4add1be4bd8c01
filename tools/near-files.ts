import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { meant, suggestions } from './suggestion';

/** How many levels of folders below the current one are searched for a file that was named without a folder. */
const DEEPEST = 3;

/** More folders than these are not searched: a message may not take long. */
const MOST_FOLDERS = 200;

/** More files than these do not help. */
const MOST_FILES = 2;

/** What follows a message about a file that is not there: `; did you mean …?`, nothing where no file is near. */
export function meantFiles(file: string): string {
  return meant(nearFiles(file));
}

/**
 * The files that somebody may have meant who named one that is not there: those in its folder, or where that is missing too, in the folders
 * whose names are near; of a name without a folder also those below the current folder. They are relative to the same folder as `file`.
 * There are none if a folder cannot be read, because a message names them only as help.
 */
export function nearFiles(file: string): readonly string[] {
  const [folder, name] = [dirname(file), basename(file)];
  const folders = entriesOf(folder) !== undefined || folder === file ? [folder] : nearFiles(folder);
  const near = folders.flatMap((place) =>
    (entriesOf(place) ?? []).includes(name) ? [join(place, name)] : nearIn(place, name),
  );
  return near.length === 0 && folder === '.' ? nearBelow(name) : near;
}

/** The files on the first level of folders below the current one that has any: those of that name, else those of a near one. */
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

/** The folders below one, by level; not those of packages and hidden ones. */
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

/** The names in a folder; undefined: it cannot be read. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
