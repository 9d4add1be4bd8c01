import { isObject } from './json';

/** A mistake in the call of the program or in one of its files. The user gets one line, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file in the call that cannot be read. */
export class FileError extends UsageError {
  /** @param problem what is wrong with it, without its name. */
  constructor(
    file: string,
    readonly problem: string,
  ) {
    super(`${file}: ${problem}`);
  }
}

/** The result could not be stored. The user gets one line, and the exit code is 1. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

/** The user stopped the program. The state of the stack is saved up to that point. The exit code is 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Why a file could not be used: the system's error code (`EACCES`), or the message if there is none. */
export function fileProblem(error: unknown): string {
  const code = isObject(error) ? error.code : undefined;
  return typeof code === 'string' ? code : messageOf(error);
}

/** The message of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
