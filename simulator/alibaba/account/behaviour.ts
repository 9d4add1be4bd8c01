import type { ImageView, TaskOutcome } from './image';

/** Codes with which the service is known to answer a ClientToken that comes back with other parameters. */
export type TokenMismatchCode =
  | 'IdempotentParameterMismatch'
  | 'IdempotenceParamNotMatch'
  | 'InvalidParamter.Conflict'
  | 'InvalidIdempotenceParameter.Mismatch';

/**
 * Everything about ECS that a test or a user can choose. Durations are simulated seconds unless the name says
 * otherwise. The duration and the outcome of a copy, its visibility delay, and the end of a deletion or cancellation
 * are fixed when the call is accepted; everything else counts from the next request on.
 */
export interface Behaviour {
  /** How long a copy runs once it has started, as a number or for the image that is copied. */
  copySeconds: number | ((source: ImageView) => number);
  /** Running copies in a region; further ones are `Waiting` (CopyImage documentation: five). */
  copiesPerRegion: number;
  /** The documentation says "a region supports five copy tasks" and leaves open which of the two regions it means. */
  copiesCountedIn: 'destination' | 'source';
  /** Time after CopyImage during which DescribeImages does not show the copy. Its real length is undocumented. */
  visibilityDelaySeconds: number;
  /** Whether the other actions find the copy in that time, or nothing does (undocumented). */
  invisibleTo: 'describeImages' | 'everyAction';
  /** What DescribeImages says about the progress of a running copy; `unreadable` is a text that is no percentage. */
  progress: 'linear' | 'stalling' | 'jumpy' | 'absent' | 'unreadable';
  /** Whether DescribeImages reports the RemainTime of a running copy. */
  remainTime: boolean;
  /**
   * When DescribeImages says `Usable: true`: of images that are Available; already while they are Creating, which is plausible and
   * undocumented; or never, as before the field existed.
   */
  usable: 'onceAvailable' | 'whileCreating' | 'absent';
  /** Time for which a finished copy is `Available` but not yet `Usable`. */
  usableDelaySeconds: number;
  copyOutcome: TaskOutcome;
  /** Whether an instance is created from each copy as soon as the copy is Available. */
  copiesInUse: boolean;
  /** Whether a running copy can be cancelled; `refused` answers CancelNotSupported. */
  cancel: 'accepted' | 'refused';
  /** Whether a waiting copy can be cancelled (undocumented); `refused` answers IncorrectImageStatus, "not coping". */
  cancelWhileWaiting: 'accepted' | 'refused';
  /** Time from CancelCopyImage to the disappearance of the copy. */
  cancelTakesSeconds: number;
  /** Whether a cancelled copy leaves its snapshots behind (undocumented). */
  cancelledCopyKeepsSnapshots: boolean;
  /** Time from DeleteImage to the disappearance of the image. */
  deleteTakesSeconds: number;
  /** The DeleteImage documentation says both: the request is ignored, and InvalidImageId.NotFound. */
  deleteMissingImage: 'error' | 'ignored';
  /** The DeleteSnapshot documentation says both: the request is ignored, and InvalidSnapshotId.NotFound. */
  deleteMissingSnapshot: 'error' | 'ignored';
  /** What ModifyImageAttribute makes of an empty Description (undocumented). */
  emptyDescription: 'kept' | 'cleared' | 'refused';
  /** Whether DeleteImage with Force deletes a shared image (undocumented). */
  forceDeletesShared: boolean;
  /** Simulated minutes for which a ClientToken is remembered (undocumented). */
  clientTokenMinutes: number;
  /** Time after a CopyImage that used its ClientToken up, during which a repeat gets LastTokenProcessing. */
  tokenProcessingSeconds: number;
  /** Whether a CopyImage that was refused uses its ClientToken up, so that its repeat gets the same refusal (undocumented). */
  refusalUsesTokenUp: boolean;
  /** Whether a repeat with a known ClientToken is recognised before its name is found to be taken. */
  clientTokenCheckedBeforeName: boolean;
  mismatchedTokenCode: TokenMismatchCode;
  /** Whether an image may be copied within its region; otherwise IncorrectDestinationRegion. */
  sameRegionCopy: boolean;
  /**
   * What CopyImage does without Encrypted: "depends on backend logic" by the model of the SDK, `plain` by older documentation. `encrypted` is
   * an account that encrypts disks by default; it refuses `Encrypted=false`.
   */
  encryptedByDefault: 'likeSource' | 'plain' | 'encrypted';
  /** Where the key of a copy has to be: the destination follows from how KMS works; the CopyImage documentation does not say it. */
  keyRegion: 'destination' | 'any';
  /**
   * What CopyImage does with a key by which it cannot encrypt: refuse the call, for which its documentation has codes; or, as users report of
   * copies with an unknown key, begin a copy that fails in the end without a reason.
   */
  unusableKey: 'refused' | 'failsLate';
  /** Whether one image may have several unfinished copies; otherwise OperationDenied.ImageCopyConflict. */
  concurrentCopies: 'allowed' | 'oncePerDestination' | 'once';
  /** Custom images that a region holds before CopyImage answers QuotaExceed.Image. */
  imageQuota: number;
  /** Whether tag keys that differ only in case count as the same key. */
  tagKeysCaseInsensitive: boolean;
  /** Whether DescribeImages understands `Status=ALL`; otherwise InvalidParamter. */
  statusAllSupported: boolean;
  /** Whether DescribeImages takes several ids with commas between them in ImageId; otherwise they match nothing. */
  commaSeparatedImageIds: boolean;
  /**
   * What DescribeImages answers to those who may not call it. Until December 2025 ECS answered queries without permission with an empty list;
   * the announcement of the change names DescribeInstances and DescribeDisks only.
   */
  describeImagesDenied: 'error' | 'emptyList';
  /** The code with which CopyImage is refused to those who may not call it; its documentation lists the misspelt one. */
  copyImageDeniedCode: 'Forbidden.RAM' | 'Forbbiden';
  /**
   * The code with which AssumeRoleWithOIDC is refused by the trust policy of the role. The first one is documented; of the second, with
   * PolicyType AssumeRolePolicy, users report.
   */
  oidcNotTrustedCode: 'AuthenticationFail.NoPermission' | 'NoPermission';
  /**
   * Requests of one action in one region within a minute of the clock; those beyond get Throttling.User. Documented are 1000 for CopyImage and
   * for DescribeImages, exact values being the account's; by default there is no limit, for a fast clock would meet it with ordinary use.
   */
  callsPerMinute: number;
  /** Real milliseconds that every answer takes. */
  latencyMs: number;
}

/** A 40 GiB image takes 20 minutes, in line with what users report of CopyImage. */
const SECONDS_PER_GIB = 30;

/** ECS as it is documented; where it is not, the choice that a client meets most easily. */
export const defaultBehaviour: Readonly<Behaviour> = {
  copySeconds: (source) => source.disks.reduce((sum, disk) => sum + disk.sizeGiB, 0) * SECONDS_PER_GIB,
  copiesPerRegion: 5,
  copiesCountedIn: 'destination',
  visibilityDelaySeconds: 0,
  invisibleTo: 'describeImages',
  progress: 'linear',
  remainTime: true,
  usable: 'onceAvailable',
  usableDelaySeconds: 0,
  copyOutcome: 'available',
  copiesInUse: false,
  cancel: 'accepted',
  cancelWhileWaiting: 'accepted',
  cancelTakesSeconds: 0,
  cancelledCopyKeepsSnapshots: false,
  deleteTakesSeconds: 0,
  deleteMissingImage: 'error',
  deleteMissingSnapshot: 'ignored',
  emptyDescription: 'kept',
  forceDeletesShared: false,
  clientTokenMinutes: 24 * 60,
  tokenProcessingSeconds: 0,
  refusalUsesTokenUp: false,
  clientTokenCheckedBeforeName: true,
  mismatchedTokenCode: 'IdempotentParameterMismatch',
  sameRegionCopy: true,
  encryptedByDefault: 'likeSource',
  keyRegion: 'destination',
  unusableKey: 'refused',
  concurrentCopies: 'allowed',
  imageQuota: Number.POSITIVE_INFINITY,
  tagKeysCaseInsensitive: true,
  statusAllSupported: true,
  commaSeparatedImageIds: true,
  describeImagesDenied: 'error',
  copyImageDeniedCode: 'Forbidden.RAM',
  oidcNotTrustedCode: 'AuthenticationFail.NoPermission',
  callsPerMinute: Number.POSITIVE_INFINITY,
  latencyMs: 0,
};
