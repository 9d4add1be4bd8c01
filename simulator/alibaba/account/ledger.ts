import type { Left } from '../../common/cloud';
import type { Account } from './account';
import { isCopy, isUnfinished } from './life';

/** What copies and creations have left in the account, and what the account was asked for. */
export interface Ledger {
  readonly runningCopies: number;
  readonly waitingCopies: number;
  /** Images that CreateImage is making. */
  readonly runningCreations: number;
  /** `region/id` of the images that CopyImage and CreateImage made and that still exist, in any state. */
  readonly images: string[];
  /** `region/id` of the snapshots that the two made and that still exist. */
  readonly snapshots: string[];
  /** Requests by action. */
  readonly calls: Record<string, number>;
}

/** What every type of images has left, however it makes them. */
export function leftOf({ runningCopies, waitingCopies, runningCreations, images, snapshots }: Ledger): Left {
  return { unfinished: runningCopies + waitingCopies + runningCreations, images, snapshots };
}

/** Takes stock of an account that is up to date. */
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
