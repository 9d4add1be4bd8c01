import type { ImageSource, ImageView, TaskOutcome } from './image';

/** Codes with which the service is known to answer a ClientToken that comes back with other parameters. */
export type TokenMismatchCode =
  | 'IdempotentParameterMismatch'
  | 'IdempotenceParamNotMatch'
  | 'InvalidParamter.Conflict'
  | 'InvalidIdempotenceParameter.Mismatch';

/** What an image is to be made from by CreateImage. */
export interface CreationSource {
  readonly kind: Exclude<ImageSource['kind'], 'copy'>;
  /** Of all disks together. */
  readonly sizeGiB: number;
}

/**
 * Everything about ECS that a test or a user can choose. Durations are simulated seconds unless the name says
 * otherwise. The duration and the outcome of a copy or creation, its visibility delay, and the end of a deletion or cancellation
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
  /** What DescribeImages says about the progress of a running copy; `unreadable` is a text that is not a percentage. */
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
  /** How long CreateImage takes, as a number or for what the image is made from. */
  createSeconds: number | ((source: CreationSource) => number);
  createOutcome: TaskOutcome;
  /**
   * What DescribeImages shows of the disks of an image that CreateImage makes: all from the start; or, until it is no longer Creating, the
   * first one or none; or none until it is Available, a failed one included. That the list may be incomplete is inferred.
   */
  createdDisks: 'shown' | 'firstWhileCreating' | 'noneWhileCreating' | 'noneUntilAvailable';
  /** Whether CreateImage of an instance that fails leaves the snapshots behind that it began (undocumented). */
  failedCreationKeepsSnapshots: boolean;
  /** The name of the snapshots that CreateImage makes (undocumented); `%s` stands for the id of the image. */
  creationSnapshotName: string;
  /** What DeleteImage says of an image that CreateImage is making (undocumented): `refused` answers ImageIsCreating. */
  deleteWhileCreating: 'accepted' | 'refused';
  /** The code with which CreateImage is refused while a snapshot of a disk of the instance is being made: several are documented. */
  busyDiskCode:
    | 'IncorrectDiskStatus.CreatingSnapshot'
    | 'QuotaExceed.ConcurrentSnapshotQuota'
    | 'TooManySnapshot.Unfinished'
    | 'IncorrectInstanceStatus';
  /** The code with which CreateImage refuses a snapshot that is not accomplished: two are documented. */
  unfinishedSnapshotCode: 'InvalidSnapshotId.NotReady' | 'SnapshotNotReady';
  /**
   * The names that CreateImage takes for a disk of DiskDeviceMapping: its page has /dev/xvda to /dev/xvdz; a page of the API on a private
   * cloud has /dev/vda to /dev/vdz too.
   */
  deviceNames: 'xvd' | 'xvdAndVd';
  /** Whether an encrypted snapshot may be the system disk of an image, which older documentation denies. */
  encryptedSystemSnapshot: 'accepted' | 'refused';
  /** Whether the account may make a system disk of the snapshot of a data disk; `refused` answers UserNotInTheWhiteList. */
  dataSnapshotAsSystem: 'accepted' | 'refused';
  /** Snapshots of one disk; at the limit CreateImage answers QuotaExceed.Snapshot. 256 is the figure of a sister service. */
  snapshotsPerDisk: number;
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
  /** Whether ClientToken counts for anything: releases of Apsara Stack may not know it. */
  clientTokenHonoured: boolean;
  /** Which of CopyImage and CreateImage keep the tags that come with them: releases of Apsara Stack may not. */
  tagsAtStart: 'kept' | 'dropped' | 'keptByCreateImage';
  /** Whether DescribeImages shows of the disks of an image whether they are encrypted: releases of Apsara Stack may not. */
  encryptedShown: boolean;
  /** Simulated minutes for which a ClientToken is remembered (undocumented). */
  clientTokenMinutes: number;
  /**
   * Time after a call that used its ClientToken up, during which a repeat gets LastTokenProcessing, or IdempotentProcessing of CreateImage.
   */
  tokenProcessingSeconds: number;
  /** The HTTP status of IdempotentProcessing, of which only the code is known. */
  idempotentProcessingStatus: number;
  /** Whether a call that was refused uses its ClientToken up, so that its repeat gets the same refusal (undocumented). */
  refusalUsesTokenUp: boolean;
  /** Whether a repeat with a known ClientToken is recognised before its name is found to be taken. */
  clientTokenCheckedBeforeName: boolean;
  /** What CopyImage answers to a ClientToken that comes back with other parameters. */
  mismatchedTokenCode: TokenMismatchCode;
  /** The same of CreateImage, whose documentation lists two of the codes. */
  mismatchedCreateTokenCode: TokenMismatchCode;
  /** Whether an image may be copied within its region; otherwise IncorrectDestinationRegion. */
  sameRegionCopy: boolean;
  /**
   * What CopyImage does without Encrypted: "depends on backend logic" by the model of the SDK, `plain` by older documentation. `encrypted`
   * is an account that encrypts disks by default; it refuses `Encrypted=false`.
   */
  encryptedByDefault: 'likeSource' | 'plain' | 'encrypted';
  /** Where the key of a copy has to be: the destination follows from how KMS works; the CopyImage documentation does not say it. */
  keyRegion: 'destination' | 'any';
  /**
   * What CopyImage does with a key by which it cannot encrypt: refuse the call, for which its documentation has codes; or, as users report
   * of copies with an unknown key, begin a copy that fails in the end without a reason.
   */
  unusableKey: 'refused' | 'failsLate';
  /** Whether one image may have several unfinished copies; otherwise OperationDenied.ImageCopyConflict. */
  concurrentCopies: 'allowed' | 'oncePerDestination' | 'once';
  /** Custom images that a region holds before CopyImage and CreateImage answer QuotaExceed.Image. */
  imageQuota: number;
  /** Whether tag keys that differ only in case count as the same key. */
  tagKeysCaseInsensitive: boolean;
  /** Whether DescribeImages understands `Status=ALL`; otherwise InvalidParamter. */
  statusAllSupported: boolean;
  /** Whether DescribeImages takes several ids with commas between them in ImageId; otherwise they match nothing. */
  commaSeparatedImageIds: boolean;
  /**
   * What DescribeImages answers to those who may not call it. Until December 2025 ECS answered queries without permission with an empty
   * list; the announcement of the change names DescribeInstances and DescribeDisks only.
   */
  describeImagesDenied: 'error' | 'emptyList';
  /**
   * Whether the caller has rights on the default resource group; without them an image must be put into another one (`ResourceGroupId`).
   */
  defaultGroup: 'allowed' | 'denied';
  /** The code with which CopyImage is refused to those who may not call it; its documentation lists the misspelt one. */
  copyImageDeniedCode: 'Forbidden.RAM' | 'Forbbiden';
  /** The same of CreateImage; the text on its ResourceGroupId has the short one. */
  createImageDeniedCode: 'Forbidden.RAM' | 'Forbidden';
  /**
   * The code with which AssumeRoleWithOIDC is refused by the trust policy of the role. The first one is documented; of the second, with
   * PolicyType AssumeRolePolicy, users report.
   */
  oidcNotTrustedCode: 'AuthenticationFail.NoPermission' | 'NoPermission';
  /**
   * Requests of one action in one region within a minute of the clock, for every action or by action; those beyond get Throttling.User.
   * `PUBLISHED_CALLS_PER_MINUTE` are the documented ones, exact values being the account's; by default there is no limit, for a fast clock
   * would meet it with ordinary use.
   */
  callsPerMinute: number | Readonly<Record<string, number>>;
  /** Real milliseconds that every answer takes. */
  latencyMs: number;
}

/**
 * The limits that ECS documents, each for an account in a region (pages of CopyImage and DescribeImages); of other actions none is known.
 */
export const PUBLISHED_CALLS_PER_MINUTE: Readonly<Record<string, number>> = { CopyImage: 1000, DescribeImages: 1000 };

/** A 40 GiB image takes 20 minutes, in line with what users report of CopyImage. */
const SECONDS_PER_GIB = 30;
/** Ten minutes for the snapshots of 40 GiB, in the range that users report. An image from snapshots has nothing to copy. */
const CREATION_SECONDS_PER_GIB = 15;
const SECONDS_FROM_SNAPSHOTS = 60;

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
  deleteMissingImage: 'error',
  deleteMissingSnapshot: 'ignored',
  emptyDescription: 'kept',
  forceDeletesShared: false,
  clientTokenHonoured: true,
  tagsAtStart: 'kept',
  encryptedShown: true,
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
