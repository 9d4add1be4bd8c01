import type { Left } from '../../common/cloud';
import type { Account } from './account';

/** What copies have left in the account, and which calls were made. */
export interface Ledger {
  readonly runningCopies: number;
  /** `region/id` of the images that copies created or are creating and that still exist, in any state. */
  readonly images: string[];
  /** `region/id` of the backups that copies of whole-server images have put into vaults and that still exist. */
  readonly backups: string[];
  /** Requests by action. */
  readonly calls: Record<string, number>;
}

/** The ledger of an account. All events that are due must have been processed. */
export function ledgerOf(account: Account, calls: readonly { readonly action: string }[]): Ledger {
  const byAction: Record<string, number> = {};
  for (const { action } of calls) byAction[action] = (byAction[action] ?? 0) + 1;
  const placeOf = ({ regionId }: { readonly regionId: string }, id: string): string => `${regionId}/${id}`;
  return {
    runningCopies: account.running.size,
    images: account
      .allImages()
      .filter(({ jobId }) => jobId !== undefined)
      .map((image) => placeOf(image, image.imageId)),
    backups: [...account.backups.values()].map((backup) => placeOf(backup, backup.backupId)),
    calls: byAction,
  };
}

/** The same for the tools that start a cloud by type. */
export function leftOf({ runningCopies, images, backups }: Ledger): Left {
  return { unfinished: runningCopies, images, snapshots: [], backups };
}
