import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, UsageError } from '../errors';
import { isObject } from '../json';
import type { StackStore } from './journal';
import type { StackState } from './state';

/** A store that forgets everything when the program ends, for a cloud that does so too. */
export const memoryStore: StackStore = { save: () => undefined, remove: () => undefined };

/** The states of stacks in files, one for each stack. */
export interface StackFolder {
  fileOf(stackName: string): string;
  /** The file beside it for what the handlers write. */
  logOf(stackName: string): string;
  /** The names of the stacks that have a state. */
  names(): string[];
}

/** @param path a folder, or a file ending in `.json` for a single stack. */
export function stackFolder(path: string): StackFolder {
  if (path.endsWith('.json')) {
    const names = (): string[] => {
      const state = loadState(path);
      return state === undefined ? [] : [state.name];
    };
    return { fileOf: () => path, logOf: () => path.replace(/\.json$/, '.log'), names };
  }
  return {
    fileOf: (stackName) => join(path, `${stackName}.json`),
    logOf: (stackName) => join(path, `${stackName}.log`),
    names: () => listFolder(path).flatMap((file) => (file.endsWith('.json') ? [basename(file, '.json')] : [])),
  };
}

/**
 * The state in a file, undefined if there is none.
 *
 * @throws UsageError if the file is not the state of a stack.
 */
export function loadState(file: string): StackState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT') return undefined;
    throw new UsageError(`${file}: cannot be read as the state of a stack`);
  }
  if (!isState(value)) throw new UsageError(`${file}: is not the state of a stack that this version can read`);
  // A state of before they were kept has none.
  return { ...value, events: value.events ?? [], noEcho: value.noEcho ?? [] };
}

/**
 * A store in a file that only its owner can read. A new state replaces the old one in one step, so that the file is
 * whole whenever the program ends.
 */
export function fileStore(file: string): StackStore {
  return {
    save(state) {
      makeFolder(dirname(file));
      const next = `${file}.${process.pid}.tmp`;
      writeFileSync(next, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(next, file);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/**
 * Keeps other processes off a stack. A lock whose process is gone is taken over.
 *
 * @returns what gives the lock back.
 * @throws UsageError if another process works on the stack.
 */
export function lockStack(file: string, stackName: string): () => void {
  const lock = `${file}.lock`;
  const own = `${lock}.${process.pid}`;
  makeFolder(dirname(file));
  // A link of a written file: nobody sees a lock that does not name its owner yet.
  writeFileSync(own, String(process.pid));
  try {
    takeLock(own, lock, stackName);
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

function takeLock(own: string, lock: string, stackName: string): void {
  for (;;) {
    try {
      linkSync(own, lock);
      return;
    } catch (error) {
      if (!isObject(error) || error.code !== 'EEXIST') throw error;
    }
    const owner = Number(readFileSync(lock, 'utf8'));
    if (isRunning(owner)) {
      throw new UsageError(
        `process ${owner} is working on the stack ${stackName}: wait until it has ended, or end it (${lock})`,
      );
    }
    rmSync(lock, { force: true });
  }
}

/** @throws UsageError if it cannot be made. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`the folder of states ${folder} cannot be made: ${messageOf(error)}. Choose another --state`);
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isObject(error) && error.code === 'EPERM';
  }
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function isState(value: unknown): value is StackState {
  return (
    isObject(value) &&
    value.version === 1 &&
    typeof value.name === 'string' &&
    typeof value.id === 'string' &&
    typeof value.status === 'string' &&
    isObject(value.resources) &&
    Array.isArray(value.obsolete)
  );
}
