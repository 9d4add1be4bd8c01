import type { Crash } from './crash';
import type { OwnCall, Trouble } from './theatre';

/** Cells that need not survive, and why. One that survives all the same has to leave this table. */
export interface Excuse {
  readonly scenario: string;
  readonly action: string;
  readonly lasts: boolean;
  readonly faults: readonly string[];
  /** Only calls that come after one of this action. */
  readonly after?: string;
  /** Only so many first calls of this action. */
  readonly first?: number;
  /** What the failure has to say all the same. */
  readonly tells?: RegExp;
  readonly reason: string;
}

/** What acts though its caller does not hear of it. */
export const UNHEARD: readonly string[] = ['500, but it acted', 'reset after it acted', 'no answer, but it acted'];
/** What a call is refused with for good. */
export const REFUSED: readonly string[] = ['expired token', 'permission withdrawn'];
/** What ends an operation if the problem persists, though nothing acts. */
export const LASTING: readonly string[] = [
  ...['throttled', '500', 'reset before it acted', 'refused connection', 'wrong clock'],
  ...REFUSED,
];

/** Why a DELETE may leave snapshots that its request does not name. */
export const SNAPSHOTS_UNTOLD =
  'DELETE has removed an image that was still being made when it began, and ends before it has deleted the snapshots. CloudFormation begins again with the properties of the template; what was remembered may be lost, and so may the SnapshotIds of the answers, each of which carries them. No call tells what rested under an image that is gone. A failure names the snapshots.';

/**
 * The cells of a DELETE with DeleteAutoSnapshot of an image whose snapshots its template cannot tell. `slow`: the trouble that leaves an
 * invocation no time for the second snapshot.
 */
export function snapshotsUntold(scenario: string, slow: readonly string[] = []): readonly Excuse[] {
  const excuse = (action: string, lasts: boolean, faults: readonly string[], after?: string): Excuse => ({
    ...{ scenario, action, lasts, faults, after, reason: SNAPSHOTS_UNTOLD },
    tells: /(?:delete its|but) snapshots? s-[\w-]+(?:, s-[\w-]+)* in [\w-]+ /,
  });
  return [
    excuse('DeleteImage', true, UNHEARD),
    ...['DescribeImages', 'DeleteImage'].flatMap((action) => [
      excuse(action, true, [...LASTING, ...UNHEARD], 'DeleteImage'),
      excuse(action, false, REFUSED, 'DeleteImage'),
    ]),
    excuse('DeleteSnapshot', true, [...LASTING, ...slow]),
    excuse('DeleteSnapshot', false, REFUSED),
  ];
}

/** Crashes that need not be survived, and why. One that is survived all the same has to leave this table. */
export interface CrashExcuse {
  readonly scenario: string;
  readonly recovery: Crash['recovery'];
  /** The call that removes the image, from 0: when it has acted nothing tells the image's snapshots to an operation that starts again. */
  readonly from: number;
  /** The call that deletes the snapshots, from 0: until it has acted they may be left. */
  readonly to: number;
  readonly reason: string;
}

/** The one of these excuses that a cell has, if any; `before`: the calls before the one that meets the trouble first. */
export function faultExcuse(
  excuses: readonly Excuse[],
  name: string,
  { kind, call, lasts }: Trouble,
  before: readonly OwnCall[],
): Excuse | undefined {
  return excuses.find(
    ({ scenario, action, lasts: excused, faults, after, first }) =>
      scenario === name &&
      action === call.action &&
      excused === lasts &&
      faults.includes(kind.name) &&
      (after === undefined || before.some((one) => one.action === after)) &&
      (first === undefined || call.among < first),
  );
}

/** Why a CREATE that begins again in the middle of its own clean-up may leave snapshots. */
export const SNAPSHOTS_FORGOTTEN =
  'The clean-up of a failed CREATE has removed the image, and CloudFormation forgets both the callback context and the model that name its snapshots and begins anew. ECS gives the old ID to the old token, and nothing tells what rested under it.';

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
