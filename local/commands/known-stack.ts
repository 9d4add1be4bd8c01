import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../../tools/suggestion';
import { UsageError } from '../errors';
import type { CommonOptions } from '../options';
import type { StackState } from '../stack/state';
import { type FolderContents, loadState, type StackFolder, stackFolder } from '../stack/store';
import { KEEP_SIMULATOR } from './kept-simulator';

/** A stack that an earlier run has stored in a folder of states. */
export interface KnownStack {
  readonly name: string;
  readonly file: string;
  readonly folder: StackFolder;
  /** Its current state. @throws UsageError if it is gone or belongs to another stack. */
  load(): StackState;
}

/**
 * The selected stack: the named one or, by default, the only one.
 *
 * @throws UsageError if there is no such stack, or more than one.
 */
export function findStack({ stackName, state: place }: CommonOptions): KnownStack {
  const folder = stackFolder(place);
  const name = stackName ?? onlyName(folder.contents(), place);
  const file = folder.fileOf(name);
  const load = (): StackState => {
    const state = loadNamed(file, name);
    if (state !== undefined) return state;
    const known = folder.contents().states.map((other) => other.name);
    const likely = didYouMean(name, known);
    throw new UsageError(`there is no stack ${name} in ${place}${likely === '' ? '.' : likely} ${EMBEDDED_IS_GONE}`);
  };
  load();
  return { name, file, folder, load };
}

/** The state of a stack in a file; `undefined` if there is none. @throws UsageError if it belongs to another stack. */
export function loadNamed(file: string, name: string): StackState | undefined {
  const state = loadState(file);
  if (state === undefined || state.name === name) return state;
  throw new UsageError(`${file} is the state of the stack ${state.name}, not of ${name}`);
}

/** The full path of a file, without links if the file exists. */
export function realFile(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file);
}

/**
 * Prevents a template from changing the stack of another template whose file has the same name.
 *
 * @throws UsageError if the stack's name comes from the file name, and the stack was deployed from another file.
 */
export function refuseTakeover(
  state: StackState | undefined,
  file: string,
  { stackName }: Pick<CommonOptions, 'stackName'>,
): void {
  const problem = stackName === undefined ? takeoverProblem(state, file) : undefined;
  if (problem !== undefined) throw new UsageError(problem);
}

/** Why a template does not belong to the stack with its name; `undefined` if it does, or if this is not known. */
export function takeoverProblem(state: StackState | undefined, file: string): string | undefined {
  const { name, templateFile } = state ?? {};
  if (templateFile === undefined || templateFile === realFile(file)) return undefined;
  return (
    `the stack ${name} was deployed from ${templateFile}, not from ${file}. To change that stack with this template, add ` +
    `--stack-name ${name}; to create another stack, choose another --stack-name`
  );
}

/**
 * The file for the cloud of a stack: the one in the options or, by default, the one of the stack's last deployment.
 *
 * @throws UsageError if there is none.
 */
export function typeConfigurationOf(command: string, options: CommonOptions, state?: StackState): string {
  const file = options.typeConfiguration ?? state?.typeConfigurationFile;
  if (file === undefined) throw new UsageError(`${command} needs --type-configuration FILE. ${NEEDS_CLOUD}`);
  return file;
}

const EMBEDDED_IS_GONE =
  'A stack on the embedded simulator ends with the program that deployed it; only stacks with --type-configuration stay.';

const NEEDS_CLOUD =
  'It works on a cloud that stays between commands: yours, or a simulator that you keep running in another terminal with ' +
  `${KEEP_SIMULATOR}`;

function onlyName(contents: FolderContents, place: string): string {
  const names = contents.states.map(({ name }) => name);
  const [name] = names;
  if (names.length > 1) throw new UsageError(`there are several stacks, choose one: --stack-name ${names.join(' | ')}`);
  if (name !== undefined) return name;
  const remarks = remarksOn(contents);
  throw new UsageError(
    [`there are no stacks in ${place}.`, ...(remarks.length === 0 ? [EMBEDDED_IS_GONE] : remarks)].join(' '),
  );
}

/** Sentences about other files in the folder of states. */
export function remarksOn({ others, broken }: FolderContents): readonly string[] {
  const left = `Skipped, because they are not the state of a stack with their name: ${others.join(', ')}.`;
  return [...(others.length === 0 ? [] : [left]), ...broken.map((problem) => `${problem}.`)];
}
