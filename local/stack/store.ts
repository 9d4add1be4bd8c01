import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileProblem, StateError, UsageError } from '../errors';
import { lookAt, removeFile, replaceFile } from '../files';
import { isObject } from '../json';
import type { StackStore } from './journal';
import type { StackState } from './state';
import { isState, stateProblem } from './state-problem';

/** A store that forgets everything when the program ends, for a cloud that does the same. */
export const memoryStore: StackStore = { save: () => undefined, remove: () => undefined };

/** A command that calls handlers and changes no stack, so that it needs no lock. */
type Reader = 'drift' | 'list';

/** The states of stacks in files, one for each stack. */
export interface StackFolder {
  fileOf(stackName: string): string;
  /** The file next to it for the output of the handlers. A command that only reads has a file of its own. */
  logOf(stackName: string, reader?: Reader): string;
  /** Whether a path is a state, a lock, a log or a temporary file of one. Its folder has to be given without links. */
  keeps(path: string): boolean;
  /** @throws UsageError if the folder cannot be read, or if a single given file does not hold a state. */
  contents(): FolderContents;
}

/** The contents of a folder of states. */
export interface FolderContents {
  readonly states: readonly StackState[];
  /** The names of the other JSON files: they are not states of stacks, or cannot be read. */
  readonly others: readonly string[];
  /** Why damaged states cannot be read, a sentence each. */
  readonly broken: readonly string[];
}

/** @param path a folder, or a file ending in `.json` for a single stack. */
export function stackFolder(path: string): StackFolder {
  if (path.endsWith('.json')) {
    const contents = (): FolderContents => {
      const state = loadState(path);
      return { states: state === undefined ? [] : [state], others: [], broken: [] };
    };
    const logOf = (_stackName: string, reader?: Reader): string => path.replace(/\.json$/, logEnd(reader));
    const logs = [undefined, 'drift', 'list'] as const;
    const names = [path, ...logs.map((reader) => logOf('', reader))].map((file) => basename(file));
    return {
      fileOf: () => path,
      logOf,
      keeps: (other) =>
        isFolder(dirname(other), dirname(path)) &&
        (names.includes(basename(other)) || basename(other).startsWith(`${basename(path)}.`)),
      contents,
    };
  }
  return {
    fileOf: (stackName) => join(path, `${stackName}.json`),
    logOf: (stackName, reader) => join(path, `${stackName}${logEnd(reader)}`),
    keeps: (other) => isFolder(dirname(other), path) && KEPT.test(basename(other)),
    contents: () => contentsOf(path),
  };
}

function logEnd(reader: Reader | undefined): string {
  return reader === undefined ? '.log' : `.${reader}.log`;
}

const KEPT = /\.log$|\.json(\.|$)/;

/** Whether a path leads to a folder, which is given without links. */
function isFolder(folder: string, path: string): boolean {
  return existsSync(path) && realpathSync(path) === folder;
}

/** The folder may have other files, such as type configurations and copies of states under another name. */
function contentsOf(path: string): FolderContents {
  const states: StackState[] = [];
  const others: string[] = [];
  const broken: string[] = [];
  for (const name of listFolder(path).filter((file) => file.endsWith('.json'))) {
    const file = join(path, name);
    try {
      const state = loadState(file);
      if (state?.name === basename(name, '.json')) states.push(state);
      else others.push(name);
    } catch (error) {
      if (error instanceof BrokenState) broken.push(error.message);
      else if (error instanceof UsageError) others.push(name);
      else throw error;
    }
  }
  return { states, others, broken };
}

/** A file that is the damaged state of a stack. */
class BrokenState extends UsageError {}

/**
 * The state in a file, `undefined` if there is none.
 *
 * @throws UsageError if the file is not the state of a stack, or is damaged.
 */
export function loadState(file: string): StackState | undefined {
  if (lookAt(file)?.isSymbolicLink() === true) {
    throw new UsageError(
      `${file}: is a link, and the state of a stack is not read through links; set --state to the target of the link`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (isObject(error) && error.code === 'ENOENT') return undefined;
    const problem = error instanceof SyntaxError ? 'it is not valid JSON' : fileProblem(error);
    throw new UsageError(`${file}: cannot be read as the state of a stack (${problem})`);
  }
  if (!isState(value)) {
    const problem = stateProblem(value);
    if (problem === undefined) throw new UsageError(`${file}: is not the state of a stack that this version can read`);
    throw new BrokenState(`${file}: ${problem}`);
  }
  // States of older versions do not have them.
  return { ...value, events: value.events ?? [], noEcho: value.noEcho ?? [] };
}

/**
 * A store in a file that only its owner can read. A new state replaces the old one in one step, so that the file is complete whenever the
 * program ends. `save` throws a StateError if this fails.
 */
export function fileStore(file: string): StackStore {
  return {
    save: (state) =>
      written(state, file, () => {
        mkdirSync(dirname(file), { recursive: true });
        replaceFile(file, `${JSON.stringify(state, undefined, 2)}\n`, 0o600);
      }),
    remove: () => removeFile(file),
  };
}

function written({ name }: StackState, file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StateError(
      `The state of the stack ${name} cannot be written to ${file} (${fileProblem(error)}): the file still has the state before the last ` +
        'step. Make the file writable, and run the same command again; it continues from there.',
    );
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
