import type { TokenAlgorithm } from '../../common/oidc-token';
import type { CopyOrder, JobOutcome } from './job';

/**
 * Everything about IMS and related services that a test or a user can choose. Durations are in simulated seconds unless the name says
 * otherwise. The duration and outcome of a copy, and the end of a deletion, are fixed when the call is accepted. All others apply from the
 * next request on. "Undocumented" means that the documentation does not say it.
 */
export interface Behaviour {
  /** How long a copy takes: a number, or a function of the order. */
  copySeconds: number | ((order: CopyOrder) => number);
  /** How long a job is INIT before it is RUNNING. */
  jobInitSeconds: number;
  copyOutcome: JobOutcome;
  /** What a failed copy leaves: nothing, or an image with status `killed` (undocumented). */
  failedCopyLeaves: 'nothing' | 'killedImage';
  /** Whether an image can be found while a copy is creating it. Ordinary users see only registered images (undocumented for copies). */
  imageInTheMaking: 'invisible' | 'visible';
  /** Whether a copy has the tags of its source (undocumented). */
  sourceTags: 'dropped' | 'carried';
  /** Whether a job names its image while it runs (undocumented). */
  imageIdWhileRunning: boolean;
  /** Whether a job that failed names its image (undocumented). */
  imageIdOfFailed: boolean;
  /**
   * `process_percent` of a job (undocumented): a share from 0 to 1; the same with two decimals, as in a sample of the documentation; a
   * percentage; a share that stops at 0.24, as that sample shows it for a job that has ended; a share that is fast at first and then waits;
   * or nothing.
   */
  jobProgress: 'share' | 'hundredths' | 'percent' | 'sticking' | 'stalling' | 'absent';
  /** How to write members of a job without a value (undocumented). */
  emptyJobMembers: 'null' | 'emptyText' | 'absent';
  /** Whether a job across regions shows its sub-jobs. */
  subJobs: 'shown' | 'absent';
  /** `job_type` of a copy across regions. Both are documented. */
  crossRegionJobType: 'imsCrossRegionCopyImageJob' | 'imsCopyImageCrossUserJob';
  /** The answer about a job that does not exist, or no longer (undocumented). */
  unknownJob: 'IMG.0023' | 'IMG.0121' | 'notFound';
  /** How long a job can be shown after its end (undocumented). */
  jobReadableSeconds: number;
  /** The permission to show a job (undocumented): none, or the permission to read images. */
  jobRight: 'none' | 'ims:images:get';
  /**
   * What a copy needs in addition to its own permission: nothing, or permissions for server images and OBS, and for KMS if there is a key.
   * A page of IMS calls them dependencies and does not say when they are needed.
   */
  copyDependencies: 'none' | 'needed';
  /**
   * Whether the account has enabled enterprise projects. If so, each copy within a region needs the permission to create server images
   * ("Image replication" in the appendix on permissions of the API reference of IMS, 2025-04-21).
   */
  enterpriseProjects: 'enabled' | 'disabled';
  /** Whether the cloud has the newer call for a job. Open Telekom Cloud documents only the older one. */
  jobProgressPath: 'offered' | 'notOffered';
  /** Whether the cloud has the older call, which is marked as deprecated. */
  jobPath: 'offered' | 'notOffered';
  /** Whether the cloud copies across regions. Open Telekom Cloud does not. */
  crossRegionCopy: 'offered' | 'notOffered';
  /** Whether the cloud has STS. Some clouds of the family do not. */
  sts: 'offered' | 'notOffered';
  /** Whether a copy may use a name that is taken. The table of errors has IMG.0009, but no text says that copies are refused so. */
  copyUnderTakenName: 'accepted' | 'refused';
  /** Whether an image may be renamed to a name that is taken. */
  renameToTakenName: 'accepted' | 'refused';
  /** The code for an image that does not exist. The table has three. */
  missingImageCode: 'IMG.0027' | 'IMG.0086' | 'IMG.0144';
  /** How DELETE answers for an image that does not exist. Its page has 404, users see 204. */
  deleteMissingImage: 'accepted' | 'refused';
  /** The body of a 404 on the paths that come from OpenStack (undocumented). */
  nativeNotFoundBody: 'html' | 'json' | 'empty';
  /** How long an image exists after DELETE. */
  deleteTakesSeconds: number;
  /** How an image shows that it is in the default enterprise project. The pages have `0` and say that the member may be absent. */
  defaultEnterpriseProject: 'shown' | 'empty' | 'absent';
  /** How long a move to another enterprise project takes after it was accepted. */
  moveTakesSeconds: number;
  /** Whether an image with an empty description has the member, so that it can be replaced (undocumented). */
  emptyDescription: 'absent' | 'kept';
  /** Whether `max_ram` may be less than `min_ram` (undocumented). */
  maxRamBelowMinRam: 'accepted' | 'refused';
  /** Whether images of data disks can be changed. The table of errors has IMG.0168 and does not say for which changes. */
  dataImageUpdates: 'accepted' | 'refused';
  /** Which characters a tag may have. The pages differ. `wide` forbids only `= * < > \ , | /`. */
  tagCharacters: 'strict' | 'wide';
  /** Whether images also show their tags in the member `tags`, as `key.value`. */
  legacyTags: 'shown' | 'absent';
  /** Whether a list of images says where the next page begins. The SDK has a member for it. */
  pageInfo: 'shown' | 'absent';
  /** Whether lists show attributes that users have added (undocumented). */
  ownAttributes: 'shown' | 'hidden';
  /** Whether a list can be filtered by them (undocumented). */
  ownAttributeFilter: 'honoured' | 'ignored';
  /** `__data_origin` of a copy. */
  dataOrigin: 'shown' | 'null' | 'absent';
  /** `__originalimagename` of a copy. */
  originalImageName: 'shown' | 'empty';
  /** What a copy does if its agency does not have the right policy (undocumented): refuse the call, or begin and fail. */
  agencyWithoutRights: 'refused' | 'failsLate';
  /** In GB. 300 in some regions. */
  largestImageGiB: number;
  /** Whether images of Windows can be copied. The pages say that they no longer can. */
  windowsCopies: 'accepted' | 'refused';
  /** The most private images in a region. */
  imageQuota: number;
  /** The most running copies in a project. */
  runningCopies: number;
  /** The most running copies across regions, for all regions together. */
  crossRegionCopies: number;
  tagsPerImage: number;
  /** The spelling of the gateway's codes. Both are documented. */
  gatewaySpelling: 'APIGW' | 'APIG';
  /** The layout of an STS error without a documented code: that of STS, or that of the older calls of IAM. */
  stsErrors: 'v5' | 'keystone';
  /** How STS refuses a token: with only a status (no page names codes), or with the codes that users have reported. */
  tokenRefusals: 'status' | 'STS5';
  /** Which service reports a wrong key for IAM or STS: the gateway in front of them or, without a reason, they themselves. */
  wrongKeyToldBy: 'gateway' | 'service';
  /** The key for an identity provider in a trust policy. Guides of users have the first, the grammar in the vendor's SDK has the second. */
  providerPrincipal: 'Federated' | 'Identity_provider';
  /** The algorithms for tokens of an identity provider (undocumented). */
  tokenAlgorithms: readonly TokenAlgorithm[];
  /** How many authentications of a key may fail in a row. One more failure locks the key. */
  failuresBeforeLock: number;
  lockSeconds: number;
  /** The code for a caller without permission: that of IMS or that of the gateway. */
  deniedCode: 'IMG.0026' | 'APIGW.0302';
  /** The most requests of one action in one region and minute of the clock; more get APIGW.0308. Documented: 200 per second. */
  callsPerMinute: number;
  /** The latency of every answer, in real milliseconds. */
  latencyMs: number;
}

/** The durations that users report for complete tests: 640 s within a region, 740 to 890 s across regions, 1,762 s for a whole server. */
function usualSeconds({ crossRegion, kind }: CopyOrder): number {
  if (kind === 'whole') return 1500;
  return crossRegion ? 600 : 300;
}

/** IMS as documented. If something is undocumented, it is the most likely choice, or the one that is harder for a client. */
export const defaultBehaviour: Readonly<Behaviour> = {
  copySeconds: usualSeconds,
  jobInitSeconds: 5,
  copyOutcome: 'success',
  failedCopyLeaves: 'nothing',
  imageInTheMaking: 'invisible',
  sourceTags: 'dropped',
  imageIdWhileRunning: false,
  imageIdOfFailed: false,
  jobProgress: 'share',
  emptyJobMembers: 'null',
  subJobs: 'shown',
  crossRegionJobType: 'imsCrossRegionCopyImageJob',
  unknownJob: 'IMG.0023',
  jobReadableSeconds: Number.POSITIVE_INFINITY,
  jobRight: 'none',
  copyDependencies: 'none',
  enterpriseProjects: 'enabled',
  jobProgressPath: 'offered',
  jobPath: 'offered',
  crossRegionCopy: 'offered',
  sts: 'offered',
  copyUnderTakenName: 'accepted',
  renameToTakenName: 'accepted',
  missingImageCode: 'IMG.0027',
  deleteMissingImage: 'accepted',
  nativeNotFoundBody: 'html',
  deleteTakesSeconds: 5,
  defaultEnterpriseProject: 'shown',
  moveTakesSeconds: 15,
  emptyDescription: 'absent',
  maxRamBelowMinRam: 'accepted',
  dataImageUpdates: 'accepted',
  tagCharacters: 'strict',
  legacyTags: 'shown',
  pageInfo: 'absent',
  ownAttributes: 'shown',
  ownAttributeFilter: 'ignored',
  dataOrigin: 'shown',
  originalImageName: 'shown',
  agencyWithoutRights: 'refused',
  largestImageGiB: 128,
  windowsCopies: 'refused',
  imageQuota: 50,
  runningCopies: 40,
  crossRegionCopies: 5,
  tagsPerImage: 10,
  gatewaySpelling: 'APIGW',
  stsErrors: 'v5',
  tokenRefusals: 'status',
  wrongKeyToldBy: 'gateway',
  providerPrincipal: 'Federated',
  tokenAlgorithms: ['RS256'],
  failuresBeforeLock: 5,
  lockSeconds: 300,
  deniedCode: 'IMG.0026',
  callsPerMinute: Number.POSITIVE_INFINITY,
  latencyMs: 0,
};
