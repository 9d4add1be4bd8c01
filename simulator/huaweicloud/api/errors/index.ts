import { type ErrorEntry, type ErrorTable, entriesOf, findEntry } from '../../../common/error-table';
import { gatewayErrors } from './gateway-errors';
import { iamErrors } from './iam-errors';
import { imsErrors } from './ims-errors';

/** Every error that the simulator knows, by its code. Any action can return the errors of `*`. */
const errorTable: ErrorTable = {
  ...imsErrors,
  ...iamErrors,
  '*': mergedStatuses([imsErrors['*'], gatewayErrors['*'], iamErrors['*']]),
};

function mergedStatuses(parts: readonly (ErrorTable[string] | undefined)[]): ErrorTable[string] {
  const merged: Record<number, Record<string, string | readonly string[]>> = {};
  for (const part of parts) {
    for (const [status, byCode] of Object.entries(part ?? {})) {
      merged[Number(status)] = { ...merged[Number(status)], ...byCode };
    }
  }
  return merged;
}

/**
 * The error with a code, first from the action's own errors, then from those of every action, then from all others: the tables of IMS do
 * not name the actions, and those of IAM name only the best-known calls. If the code has several statuses, `status` selects one.
 *
 * @throws RangeError if the table has no such code, so that a misspelt code is noticed
 */
export function errorEntry(action: string, code: string, status?: number): ErrorEntry {
  // Both calls show the same errors of a job.
  const places = [
    action,
    ...(/^ShowJob/.test(action) ? ['Job'] : []),
    '*',
    ...Object.keys(imsErrors),
    ...Object.keys(iamErrors),
  ];
  for (const place of places) {
    const entry = findEntry(errorTable, place, code, status);
    if (entry) return entry;
  }
  throw new RangeError(`Huawei Cloud has no error ${code} for ${action}`);
}

/** Every entry of the table, with the action that it belongs to (`*` for any action, `Job` for both calls for a job). */
export function allErrorEntries(): readonly (ErrorEntry & { readonly action: string })[] {
  return entriesOf(errorTable);
}

/** A request that a service refuses. The operations throw it; the code that writes the answer turns it into an error body. */
export class HuaweiError extends Error {
  override readonly name = 'HuaweiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** An error of the table, with its own or another message. */
  static of(
    action: string,
    code: string,
    { message, status }: { message?: string; status?: number } = {},
  ): HuaweiError {
    const entry = errorEntry(action, code, status);
    return new HuaweiError(entry.status, code, message ?? entry.message);
  }
}
