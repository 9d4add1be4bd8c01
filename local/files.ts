import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject } from './json';

/** The part of a name that says whose temporary file it is. */
const TEMPORARY = /^\.(\d+)\.tmp$/;

const APPEND = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** Appends to a file that is there already, and not to what a link leads to. @throws what the system says, `ELOOP` of a link. */
export function appendTo(file: string, text: string): void {
  const descriptor = openSync(file, APPEND);
  try {
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

/** What is at a path, a link as itself; undefined if there is nothing. @throws what the system says of other failures. */
export function lookAt(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

/**
 * Writes a file in one step: whoever reads it finds all of the old text or all of the new one, and a link in its place is
 * replaced. If it fails, for example on a full disk, the old file is as it was and nothing stays next to it.
 *
 * @param mode the permissions of the file, default: what the umask leaves of reading and writing for all.
 * @throws what the system says.
 */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  const next = `${file}.${process.pid}.tmp`;
  removeFile(next);
  try {
    writeFileSync(next, text, { mode, flag: 'wx' });
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

/** Removes the temporary files of {@link replaceFile} whose process was killed. @throws what the system says. */
export function removeLeftovers(file: string): void {
  for (const { path, rest } of besides(file)) {
    const [, pid] = TEMPORARY.exec(rest) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) removeFile(path);
  }
}

/** The files whose names begin with that of a file, with the rest of their names. @throws what the system says. */
export function besides(file: string): readonly { readonly path: string; readonly rest: string }[] {
  const [folder, begin] = [dirname(file), basename(file)];
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin))
    .map((name) => ({ path: join(folder, name), rest: name.slice(begin.length) }));
}

/** Removes a file or a link, if it is there. @throws what the system says, `EISDIR` of a folder. */
export function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isObject(error) || error.code !== 'ENOENT') throw error;
  }
}

/** Whether a process runs on this machine, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isObject(error) && error.code === 'EPERM';
  }
}
