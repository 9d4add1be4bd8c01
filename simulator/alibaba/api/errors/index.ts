import { type ErrorEntry, type ErrorTable, entriesOf, findEntry } from '../../../common/error-table';
import { commonErrors } from './common-errors';
import { createImageErrors } from './create-image-errors';
import { imageErrors } from './image-errors';
import { sourceErrors } from './source-errors';
import { stsErrors } from './sts-errors';

/** Every error that the simulator knows, by its code. Any action can return the errors of `*`. */
export const errorTable: ErrorTable = {
  ...imageErrors,
  ...createImageErrors,
  ...sourceErrors,
  ...commonErrors,
  ...stsErrors,
};

/**
 * The error with a code, first from the action's own errors, then from those of every action. `MissingX` and `InvalidX` exist for every
 * parameter X ("Public parameters" of the ECS documentation).
 *
 * @throws RangeError if the table has no such code, so that a misspelt code is noticed
 */
export function errorEntry(action: string, code: string): ErrorEntry {
  const entry = findEntry(errorTable, action, code) ?? findEntry(errorTable, '*', code) ?? parameterError(code);
  if (!entry) throw new RangeError(`ECS has no error ${code} for ${action}`);
  return entry;
}

/** Every entry of the table, with the action that it belongs to (`*` for any action). */
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

/** A request that ECS or STS refuses. The operations throw it; the code that writes the answer turns it into an error body. */
export class EcsError extends Error {
  override readonly name = 'EcsError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Fields that are added to the usual body of an error, for example an AccessDeniedDetail. */
    readonly body?: object,
  ) {
    super(message);
  }

  /** An error of the table. `values` replace the `%s` in its message; `message` replaces the whole message. */
  static of(action: string, code: string, { message, values = [], body, status }: ErrorDetails = {}): EcsError {
    const entry = errorEntry(action, code);
    const remaining = [...values];
    const text = message ?? entry.message.replace(/%s/g, () => String(remaining.shift() ?? ''));
    return new EcsError(status ?? entry.status, code, text, body);
  }
}

/** The details of one occurrence of an error. */
export interface ErrorDetails {
  readonly message?: string;
  readonly values?: readonly (string | number)[];
  readonly body?: object;
  /** Set if the service has several HTTP statuses for the code and it is not the first one. */
  readonly status?: number;
}
