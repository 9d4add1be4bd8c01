import { type ErrorEntry, type ErrorTable, entriesOf, findEntry } from '../../../common/error-table';
import { gatewayErrors } from './gateway-errors';
import { iamErrors } from './iam-errors';
import { imsErrors } from './ims-errors';

/** Every error that the simulator knows by its code; action `*` holds those that any action can answer. */
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
 * Looks an error up by the action that answers it and its code: first among the action's own, then among those of every action, then among
 * all others: the tables of IMS are not given by action, and those of IAM name no more than the calls that are best known. Where the code
 * has several statuses, `status` says which.
 *
 * @throws RangeError if the table has no such code, so that a misspelt code cannot pass for a real one
 */
export function errorEntry(action: string, code: string, status?: number): ErrorEntry {
  // What a job says of itself is the same by either way to ask for it.
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

/** Every entry of the table, with the action it belongs to (`*` for any, `Job` for either way to ask for a job). */
export function allErrorEntries(): readonly (ErrorEntry & { readonly action: string })[] {
  return entriesOf(errorTable);
}

/** A request that a service refuses: thrown by the operations, turned into an error body where the answer is written. */
export class HuaweiError extends Error {
  override readonly name = 'HuaweiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The error of the table, or one with another message. */
  static of(
    action: string,
    code: string,
    { message, status }: { message?: string; status?: number } = {},
  ): HuaweiError {
    const entry = errorEntry(action, code, status);
    return new HuaweiError(entry.status, code, message ?? entry.message);
  }
}
