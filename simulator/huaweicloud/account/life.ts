import type { Account } from './account';
import type { ImageRecord } from './image';
import { endOf, type JobFailure, type JobRecord, statusOf } from './job';

/** Makes everything happen that is due until `now`, in order of time, so that the outcome does not depend on how often it is called. */
export function settle(account: Account, now: number): void {
  for (const job of [...account.running].sort((a, b) => endOf(a) - endOf(b))) {
    if (endOf(job) <= now) endJob(account, job, endOf(job));
    else if (statusOf(job, now, account.behaviour.jobInitSeconds * 1000) === 'RUNNING') job.image.status = 'saving';
  }
  move(account, now);
  for (const image of account.leaving) {
    if (image.leavingAt !== undefined && image.leavingAt <= now) account.remove(image);
  }
}

/** Makes the moves to other enterprise projects happen that are due. */
function move(account: Account, now: number): void {
  for (const { image, enterpriseProjectId, at } of account.moves) {
    if (at <= now) image.enterpriseProjectId = enterpriseProjectId;
  }
  account.moves = account.moves.filter(({ at }) => at > now);
}

/** Begins a job. From then on there is an unfinished image, which may be hidden. */
export function acceptJob(account: Account, job: JobRecord): void {
  account.jobs.set(job.jobId, job);
  account.running.add(job);
  account.add(job.image);
}

/** Ends a job with its planned outcome. */
export function endJob(account: Account, job: JobRecord, at: number): void {
  const { image, outcome } = job;
  account.running.delete(job);
  job.endedAt = at;
  image.updatedAt = at;
  if (outcome === 'success') {
    image.status = 'active';
    image.activeAt = at;
    return;
  }
  image.status = 'killed';
  if (account.behaviour.failedCopyLeaves === 'nothing') removeWhole(account, image);
}

/** Makes a job fail, whatever its planned outcome is. */
export function failJob(account: Account, job: JobRecord, failure: Omit<JobFailure, 'failAtShare'>, at: number): void {
  job.outcome = { failAtShare: 1, ...failure };
  endJob(account, job, at);
}

/** Begins to remove an image. It disappears at the time `at`. */
export function beginLeaving(account: Account, image: ImageRecord, at: number): void {
  image.leavingAt = at;
  account.leaving.add(image);
}

/** Removes an image and its backup at once. A job that is creating it continues, without a result. */
export function removeWhole(account: Account, image: ImageRecord): void {
  account.remove(image);
  removeBackup(account, image);
}

/** Removes the backup of a whole-server image and releases its space in the vault. */
export function removeBackup(account: Account, { backupId, regionId }: ImageRecord): void {
  const backup = account.backups.get(backupId);
  if (!backup) return;
  account.backups.delete(backupId);
  const vault = account.holdings.vault(regionId, backup.vaultId);
  if (vault) vault.usedGiB -= backup.sizeGiB;
}
