import type { ImageSource, ImageView, TaskOutcome } from './image';

/** The known codes of the service for a ClientToken that is sent again with other parameters. */
export type TokenMismatchCode =
  | 'IdempotentParameterMismatch'
  | 'IdempotenceParamNotMatch'
  | 'InvalidParamter.Conflict'
  | 'InvalidIdempotenceParameter.Mismatch';

/** The source of an image for CreateImage. */
export interface CreationSource {
  readonly kind: Exclude<ImageSource['kind'], 'copy'>;
  /** The size of all disks together. */
  readonly sizeGiB: number;
}

/**
 * Everything about ECS that a test or a user can choose. Durations are in simulated seconds unless the name says otherwise. Some choices
 * apply from the time when a call is accepted: the duration and outcome of a copy or creation, its visibility delay, and the end of a
 * deletion or cancellation. All others apply from the next request on.
 */
export interface Behaviour {
  /** How long a copy runs after its start: a number, or a function of the source image. */
  copySeconds: number | ((source: ImageView) => number);
  /** The most running copies in a region. Further copies are `Waiting` (CopyImage documentation: five). */
  copiesPerRegion: number;
  /** The documentation says "a region supports five copy tasks" and does not say which of the two regions it means. */
  copiesCountedIn: 'destination' | 'source';
  /** How long DescribeImages does not show a copy after CopyImage. The real time is undocumented. */
  visibilityDelaySeconds: number;
  /** Whether the other actions find the copy during that time, or no action does (undocumented). */
  invisibleTo: 'describeImages' | 'everyAction';
  /** How DescribeImages shows the progress of a running copy. `unreadable` is a text that is not a percentage. */
  progress: 'linear' | 'stalling' | 'jumpy' | 'absent' | 'unreadable';
  /** Whether DescribeImages reports the RemainTime of a running copy. */
  remainTime: boolean;
  /**
   * When DescribeImages shows `Usable: true`: for images that are Available; already for Creating images, which is plausible and
   * undocumented; or never, as before the field existed.
   */
  usable: 'onceAvailable' | 'whileCreating' | 'absent';
  /** How long a finished copy is `Available` but not yet `Usable`. */
  usableDelaySeconds: number;
  copyOutcome: TaskOutcome;
  /** How long CreateImage takes: a number, or a function of the source. */
  createSeconds: number | ((source: CreationSource) => number);
  createOutcome: TaskOutcome;
  /**
   * Which disks DescribeImages shows of an image from CreateImage: all from the start; only the first one or none while it is Creating; or
   * none until it is Available, even if it fails. That the list may be incomplete is inferred.
   */
  createdDisks: 'shown' | 'firstWhileCreating' | 'noneWhileCreating' | 'noneUntilAvailable';
  /** Whether a failed CreateImage of an instance leaves the snapshots that it began (undocumented). */
  failedCreationKeepsSnapshots: boolean;
  /** The name of the snapshots that CreateImage takes (undocumented). `%s` is a placeholder for the ID of the image. */
  creationSnapshotName: string;
  /** How DeleteImage answers for an image that CreateImage is creating (undocumented). `refused` means ImageIsCreating. */
  deleteWhileCreating: 'accepted' | 'refused';
  /** The code of CreateImage while a snapshot of a disk of the instance is being created. Several are documented. */
  busyDiskCode:
    | 'IncorrectDiskStatus.CreatingSnapshot'
    | 'QuotaExceed.ConcurrentSnapshotQuota'
    | 'TooManySnapshot.Unfinished'
    | 'IncorrectInstanceStatus';
  /** The code of CreateImage for a snapshot that is not accomplished. Two are documented. */
  unfinishedSnapshotCode: 'InvalidSnapshotId.NotReady' | 'SnapshotNotReady';
  /**
   * The device names that CreateImage accepts in DiskDeviceMapping. Its page has /dev/xvda to /dev/xvdz. A page of the API on a private
   * cloud also has /dev/vda to /dev/vdz.
   */
  deviceNames: 'xvd' | 'xvdAndVd';
  /** Whether an encrypted snapshot may be the system disk of an image. Older documentation says that it may not. */
  encryptedSystemSnapshot: 'accepted' | 'refused';
  /** Whether the account may use the snapshot of a data disk as a system disk. `refused` means UserNotInTheWhiteList. */
  dataSnapshotAsSystem: 'accepted' | 'refused';
  /** The most snapshots of one disk. At the limit CreateImage answers QuotaExceed.Snapshot. 256 is the limit of a similar service. */
  snapshotsPerDisk: number;
  /** Whether an instance is created from each copy as soon as the copy is Available. */
  copiesInUse: boolean;
  /** Whether a running copy can be cancelled. `refused` means CancelNotSupported. */
  cancel: 'accepted' | 'refused';
  /** Whether a waiting copy can be cancelled (undocumented). `refused` means IncorrectImageStatus, "not coping". */
  cancelWhileWaiting: 'accepted' | 'refused';
  /** How long a copy exists after CancelCopyImage. */
  cancelTakesSeconds: number;
  /** Whether a cancelled copy leaves its snapshots (undocumented). */
  cancelledCopyKeepsSnapshots: boolean;
  /** How long an image exists after DeleteImage. */
  deleteTakesSeconds: number;
  /**
   * Whether a request with DryRun=true that would succeed ends with DryRunOperation. `ignored`: the action is carried out. No document says
   * whether releases of Apsara Stack know DryRun.
   */
  dryRun: 'reported' | 'ignored';
  /** The DeleteImage documentation says both: the request is ignored, and InvalidImageId.NotFound. */
  deleteMissingImage: 'error' | 'ignored';
  /** The DeleteSnapshot documentation says both: the request is ignored, and InvalidSnapshotId.NotFound. */
  deleteMissingSnapshot: 'error' | 'ignored';
  /** What ModifyImageAttribute does with an empty Description (undocumented). */
  emptyDescription: 'kept' | 'cleared' | 'refused';
  /** Whether DeleteImage with Force deletes a shared image (undocumented). */
  forceDeletesShared: boolean;
  /** Whether ClientToken has an effect. Releases of Apsara Stack may not support it. */
  clientTokenHonoured: boolean;
  /** Which of CopyImage and CreateImage set the tags of the request. Releases of Apsara Stack may not do this. */
  tagsAtStart: 'kept' | 'dropped' | 'keptByCreateImage';
  /** Whether a copy has the tags of its source too. The page of CopyImage says that it does not; for private clouds nothing says it. */
  sourceTags: 'dropped' | 'carried';
  /** Whether DescribeImages shows for each disk of an image if it is encrypted. Releases of Apsara Stack may not do this. */
  encryptedShown: boolean;
  /** Whether DescribeImages shows which images are copies. Only the SDK of the public cloud says that Apsara Stack shows it. */
  copiedShown: boolean;
  /** How long a ClientToken is remembered, in simulated minutes (undocumented). */
  clientTokenMinutes: number;
  /** How long after a call its ClientToken gets LastTokenProcessing or, from CreateImage, IdempotentProcessing. */
  tokenProcessingSeconds: number;
  /** The HTTP status of IdempotentProcessing. Only the code is known. */
  idempotentProcessingStatus: number;
  /** Whether a refused call uses its ClientToken, so that its repetition gets the same refusal (undocumented). */
  refusalUsesTokenUp: boolean;
  /** Whether a repetition is recognised by its ClientToken before the check that the name is not taken. */
  clientTokenCheckedBeforeName: boolean;
  /** The code of CopyImage for a ClientToken that is sent again with other parameters. */
  mismatchedTokenCode: TokenMismatchCode;
  /** The same for CreateImage, whose documentation lists two of the codes. */
  mismatchedCreateTokenCode: TokenMismatchCode;
  /** Whether an image may be copied within its region. If not, the answer is IncorrectDestinationRegion. */
  sameRegionCopy: boolean;
  /**
   * What CopyImage does without Encrypted. The model of the SDK says "depends on backend logic"; older documentation says `plain`.
   * `encrypted` is an account that encrypts disks by default and refuses `Encrypted=false`.
   */
  encryptedByDefault: 'likeSource' | 'plain' | 'encrypted';
  /** In which region the key of a copy must be. The destination follows from how KMS works. The CopyImage documentation does not say it. */
  keyRegion: 'destination' | 'any';
  /**
   * What CopyImage does with a key that it cannot use. It refuses the call, and its documentation has codes for this. Or it begins a copy
   * that fails at the end without a reason, as users report for unknown keys.
   */
  unusableKey: 'refused' | 'failsLate';
  /** Whether one image may have several unfinished copies. If not, the answer is OperationDenied.ImageCopyConflict. */
  concurrentCopies: 'allowed' | 'oncePerDestination' | 'once';
  /** The most custom images in a region. Above it CopyImage and CreateImage answer QuotaExceed.Image. */
  imageQuota: number;
  /** Whether tag keys that differ only in case count as the same key. */
  tagKeysCaseInsensitive: boolean;
  /** Whether DescribeImages shows the Features of an image that have their default. Only the SDK has this field. */
  defaultFeatures: 'shown' | 'absent';
  /** Whether DescribeImages supports `Status=ALL`. If not, the answer is InvalidParamter. */
  statusAllSupported: boolean;
  /** Whether DescribeImages accepts several IDs with commas in ImageId. If not, they match nothing. */
  commaSeparatedImageIds: boolean;
  /**
   * How DescribeImages answers callers without permission. Until December 2025 ECS answered queries without permission with an empty list.
   * The announcement of the change names only DescribeInstances and DescribeDisks.
   */
  describeImagesDenied: 'error' | 'emptyList';
  /**
   * Whether the caller has permissions for the default resource group. If not, an image must be put into another group (`ResourceGroupId`).
   */
  defaultGroup: 'allowed' | 'denied';
  /** The code of CopyImage for callers without permission. Its documentation lists the misspelt one. */
  copyImageDeniedCode: 'Forbidden.RAM' | 'Forbbiden';
  /** The same for CreateImage. The text about its ResourceGroupId has the short code. */
  createImageDeniedCode: 'Forbidden.RAM' | 'Forbidden';
  /**
   * The code of AssumeRoleWithOIDC if the trust policy of the role refuses the caller. The first one is documented. Users report the second
   * one, with PolicyType AssumeRolePolicy.
   */
  oidcNotTrustedCode: 'AuthenticationFail.NoPermission' | 'NoPermission';
  /**
   * The most requests of one action in one region and one minute of the clock, for every action or by action. Further requests get
   * Throttling.User. `PUBLISHED_CALLS_PER_MINUTE` has the documented values; the exact values depend on the account. By default there is no
   * limit, because with a fast clock normal use would reach it.
   */
  callsPerMinute: number | Readonly<Record<string, number>>;
  /** The latency of every answer, in real milliseconds. */
  latencyMs: number;
}

/** The documented limits, each for an account in a region (pages of CopyImage and DescribeImages). No other limits are known. */
export const PUBLISHED_CALLS_PER_MINUTE: Readonly<Record<string, number>> = { CopyImage: 1000, DescribeImages: 1000 };

/** A copy of a 40 GiB image takes 20 minutes, as users report for CopyImage. */
const SECONDS_PER_GIB = 30;
/** The snapshots of 40 GiB take ten minutes, in the range that users report. An image from snapshots does not copy anything. */
const CREATION_SECONDS_PER_GIB = 15;
const SECONDS_FROM_SNAPSHOTS = 60;

/** ECS as documented. If something is undocumented, it is the choice that a client meets most often. */
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
  createSeconds: ({ kind, sizeGiB }) =>
    kind === 'instance' ? sizeGiB * CREATION_SECONDS_PER_GIB : SECONDS_FROM_SNAPSHOTS,
  createOutcome: 'available',
  createdDisks: 'shown',
  failedCreationKeepsSnapshots: true,
  creationSnapshotName: 'SnapshotForImage-%s',
  deleteWhileCreating: 'refused',
  busyDiskCode: 'IncorrectDiskStatus.CreatingSnapshot',
  unfinishedSnapshotCode: 'InvalidSnapshotId.NotReady',
  deviceNames: 'xvd',
  encryptedSystemSnapshot: 'accepted',
  dataSnapshotAsSystem: 'accepted',
  snapshotsPerDisk: 256,
  copiesInUse: false,
  cancel: 'accepted',
  cancelWhileWaiting: 'accepted',
  cancelTakesSeconds: 0,
  cancelledCopyKeepsSnapshots: false,
  deleteTakesSeconds: 0,
  dryRun: 'reported',
  deleteMissingImage: 'error',
  deleteMissingSnapshot: 'ignored',
  emptyDescription: 'kept',
  forceDeletesShared: false,
  clientTokenHonoured: true,
  tagsAtStart: 'kept',
  sourceTags: 'dropped',
  encryptedShown: true,
  copiedShown: true,
  clientTokenMinutes: 24 * 60,
  tokenProcessingSeconds: 0,
  idempotentProcessingStatus: 403,
  refusalUsesTokenUp: false,
  clientTokenCheckedBeforeName: true,
  mismatchedTokenCode: 'IdempotentParameterMismatch',
  mismatchedCreateTokenCode: 'IdempotenceParamNotMatch',
  sameRegionCopy: true,
  encryptedByDefault: 'likeSource',
  keyRegion: 'destination',
  unusableKey: 'refused',
  concurrentCopies: 'allowed',
  imageQuota: Number.POSITIVE_INFINITY,
  tagKeysCaseInsensitive: true,
  defaultFeatures: 'shown',
  statusAllSupported: true,
  commaSeparatedImageIds: true,
  describeImagesDenied: 'error',
  defaultGroup: 'allowed',
  copyImageDeniedCode: 'Forbidden.RAM',
  createImageDeniedCode: 'Forbidden.RAM',
  oidcNotTrustedCode: 'AuthenticationFail.NoPermission',
  callsPerMinute: Number.POSITIVE_INFINITY,
  latencyMs: 0,
};
