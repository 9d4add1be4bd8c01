import type { TokenAlgorithm } from '../../common/oidc-token';
import type { CopyOrder, JobOutcome } from './job';

/**
 * Everything about IMS and its neighbours that a test or a user can choose. Durations are simulated seconds unless the name says
 * otherwise. The duration and the outcome of a copy, and the end of a deletion, are fixed when the call is accepted; everything else counts
 * from the next request on. What the documentation leaves open says "undocumented".
 */
export interface Behaviour {
  /** How long a copy takes, as a number or for what is copied. */
  copySeconds: number | ((order: CopyOrder) => number);
  /** Time for which a job is INIT before it is RUNNING. */
  jobInitSeconds: number;
  copyOutcome: JobOutcome;
  /** What a copy that fails leaves: nothing, or an image of status `killed` (undocumented). */
  failedCopyLeaves: 'nothing' | 'killedImage';
  /** Whether an image can be found while a copy is making it: ordinary users see registered images only (undocumented for copies). */
  imageInTheMaking: 'invisible' | 'visible';
  /** Whether a job names its image while it runs (undocumented). */
  imageIdWhileRunning: boolean;
  /** Whether a job that failed names its image (undocumented). */
  imageIdOfFailed: boolean;
  /**
   * `process_percent` of a job: a share from 0 to 1; the same with two decimals, as a sample of the documentation has it; a percentage; a
   * share that stops at 0.24 and stays there, as that sample has it of a job that has ended; a share that goes fast and then waits; or
   * nothing (undocumented).
   */
  jobProgress: 'share' | 'hundredths' | 'percent' | 'sticking' | 'stalling' | 'absent';
  /** How members of a job that have no value are written (undocumented). */
  emptyJobMembers: 'null' | 'emptyText' | 'absent';
  /** Whether a job across regions shows its sub-jobs. */
  subJobs: 'shown' | 'absent';
  /** `job_type` of a copy across regions: both are documented. */
  crossRegionJobType: 'imsCrossRegionCopyImageJob' | 'imsCopyImageCrossUserJob';
  /** What is said of a job that does not exist, or no longer (undocumented). */
  unknownJob: 'IMG.0023' | 'IMG.0121' | 'notFound';
  /** How long a job can be asked for after its end (undocumented). */
  jobReadableSeconds: number;
  /** What it takes to ask for a job (undocumented): nothing, or the right to read images. */
  jobRight: 'none' | 'ims:images:get';
  /**
   * What a copy within a region takes in addition to its own right: nothing, or rights to OBS, and to KMS where a key is in play. A page of
   * IMS calls them dependencies and does not say when they are needed.
   */
  copyDependencies: 'none' | 'needed';
  /** Whether the cloud has the newer way to ask for a job. Open Telekom Cloud documents the older one only. */
  jobProgressPath: 'offered' | 'notOffered';
  /** Whether the cloud has the older way, which is marked as deprecated. */
  jobPath: 'offered' | 'notOffered';
  /** Whether the cloud copies across regions; Open Telekom Cloud does not. */
  crossRegionCopy: 'offered' | 'notOffered';
  /** Whether the cloud has STS; not all clouds of the family do. */
  sts: 'offered' | 'notOffered';
  /** What a copy does under a name that is taken: the table of errors has IMG.0009, nothing says that a copy is refused for it. */
  copyUnderTakenName: 'accepted' | 'refused';
  /** The same of a change of the name. */
  renameToTakenName: 'accepted' | 'refused';
  /** The code that says that there is no such image: the table has three. */
  missingImageCode: 'IMG.0027' | 'IMG.0086' | 'IMG.0144';
  /** What DELETE says of an image that is not there: its page has 404, users see 204. */
  deleteMissingImage: 'accepted' | 'refused';
  /** The body of a 404 on the paths that come from OpenStack (undocumented). */
  nativeNotFoundBody: 'html' | 'json' | 'empty';
  /** Time from DELETE to the disappearance of the image. */
  deleteTakesSeconds: number;
  /** Time from the acceptance of a move to another enterprise project to the move. */
  moveTakesSeconds: number;
  /** Whether an image whose description is empty shows the member, which decides whether it can be replaced (undocumented). */
  emptyDescription: 'absent' | 'kept';
  /** Whether `max_ram` may be less than `min_ram` (undocumented). */
  maxRamBelowMinRam: 'accepted' | 'refused';
  /** Whether images of data disks can be changed; the table of errors has IMG.0168 and does not say for which changes. */
  dataImageUpdates: 'accepted' | 'refused';
  /** Which characters a tag may have: the pages differ. `wide` forbids `= * < > \ , | /` only. */
  tagCharacters: 'strict' | 'wide';
  /** Whether images show their tags in the member `tags` too, as `key.value`. */
  legacyTags: 'shown' | 'absent';
  /** Whether a list of images says where the next page begins; the SDK has a member for it. */
  pageInfo: 'shown' | 'absent';
  /** Whether lists show attributes that users have added (undocumented). */
  ownAttributes: 'shown' | 'hidden';
  /** Whether a list can be filtered by them (undocumented). */
  ownAttributeFilter: 'honoured' | 'ignored';
  /** `__data_origin` of a copy. */
  dataOrigin: 'shown' | 'null' | 'absent';
  /** `__originalimagename` of a copy. */
  originalImageName: 'shown' | 'empty';
  /** What a copy does by an agency without the right policy (undocumented): refuse the call, or begin and fail. */
  agencyWithoutRights: 'refused' | 'failsLate';
  /** In GB. 300 in some regions. */
  largestImageGiB: number;
  /** Whether images of Windows can be copied; the pages say no longer. */
  windowsCopies: 'accepted' | 'refused';
  /** Private images of a region. */
  imageQuota: number;
  /** Copies that run at once in a project. */
  runningCopies: number;
  /** Copies across regions that run at once, all regions together. */
  crossRegionCopies: number;
  tagsPerImage: number;
  /** How the gateway spells its codes: both are documented. */
  gatewaySpelling: 'APIGW' | 'APIG';
  /** How STS writes an error whose code is not documented: in its own form, or as the older calls of IAM do. */
  stsErrors: 'v5' | 'keystone';
  /** What STS refuses a token with: the status alone (no page names codes), or the codes that users have met. */
  tokenRefusals: 'status' | 'STS5';
  /** Who says that a key is wrong to those who call IAM or STS: the gateway in front of them, or they themselves, without a reason. */
  wrongKeyToldBy: 'gateway' | 'service';
  /** What a trust policy calls an identity provider: guides of users have the first, the grammar in the vendor's SDK has the second. */
  providerPrincipal: 'Federated' | 'Identity_provider';
  /** With what a token of an identity provider may be signed (undocumented). */
  tokenAlgorithms: readonly TokenAlgorithm[];
  /** Authentications of a key that may fail in a row; one more locks the key. */
  failuresBeforeLock: number;
  lockSeconds: number;
  /** What a caller is told who may not do something: IMS's own code, or the gateway's. */
  deniedCode: 'IMG.0026' | 'APIGW.0302';
  /** Requests of one action in one region within a minute of the clock; those beyond get APIGW.0308. Documented: 200 a second. */
  callsPerMinute: number;
  /** Real milliseconds that every answer takes. */
  latencyMs: number;
}

/** In line with what users report of whole tests: 640 s in a region, 740 to 890 s across regions, 1,762 s of a whole server. */
function usualSeconds({ crossRegion, kind }: CopyOrder): number {
  if (kind === 'whole') return 1500;
  return crossRegion ? 600 : 300;
}

/** IMS as it is documented; where it is not, the choice that the facts make likeliest, or the one that is harder for a client. */
export const defaultBehaviour: Readonly<Behaviour> = {
  copySeconds: usualSeconds,
  jobInitSeconds: 5,
  copyOutcome: 'success',
  failedCopyLeaves: 'nothing',
  imageInTheMaking: 'invisible',
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
