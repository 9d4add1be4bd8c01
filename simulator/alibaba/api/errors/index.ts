import { type ErrorEntry, type ErrorTable, entriesOf, findEntry } from '../../../common/error-table';
import { commonErrors } from './common-errors';
import { createImageErrors } from './create-image-errors';
import { imageErrors } from './image-errors';
import { sourceErrors } from './source-errors';
import { stsErrors } from './sts-errors';

/** Every error that the simulator knows by its code; action `*` holds those that any action can answer. */
export const errorTable: ErrorTable = {
  ...imageErrors,
  ...createImageErrors,
  ...sourceErrors,
  ...commonErrors,
  ...stsErrors,
};

/**
 * Looks an error up by the action that answers it and its code: first among the action's own errors, then among those
 * of every action. `MissingX` and `InvalidX` exist for every parameter X ("Public parameters" of the ECS documentation).
 *
 * @throws RangeError if the table has no such code, so that a misspelt code cannot pass for a real one
 */
export function errorEntry(action: string, code: string): ErrorEntry {
  const entry = findEntry(errorTable, action, code) ?? findEntry(errorTable, '*', code) ?? parameterError(code);
  if (!entry) throw new RangeError(`ECS has no error ${code} for ${action}`);
  return entry;
}

/** Every entry of the table, with the action it belongs to (`*` for any). */
export function allErrorEntries(): readonly (ErrorEntry & { readonly action: string })[] {
  return entriesOf(errorTable);
}

function parameterError(code: string): ErrorEntry | undefined {
  const [, kind, parameter] = /^(Missing|Invalid)([A-Z][A-Za-z]*)$/.exec(code) ?? [];
  if (parameter === undefined) return undefined;
  const message =
    kind === 'Missing'
      ? `${parameter} is mandatory for this action.`
      : `Specified parameter ${parameter} is not valid.`;
  return { status: 400, code, message, otherMessages: [] };
}

/** A request that ECS or STS refuses: thrown by the operations, turned into an error body where the answer is written. */
export class EcsError extends Error {
  override readonly name = 'EcsError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Put over the usual error body, for example an AccessDeniedDetail. */
    readonly body?: object,
  ) {
    super(message);
  }

  /** The error of the table, with `values` put in for the `%s` of its message, or another message altogether. */
  static of(action: string, code: string, { message, values = [], body, status }: ErrorDetails = {}): EcsError {
    const entry = errorEntry(action, code);
    const remaining = [...values];
    const text = message ?? entry.message.replace(/%s/g, () => String(remaining.shift() ?? ''));
    return new EcsError(status ?? entry.status, code, text, body);
  }
}

/** What one occurrence of an error says beyond its code. */
export interface ErrorDetails {
  readonly message?: string;
  readonly values?: readonly (string | number)[];
  readonly body?: object;
  /** Where the service has the code with several HTTP statuses: not the first one. */
  readonly status?: number;
}
