import type { Account } from './account';
import { isCopy, isUnfinished } from './life';

/** What copies have left in the account, and what the account was asked for. */
export interface Ledger {
  readonly runningCopies: number;
  readonly waitingCopies: number;
  /** `region/id` of the images that copies made and that still exist, in any state. */
  readonly images: string[];
  /** `region/id` of the snapshots that copies made and that still exist. */
  readonly snapshots: string[];
  /** Requests by action. */
  readonly calls: Record<string, number>;
}

/** Takes stock of an account that is up to date. */
export function ledgerOf(account: Account, calls: readonly { readonly action: string }[]): Ledger {
  const copies = account.allImages().filter(isCopy);
  const unfinished = copies.filter(isUnfinished);
  const waitingCopies = unfinished.filter(({ status }) => status === 'Waiting').length;
  const snapshots = [...account.snapshots.values()].filter(({ madeByCopy }) => madeByCopy);
  const byAction: Record<string, number> = {};
  for (const { action } of calls) byAction[action] = (byAction[action] ?? 0) + 1;
  return {
    runningCopies: unfinished.length - waitingCopies,
    waitingCopies,
    images: copies.map(({ regionId, imageId }) => `${regionId}/${imageId}`),
    snapshots: snapshots.map(({ regionId, snapshotId }) => `${regionId}/${snapshotId}`),
    calls: byAction,
  };
}
