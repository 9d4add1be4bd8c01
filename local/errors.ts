import { isObject } from './json';

/** A mistake in how the program was called or in a file it was given: told to the user in a line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was done could not be written down: told to the user in a line, exit code 1. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

/** The user stopped the program; the stack's state is saved as far as it got. Exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Why a file could not be used: the system's code of the error (`EACCES`), or its message if it has none. */
export function fileProblem(error: unknown): string {
  const code = isObject(error) ? error.code : undefined;
  return typeof code === 'string' ? code : messageOf(error);
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
