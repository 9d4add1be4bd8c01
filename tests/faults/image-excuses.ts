import { type CrashExcuse, type Excuse, SNAPSHOTS_FORGOTTEN, SNAPSHOTS_UNTOLD, snapshotsUntold } from './excuses';

const RUNNING = 'DELETE of a running image of an instance';

export const IMAGE_EXCUSES: readonly Excuse[] = snapshotsUntold(RUNNING);

export const IMAGE_CRASH_EXCUSES: readonly CrashExcuse[] = [
  {
    scenario: 'CREATE of an image that fails',
    recovery: 'the first request again',
    from: 4,
    to: 7,
    reason: SNAPSHOTS_FORGOTTEN,
  },
  {
    scenario: 'CREATE of an image that takes too long',
    recovery: 'the first request again',
    from: 12,
    to: 14,
    reason: SNAPSHOTS_FORGOTTEN,
  },
  { scenario: RUNNING, recovery: 'the first request again', from: 10, to: 11, reason: SNAPSHOTS_UNTOLD },
];
