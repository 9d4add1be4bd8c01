import type { Left } from '../../common/cloud';
import type { Account } from './account';
import { isCopy, isUnfinished } from './life';

/** What copies and creations have left in the account, and which calls were made. */
export interface Ledger {
  readonly runningCopies: number;
  readonly waitingCopies: number;
  /** Images that CreateImage is creating. */
  readonly runningCreations: number;
  /** `region/id` of the images that CopyImage and CreateImage created and that still exist, in any state. */
  readonly images: string[];
  /** `region/id` of the snapshots that both created and that still exist. */
  readonly snapshots: string[];
  /** Requests by action. */
  readonly calls: Record<string, number>;
}

/** What images of all types have left, whatever call created them. */
export function leftOf({ runningCopies, waitingCopies, runningCreations, images, snapshots }: Ledger): Left {
  return { unfinished: runningCopies + waitingCopies + runningCreations, images, snapshots };
}

/** The ledger of an account. All events that are due must have been processed. */
export function ledgerOf(account: Account, calls: readonly { readonly action: string }[]): Ledger {
  const images = account.allImages().filter(({ task }) => task !== undefined);
  const unfinished = images.filter(isUnfinished);
  const copies = unfinished.filter(isCopy);
  const waitingCopies = copies.filter(({ status }) => status === 'Waiting').length;
  const snapshots = [...account.snapshots.values()].filter(({ madeBy }) => madeBy !== 'user');
  const byAction: Record<string, number> = {};
  for (const { action } of calls) byAction[action] = (byAction[action] ?? 0) + 1;
  return {
    runningCopies: copies.length - waitingCopies,
    waitingCopies,
    runningCreations: unfinished.length - copies.length,
    images: images.map(({ regionId, imageId }) => `${regionId}/${imageId}`),
    snapshots: snapshots.map(({ regionId, snapshotId }) => `${regionId}/${snapshotId}`),
    calls: byAction,
  };
}
