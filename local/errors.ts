/** A mistake in how the program was called or in a file it was given: told to the user in a line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user stopped the program; the stack's state is saved as far as it got. Exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
