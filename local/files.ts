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

/** The part of a temporary file's name that contains its process ID. */
const TEMPORARY = /^\.(\d+)\.tmp$/;

const APPEND = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** Appends to an existing file, but not through a link. @throws the error of the system, `ELOOP` for a link. */
export function appendTo(file: string, text: string): void {
  const descriptor = openSync(file, APPEND);
  try {
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

/** What is at a path, without following a link; `undefined` if there is nothing. @throws other errors of the system. */
export function lookAt(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

/**
 * Writes a file in one step: readers see the complete old text or the complete new text. A link is replaced. If writing fails, for example
 * on a full disk, the old file is unchanged and no other file is left.
 *
 * @param mode the permissions of the file; by default, reading and writing for all, as the umask allows.
 * @throws the error of the system.
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

/** Removes the temporary files of {@link replaceFile} whose process was killed. @throws the error of the system. */
export function removeLeftovers(file: string): void {
  for (const { path, rest } of besides(file)) {
    const [, pid] = TEMPORARY.exec(rest) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) removeFile(path);
  }
}

/** The files whose names begin with the name of a file, and the rest of their names. @throws the error of the system. */
export function besides(file: string): readonly { readonly path: string; readonly rest: string }[] {
  const [folder, begin] = [dirname(file), basename(file)];
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin))
    .map((name) => ({ path: join(folder, name), rest: name.slice(begin.length) }));
}

/** Removes a file or a link, if it exists. @throws the error of the system, `EISDIR` for a folder. */
export function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isObject(error) || error.code !== 'ENOENT') throw error;
  }
}

/** Whether a process is running on this machine, for any user. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isObject(error) && error.code === 'EPERM';
  }
}
