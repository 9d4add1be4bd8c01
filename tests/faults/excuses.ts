import type { Crash } from './crash';
import { UNMARKED } from './scenarios';

/** Cells that need not survive, and why. One that survives all the same has to leave this table. */
export interface Excuse {
  readonly scenario: string;
  readonly action: string;
  readonly lasts: boolean;
  readonly faults: readonly string[];
  readonly reason: string;
}

export const EXCUSES: readonly Excuse[] = [
  {
    scenario: UNMARKED,
    action: 'CopyImage',
    lasts: true,
    faults: ['500, but it acted', 'reset after it acted', 'no answer, but it acted'],
    reason:
      'CopyImage acts, none of its answers and of those of the look-up arrives, not even in the repetition, and 19 tags of the template leave no room for the tag by which a rollback would find the copy. The failure names the image to look for.',
  },
];

/** Crashes that need not be survived, and why. One that is survived all the same has to leave this table. */
export interface CrashExcuse {
  readonly scenario: string;
  readonly recovery: Crash['recovery'];
  /** The call that removes the image, from 0: when it has acted nothing tells the image's snapshots to who begins anew. */
  readonly from: number;
  /** The call that deletes the snapshots, from 0: until it has acted they may be left. */
  readonly to: number;
  readonly reason: string;
}

const SNAPSHOTS_FORGOTTEN =
  'The clean-up of a failed CREATE has removed the image, and CloudFormation forgets both the callback context and the model that name its snapshots and begins anew. ECS gives the old ID to the old token, and nothing tells what rested under it.';

export const CRASH_EXCUSES: readonly CrashExcuse[] = [
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
];

/** The one of these excuses that a crash has, if any. */
export function crashExcuse(
  excuses: readonly CrashExcuse[],
  name: string,
  { at, acted, recovery }: Crash,
): CrashExcuse | undefined {
  return excuses.find(
    ({ scenario, recovery: excused, from, to }) =>
      scenario === name &&
      excused === recovery &&
      (at > from || (at === from && acted)) &&
      (at < to || (at === to && !acted)),
  );
}
