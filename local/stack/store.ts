import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileProblem, messageOf, StateError, UsageError } from '../errors';
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
  /** @throws UsageError if the folder cannot be read, or if a single file is given that is no state. */
  contents(): FolderContents;
}

/** What is in a folder of states. */
export interface FolderContents {
  readonly states: readonly StackState[];
  /** The names of the other JSON files: no states of stacks, or none that can be read. */
  readonly others: readonly string[];
}

/** @param path a folder, or a file ending in `.json` for a single stack. */
export function stackFolder(path: string): StackFolder {
  if (path.endsWith('.json')) {
    const contents = (): FolderContents => {
      const state = loadState(path);
      return { states: state === undefined ? [] : [state], others: [] };
    };
    return { fileOf: () => path, logOf: () => path.replace(/\.json$/, '.log'), contents };
  }
  return {
    fileOf: (stackName) => join(path, `${stackName}.json`),
    logOf: (stackName) => join(path, `${stackName}.log`),
    contents: () => contentsOf(path),
  };
}

/** People keep other files beside the states, such as type configurations and copies of states under another name. */
function contentsOf(path: string): FolderContents {
  const states: StackState[] = [];
  const others: string[] = [];
  for (const file of listFolder(path).filter((name) => name.endsWith('.json'))) {
    const state = stateNamed(join(path, file), basename(file, '.json'));
    if (state === undefined) others.push(file);
    else states.push(state);
  }
  return { states, others };
}

function stateNamed(file: string, name: string): StackState | undefined {
  try {
    const state = loadState(file);
    return state?.name === name ? state : undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
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
    const problem = error instanceof SyntaxError ? 'it is no JSON' : fileProblem(error);
    throw new UsageError(`${file}: cannot be read as the state of a stack (${problem})`);
  }
  if (!isState(value)) throw new UsageError(`${file}: is not the state of a stack that this version can read`);
  // A state of before they were kept has none.
  return { ...value, events: value.events ?? [], noEcho: value.noEcho ?? [] };
}

/**
 * A store in a file that only its owner can read. A new state replaces the old one in one step, so that the file is
 * whole whenever the program ends. `save` throws a StateError if that cannot be done.
 */
export function fileStore(file: string): StackStore {
  const next = `${file}.${process.pid}.tmp`;
  return {
    save: (state) =>
      written(state, file, () => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(next, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
        renameSync(next, file);
      }),
    remove: () => rmSync(file, { force: true }),
  };
}

function written({ name }: StackState, file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StateError(
      `The state of the stack ${name} cannot be written to ${file} (${fileProblem(error)}): it is as it was before the last ` +
        'step. Make the file writable, and call the same command again; it goes on from there.',
    );
  }
}

/**
 * Keeps other processes off a stack. A lock whose process is gone is taken over.
 *
 * @returns what gives the lock back.
 * @throws UsageError if another process works on the stack, or if the folder cannot be written.
 */
export function lockStack(file: string, stackName: string): () => void {
  const lock = `${file}.lock`;
  const own = `${lock}.${process.pid}`;
  makeFolder(dirname(file));
  // A link of a written file: nobody sees a lock that does not name its owner yet.
  try {
    writeFileSync(own, String(process.pid));
  } catch (error) {
    const folder = dirname(file);
    throw new UsageError(
      `the folder of states ${folder} cannot be written (${fileProblem(error)}). Choose another --state`,
    );
  }
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
    const owner = ownerOf(lock);
    if (isRunning(owner)) {
      throw new UsageError(
        `process ${owner} is working on the stack ${stackName}: wait until it has ended. If it is no process of this ` +
          `program, remove ${lock}`,
      );
    }
    rmSync(lock, { force: true });
  }
}

/** The process that a lock names; 0 if the lock is gone by now. */
function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT') return 0;
    throw error;
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
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT') return [];
    throw new UsageError(`the folder of states ${path} cannot be read (${fileProblem(error)}). Choose another --state`);
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
