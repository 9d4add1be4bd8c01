import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileProblem, messageOf, UsageError } from '../errors';
import { lookAt, removeLeftovers, replaceFile } from '../files';
import { REPORT_HEAD } from './page';

/** A file or folder that a command reads or writes, apart from a report. */
export interface InUse {
  /** Its description, as in "is the template". */
  readonly what: string;
  /** Whether it is or contains a path. The folder of the path has no links. */
  has(path: string): boolean;
}

/** The file of a report, which can be written. */
export interface ReportFile {
  /** Writes it in one step. If this fails, the old content stays. @throws UsageError that says why. */
  write(html: string): void;
}

/** A file, including its other names and links to it. */
export function fileInUse(what: string, file: string): InUse {
  return { what, has: (path) => isSame(statOf(path), statOf(file)) || path === withRealFolder(file) };
}

/**
 * Opens the file of a report: a new or empty one, or an existing report.
 *
 * @throws UsageError if it is another file or cannot be written: it is better to know this before the deployment.
 */
export function openReport(file: string, inUse: readonly InUse[]): ReportFile {
  attempt(file, () => removeLeftovers(targetOf(file, inUse)));
  return {
    write: (html) =>
      attempt(file, () => {
        const target = targetOf(file, inUse);
        replaceFile(target, html, (statOf(target)?.mode ?? 0o666) & 0o777);
      }),
  };
}

function attempt(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`--report: ${file} ${messageOf(error)}`);
    throw new UsageError(`--report: ${file} cannot be written (${fileProblem(error)})`);
  }
}

/** The file to write, behind all links. @throws UsageError, or the error of the system, if it cannot be written. */
function targetOf(file: string, inUse: readonly InUse[]): string {
  const target = realTarget(file);
  const found = statOf(target);
  const used = inUse.find(({ has }) => has(target));
  if (used !== undefined) throw new UsageError(`is ${used.what}; ${ANOTHER}`);
  accessSync(dirname(target), constants.W_OK);
  if (found === undefined) return target;
  if (!found.isFile() && !found.isDirectory()) throw new UsageError(`is not a file; ${ANOTHER}`);
  if (STREAMS.some((descriptor) => isSame(found, streamOf(descriptor)))) {
    throw new UsageError(`is where this program's output goes; ${ANOTHER}`);
  }
  const descriptor = openSync(target, 'a+');
  try {
    if (!isReport(descriptor))
      throw new UsageError(`is not a report, and is not overwritten; ${ANOTHER}, or remove it`);
  } finally {
    closeSync(descriptor);
  }
  return target;
}

const ANOTHER = 'choose another file';
const STREAMS = [0, 1, 2];

/** @throws UsageError if it is a link to nothing, or to something that is not a file. */
function realTarget(file: string): string {
  const real = withRealFolder(file);
  if (lookAt(real)?.isSymbolicLink() !== true) return real;
  const found = statOf(real);
  if (found === undefined) throw new UsageError(`is a link to a file that does not exist; ${ANOTHER}`);
  // /dev/stdout leads to a pipe, which has no path.
  if (!found.isFile() && !found.isDirectory()) throw new UsageError(`is not a file; ${ANOTHER}`);
  return realpathSync(real);
}

/** @throws the error of the system if there is no such folder. */
function withRealFolder(file: string): string {
  return join(realpathSync(dirname(file)), basename(file));
}

function isReport(descriptor: number): boolean {
  const begin = Buffer.alloc(REPORT_HEAD.length);
  const length = readSync(descriptor, begin, 0, begin.length, 0);
  return length === 0 || begin.toString('utf8') === REPORT_HEAD;
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function streamOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor);
  } catch {
    // A closed stream leads nowhere.
    return undefined;
  }
}

function isSame(one: Stats | undefined, other: Stats | undefined): boolean {
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}
