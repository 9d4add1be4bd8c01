import {
  type CrashExcuse,
  type Excuse,
  SNAPSHOTS_FORGOTTEN,
  SNAPSHOTS_UNTOLD,
  snapshotsUntold,
  UNHEARD,
} from './excuses';

const WITH_SNAPSHOTS = 'DELETE of a copy with its snapshots that cannot be cancelled';

export const COPY_EXCUSES: readonly Excuse[] = [
  ...snapshotsUntold(WITH_SNAPSHOTS),
  {
    scenario: 'CREATE of a copy with 19 tags',
    action: 'CopyImage',
    lasts: true,
    faults: UNHEARD,
    reason:
      'CopyImage acts, none of its answers and of those of the look-up arrives, not even in the repetition, and 19 tags of the template leave no room for the tag by which a rollback would find the copy. The failure names the image to look for.',
  },
];

export const COPY_CRASH_EXCUSES: readonly CrashExcuse[] = [
  {
    scenario: 'CREATE of a copy that fails',
    recovery: 'the first request again',
    from: 4,
    to: 7,
    reason: SNAPSHOTS_FORGOTTEN,
  },
  {
    scenario: 'CREATE of a copy that takes too long',
    recovery: 'the first request again',
    from: 5,
    to: 10,
    reason: SNAPSHOTS_FORGOTTEN,
  },
  {
    scenario: WITH_SNAPSHOTS,
    recovery: 'the first request again',
    from: 13,
    to: 14,
    reason: SNAPSHOTS_UNTOLD,
  },
];
