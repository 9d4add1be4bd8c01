import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileProblem, messageOf, UsageError } from '../errors';
import { besides, isRunning, lookAt, removeFile, removeLeftovers } from '../files';
import { isObject } from '../json';

/** If processes begin at the same time, they withdraw and try again. The n-th pause is at most n times this many milliseconds. */
const PAUSE_MS = 5;
const MOST_TRIES = 60;

/** The content of a claim once its process has the lock. */
const HELD = 'held';

/** The names of this process's claims. Other claims with its process ID are from an earlier process with the same ID. */
const own = new Set<string>();

/** Another process that works on the stack, or is about to. */
interface Rival {
  readonly pid: number;
  readonly path: string;
  /** false: it has not checked for others yet, and may withdraw. */
  readonly holds: boolean;
}

/**
 * Keeps other processes from working on a stack. Claims of killed processes are removed.
 *
 * Each process writes a claim with a unique name next to the state, then searches for the claims of others: if two processes meet, at least
 * one sees the other. No process removes a claim of a living process, because its name never occurs again.
 *
 * @returns a function that releases the lock.
 * @throws UsageError if another process works on the stack, or if the folder cannot be written.
 */
export function lockStack(file: string, stackName: string): () => void {
  makeFolder(dirname(file));
  for (let tries = 1; ; tries += 1) {
    const { claim, rival } = claimAgainst(file);
    if (rival === undefined) return () => withdraw(claim);
    if (rival.holds || tries >= MOST_TRIES) {
      throw new UsageError(
        `process ${rival.pid} is working on the stack ${stackName}: wait until it has ended. If it is not a process of this ` +
          `program, remove ${rival.path}`,
      );
    }
    pause(Math.random() * PAUSE_MS * tries);
  }
}

/** One try. If there is a rival, the claim is already withdrawn. @throws UsageError if the folder cannot be written. */
function claimAgainst(file: string): { readonly claim: string; readonly rival?: Rival } {
  const claim = `${file}.lock.${process.pid}.${randomBytes(8).toString('hex')}`;
  const descriptor = written(file, () => openSync(claim, 'wx', 0o600));
  own.add(basename(claim));
  let rival: Rival | undefined;
  try {
    rival = written(file, () => {
      const found = rivalOf(claim, file);
      if (found !== undefined) return found;
      removeLeftovers(file);
      writeSync(descriptor, HELD);
      return undefined;
    });
  } catch (error) {
    withdraw(claim);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  if (rival === undefined) return { claim };
  withdraw(claim);
  return { claim, rival };
}

/** @throws UsageError if the folder cannot be written. */
function written<Result>(file: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const folder = dirname(file);
    throw new UsageError(
      `the folder of states ${folder} cannot be written (${fileProblem(error)}). Choose another --state`,
    );
  }
}

function withdraw(claim: string): void {
  removeFile(claim);
  own.delete(basename(claim));
}

/** A claim of another living process; claims of dead ones are removed. Claims that have the lock come first. */
function rivalOf(claim: string, file: string): Rival | undefined {
  const rivals: Rival[] = [];
  for (const { path, rest } of besides(file)) {
    if (path === claim) continue;
    const rival = readClaim(path, rest);
    if (rival === undefined) continue;
    if (isRunning(rival.pid) && (rival.pid !== process.pid || own.has(basename(path)))) rivals.push(rival);
    else removeFile(path);
  }
  return rivals.find(({ holds }) => holds) ?? rivals[0];
}

/** Version 0.1.0 had one lock for all, `.lock`, which contained the process ID. */
const CLAIM = /^\.lock(?:\.(?<pid>\d+)(?:\.[0-9a-f]+)?)?$/;

/** @throws UsageError if something else is in the place of a claim. */
function readClaim(path: string, rest: string): Rival | undefined {
  const match = CLAIM.exec(rest);
  const found = match === null ? undefined : lookAt(path);
  if (match === null || found === undefined) return undefined;
  if (!found.isFile()) throw new UsageError(`${path} is not a file, so it is not a lock of this program: remove it`);
  const { pid } = match.groups ?? {};
  if (pid !== undefined) return { pid: Number(pid), path, holds: found.size > 0 };
  return { pid: ownerIn(path), path, holds: true };
}

/** The process in a lock of version 0.1.0; 0 if the lock has been removed. */
function ownerIn(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT') return 0;
    throw error;
  }
}

/** A lock is taken before anything else happens in this process, so nothing has to wait. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** @throws UsageError if it cannot be created. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(
      `the folder of states ${folder} cannot be created: ${messageOf(error)}. Choose another --state`,
    );
  }
}
