import { type ErrorBook, type ErrorFamilies, type ErrorTable, NEXT_STEPS } from '../calling/error-book';
import {
  accessDenied,
  alreadyExists,
  busy,
  generalServiceException,
  internalFailure,
  invalidCredentials,
  invalidRequest,
  invalidTypeConfiguration,
  networkFailure,
  notFound,
  outcome,
  repeated,
  resourceConflict,
  serviceInternalError,
  serviceLimitExceeded,
  throttling,
  type Verdict,
  type Verdicts,
} from '../calling/verdict';
import { ALIBABA } from './errors';

/** For another reason than a missing permission to make the call. */
const deniedAnyway = (nextStep: string): Verdict => ({ ...accessDenied(nextStep), permissionIsNoCure: true });

/** https://help.aliyun.com/en/ecs/user-guide/encryption-related-permissions: the console creates the role when it is confirmed there. */
const AUTHORIZE_ECS =
  'Let ECS use your keys: choose one for an encrypted disk in the ECS console and confirm the authorization, which creates the service role AliyunECSDiskEncryptDefaultRole.';
const NO_SUCH_REGION = invalidRequest(
  'Correct SourceRegionId, DestinationRegionId or, for an import, the region in the identifier.',
);

/** What TagResources and UntagResources have in common. */
const TAGGING: Verdicts = {
  'NumberExceed.ResourceIds': internalFailure(),
  'InvalidTagKey.Malformed': invalidRequest(),
  'InvalidTag.Mismatch': internalFailure(),
  'Invalid.Scope': internalFailure(),
  'InvalidResourceId.NotSupported': invalidRequest(),
  'NoPermission.Tag': accessDenied(),
  'MissingParameter.ResourceIds': internalFailure(),
  'MissingParameter.ResourceType': internalFailure(),
  'MissingParameter.Tags': internalFailure(),
  'MissingParameter.RegionId': internalFailure(),
  'InvalidRegionId.NotFound': NO_SUCH_REGION,
  'InvalidResourceId.NotFound': notFound(),
  'InvalidResourceType.NotFound': internalFailure(),
  ServiceUnavailable: repeated(serviceInternalError()),
};

/** A creation that failed leaves a stack in ROLLBACK_COMPLETE, if it was the stack's first. */
const DEPLOY_AGAIN = 'deploy again; a stack in ROLLBACK_COMPLETE has to be deleted first.';
/** In UPDATE_ROLLBACK_FAILED a stack takes no update. */
const UPDATE_AGAIN = 'update the stack again or continue its rollback.';

const BEING_COPIED = busy(
  `The source is being copied: when that has finished, ${DEPLOY_AGAIN} Within one stack, raise Timeouts.Create or use DependsOn.`,
);
const KEY_WITHOUT_ENCRYPTION = invalidRequest('Set Encrypted: true, or remove KmsKeyId.');
const NO_SOURCE_FOR_IMAGES = invalidRequest(
  'Create a new image from the instance, and use it as SourceImageId: an image of this snapshot cannot be copied.',
);
const KIND_NOT_COPIED = invalidRequest('This kind of image cannot be copied: choose another SourceImageId.');
const TAGS_FULL = serviceLimitExceeded(
  'An image holds 20 tags, one of them our own, two with KmsKeyId: use fewer, or remove some by hand.',
);
const NO_SUCH_GROUP = invalidRequest(
  'Correct ResourceGroupId; a rollback that fails on it can be continued with --resources-to-skip.',
);

/**
 * ECS error codes by action, `*` for every action; an entry of the action itself goes first. Codes are spelled as the service
 * spells them (`Forbbiden`, `OperationDeined`, `InvalidParamter`). Sources: the error tables of the ECS API pages of each action and
 * "Client errors"/"Server errors" of the ECS API reference.
 *
 * The rule: the template, the identifier or the page token must change: InvalidRequest. Rights are missing: AccessDenied. A
 * quota is full: ServiceLimitExceeded. Somebody must change the account or the image outside the template:
 * GeneralServiceException. We sent something that no template can cause: InternalFailure. A repeat can help: ResourceConflict,
 * Throttling, ServiceInternalError, NetworkFailure. NotFound speaks of the managed image alone, whatever the HTTP status.
 *
 * InvalidParamter of DescribeImages is InvalidRequest in every operation: the same call with the same ID is made by all of them.
 */
export const ECS_TABLE: ErrorTable = {
  CopyImage: {
    'InvalidDescription.Malformed': invalidRequest('Correct Description.'),
    'InvalidImageName.Malformed': invalidRequest('Correct ImageName.'),
    'InvalidImageName.Duplicated': alreadyExists(
      'Remove ImageName or change it, for example to one with the build number: a replacement is created before the old copy is deleted. An image that is in no stack can be imported instead.',
    ),
    'SourceRegion.NotFound': invalidRequest('Correct SourceRegionId.'),
    'DestinationRegion.NotFound': invalidRequest('Correct DestinationRegionId, or RegionId of the type configuration.'),
    IncorrectImageStatus: invalidRequest(
      'The source image must be Available: wait until it is, end its deprecation, or choose another SourceImageId.',
    ),
    'InvalidSnapshotId.NotFound': invalidRequest(
      'A snapshot of the source image is missing: choose another SourceImageId.',
    ),
    'InvalidParameter.EncryptedIllegal': KEY_WITHOUT_ENCRYPTION,
    'InvalidEncrypted.NotMatchKmsKeyId': KEY_WITHOUT_ENCRYPTION,
    'InvalidEncrypted.NotMatchEncryptAlgorithm': internalFailure(),
    InvalidEncryptAlgorithm: internalFailure(),
    'InvalidParameter.KmsNotEnabled': generalServiceException('Activate KMS in the Alibaba Cloud account.'),
    'OperationDenied.CommunityImage': invalidRequest(
      'Community images cannot be copied: choose a custom image as SourceImageId.',
    ),
    'OperationDenied.ImageCopyConflict': BEING_COPIED,
    'Account.Arrearage': generalServiceException('Settle the overdue payment of the Alibaba Cloud account.'),
    'InvalidAliUid.IsNull': invalidCredentials(),
    Forbbiden: accessDenied(),
    'QuotaExceed.Image': serviceLimitExceeded(
      'Delete images in the destination region, or ask for a higher quota in the Quota Center.',
    ),
    'QuotaExceed.Snapshot': serviceLimitExceeded(
      'Delete snapshots in the destination region, or ask for a higher quota in the Quota Center.',
    ),
    'OperationDenied.ImageCopying': BEING_COPIED,
    RegionNotSupportCopy: invalidRequest('Choose other regions: one of these cannot copy images.'),
    IncorrectDestinationRegion: invalidRequest(
      'Choose another DestinationRegionId: ECS does not copy this image within its region. If another account shares it, ask that account for a copy in the destination region.',
    ),
    'OperationDenied.SameRegionOnly': invalidRequest(
      'An image that another account shares can be copied within its region only: copy it there first, with DestinationRegionId equal to SourceRegionId, then copy that copy.',
    ),
    'OperationDenied.NonCompliantDestinationRegion': invalidRequest('Choose another DestinationRegionId.'),
    'OperationDeined.EncryptedSnapshot': invalidRequest('The source is encrypted: set Encrypted: true.'),
    'OperationDenied.EncryptSnapshotAcrossRegion': invalidRequest(
      'Leave Encrypted out, or encrypt the image in its own region first.',
    ),
    'InvalidEncrypted.NotMatchDiskDefaultEncryption': invalidRequest(
      'Encrypted contradicts the default encryption of the account: leave it out or change it.',
    ),
    'InvalidParameter.KMSKeyId.KMSUnauthorized': deniedAnyway(AUTHORIZE_ECS),
    'OperationDenied.KmsServiceUnauthorized': deniedAnyway(AUTHORIZE_ECS),
    'InvalidParameter.KMSKeyId.CMKNotEnabled': invalidRequest('Enable the key that KmsKeyId names, or name another.'),
    'InvalidParameter.KMSKeyId.CMKUnauthorized': deniedAnyway(
      'Allow ECS to use the key that KmsKeyId names: in the policy of the key, or by its tag.',
    ),
    'InvalidParameter.DataEncryptedKeyCreateFailed': generalServiceException(
      'Check in the KMS console that the key is enabled and of the type Aliyun_AES_256 or Aliyun_SM4, or name another key.',
    ),
    'InvalidRegion.NotSupport': invalidRequest('Keys of your own cannot be used in this region: leave KmsKeyId out.'),
    'InvalidRegionId.NotSupportEncryptAlgorithm': invalidRequest(
      'Choose another DestinationRegionId, or leave Encrypted out.',
    ),
    'SizeExceed.Image': invalidRequest(
      'The image is too large for CopyImage: copy its snapshots with CopySnapshot, and create an image from those.',
    ),
    'InvalidSnapshot.TooOld': NO_SOURCE_FOR_IMAGES,
    OperationDenied: NO_SOURCE_FOR_IMAGES,
    'OperationDenied.NotPublished': invalidRequest(
      'The marketplace image behind the source is not offered in the destination region: choose another region.',
    ),
    'OperationDenied.NotAuthorized': deniedAnyway('Subscribe to the marketplace image behind the source.'),
    UserNotInTheWhiteList: deniedAnyway(
      'Ask Alibaba Cloud to let the account use keys of its own, or leave KmsKeyId out.',
    ),
    'InvalidOperation.VhdImageUnsupported': KIND_NOT_COPIED,
    'InvalidOperation.CloudBoxImageCopyUnsupported': KIND_NOT_COPIED,
    'InvalidImageId.NotFound': invalidRequest(
      'Correct SourceImageId or SourceRegionId: the image must be a custom image in that region, of the account or shared with it.',
    ),
    'InvalidParameter.KMSKeyId.NotFound': invalidRequest(
      'Set KmsKeyId to the ID of a key in the destination region; the alias of a key is not its ID.',
    ),
    'InvalidResourceGroup.NotFound': invalidRequest('Correct ResourceGroupId.'),
    'InvalidOperation.Conflict': repeated(resourceConflict()),
    InternalError: repeated(serviceInternalError()),
    'Duplicate.TagKey': invalidRequest(),
    'InvalidTagKey.Malformed': invalidRequest(),
    'InvalidTagValue.Malformed': invalidRequest(),
    'QuotaExceed.Tags': serviceLimitExceeded(
      'An image holds 20 tags, one of them our own, two with KmsKeyId: use fewer in the resource and the stack.',
    ),
    IdempotenceParamNotMatch: internalFailure(),
    'InvalidParamter.Conflict': internalFailure(),
  },
  CancelCopyImage: {
    ImageCreatedNotFromCopy: outcome('refused'),
    IncorrectImageStatus: outcome('finished'),
    CancelNotSupported: outcome('refused'),
    'InvalidDescription.Malformed': internalFailure(),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
    'InvalidImageId.NotFound': outcome('absent'),
    InternalError: repeated(serviceInternalError()),
  },
  DescribeImages: {
    'InvalidImageOwnerAlias.ValueNotSupported': internalFailure(),
    InvalidParamter: invalidRequest('Correct the identifier or the page token.'),
    'InvalidTag.Mismatch': internalFailure(),
    InvalidTagCount: internalFailure(),
    'InvalidInstanceType.ValueNotSupported': internalFailure(),
    'InvalidFilterValue.NetworkType': internalFailure(),
    'InvalidOperation.ImageOwnerIdUnsupported': internalFailure(),
    'InvalidImageOwnerAlias.PublicImageUnsupported': internalFailure(),
    'CurrentAccount.NotSupportPublicImage': internalFailure(),
    // Not among its documented errors: an unknown ID makes an empty list. The other calls answer so.
    'InvalidImageId.NotFound': outcome('absent'),
    'InvalidFilterKey.NotFound': internalFailure(),
    InvalidFilterValue: internalFailure(),
    InvalidUsage: internalFailure(),
    InvalidOSType: internalFailure(),
    InvalidArchitecture: internalFailure(),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
    InternalError: repeated(serviceInternalError()),
  },
  DeleteImage: {
    ImageUsingByInstance: generalServiceException(
      'Instances were created from the image: release them, or set ForceDelete: true in the type configuration with set-type-configuration; then delete the stack again.',
    ),
    ImageUseShared: generalServiceException(
      'The image is shared with other accounts: end the sharing, then delete the stack again.',
    ),
    'OperationDenied.ImageCopying': outcome('copying'),
    ImageIsImporting: resourceConflict('Delete the stack again when the import has finished.'),
    ImageIsExporting: resourceConflict('Delete the stack again when the export has finished.'),
    ImageIsPublic: generalServiceException('The image is public: unpublish it, then delete the stack again.'),
    ImageIsCreating: outcome('copying'),
    'InvalidImageId.NotFound': outcome('absent'),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
  },
  ModifyImageAttribute: {
    'InvalidImageName.Malformed': invalidRequest('Correct ImageName.'),
    'InvalidImageName.Duplicated': invalidRequest(
      'Another image of the region has this name: choose another ImageName, or rename that image.',
    ),
    'InvalidDescription.Malformed': invalidRequest('Correct Description.'),
    MissingParameter: internalFailure(),
    'ImageQuotaFull.ImageFamily': serviceLimitExceeded(
      'The image family is full: remove images from it, or choose another.',
    ),
    'InvalidImageFamily.Malformed': invalidRequest('Correct ImageFamily.'),
    ImageFamilyQuotaFull: serviceLimitExceeded(
      'The region has too many image families: use an existing one, or empty one.',
    ),
    'InvalidBootMode.NotSupport': internalFailure(),
    'InvalidLicenseType.NotSupported': internalFailure(),
    'InvalidParameter.FeaturesImdsSupport': internalFailure(),
    'InvalidStatus.ImageIsCreating': resourceConflict(`When the copy has finished, ${UPDATE_AGAIN}`),
    'ImageStatus.NotAvailable': generalServiceException(
      `Check the image in the ECS console; when it is Available, ${UPDATE_AGAIN}`,
    ),
    'ImageStatus.NotDeprecated': internalFailure(),
    ImageUseShared: generalServiceException(
      `The image is shared with other accounts: end the sharing, then ${UPDATE_AGAIN}`,
    ),
    'OperationDeined.ImageUsingByInstance': internalFailure(),
    'InvalidOperation.FeaturesImdsSupportNotMatch': internalFailure(),
    'InvalidImageId.NotFound': notFound(),
  },
  TagResources: {
    ...TAGGING,
    'NumberExceed.Tags': invalidRequest(),
    'Duplicate.TagKey': invalidRequest(),
    'InvalidTagValue.Malformed': invalidRequest(),
    'OperationDenied.QuotaExceed': TAGS_FULL,
    InvalidTagCount: invalidRequest(),
    'QuotaExceed.Tags': TAGS_FULL,
    'TagKey.Duplication': invalidRequest(),
  },
  UntagResources: {
    ...TAGGING,
    'NumberExceed.Tags': internalFailure(),
    'Duplicate.TagKey': internalFailure(),
    'InvalidTagValue.Malformed': internalFailure(),
    'OperationDenied.QuotaExceed': TAGS_FULL,
    InvalidTagCount: internalFailure(),
    'QuotaExceed.Tags': TAGS_FULL,
    'TagKey.Duplication': internalFailure(),
    'Param.Conflict': internalFailure(),
  },
  JoinResourceGroup: {
    'EntityExists.AssociatedTransferTasks': resourceConflict(),
    MissingParameter: internalFailure(),
    'InvalidResourceGroup.Duplicate': outcome('done'),
    'InvalidRegionId.ResourceGroup': invalidRequest('Remove ResourceGroupId: it cannot be used in this region.'),
    'InvalidStatus.ResourceGroup': resourceConflict(),
    'InvalidResourceType.NotFound': internalFailure(),
    'InvalidResourceGroup.NotFound': NO_SUCH_GROUP,
    'InvalidResourceId.NotFound': notFound(),
  },
  DeleteSnapshot: {
    MissingParameter: internalFailure(),
    'IncorrectDiskStatus.CreatingSnapshot': outcome('busy'),
    SnapshotCreatedImage: outcome('busy'),
    SnapshotCreatedDisk: generalServiceException('Disks were created from the snapshot: delete them first.'),
    'Operation.Conflict': outcome('busy'),
    'InvalidOperation.RelatedSnapshotNotFinished': outcome('busy'),
    'InvalidOperation.DeleteSharedSnapshotUnsupported': generalServiceException(
      'The snapshot is shared: end the sharing first.',
    ),
    'InvalidOperation.ResourceManagedByCloudProduct': generalServiceException(
      'Another product holds the snapshot: delete it there.',
    ),
    'InvalidSnapshotId.NotFound': outcome('deleted'),
    InternalError: repeated(serviceInternalError()),
  },
  '*': {
    'InvalidApi.NotFound': internalFailure(),
    'InvalidProduct.NotFound': invalidTypeConfiguration(
      'Correct or remove Endpoints.Ecs of the type configuration: it is not an ECS endpoint.',
    ),
    'InvalidAccessKeyId.NotFound': invalidCredentials('Correct AccessKeyId in the type configuration.'),
    'InvalidAccessKeyId.Inactive': invalidCredentials(
      'Enable the AccessKey, or put another into the type configuration.',
    ),
    'InvalidTimeStamp.Format': internalFailure(),
    'InvalidTimeStamp.Expired': serviceInternalError(
      'The clock where the handlers run is wrong, or the request was held up: try again; if it lasts, set that clock or, if it is that of AWS Lambda, report it to AWS.',
    ),
    SignatureNonceUsed: { ...repeated(networkFailure()), unknown: true },
    SignatureDoesNotMatch: invalidCredentials('Correct AccessKeySecret in the type configuration.'),
    IncompleteSignature: invalidCredentials('Correct AccessKeyId and AccessKeySecret in the type configuration.'),
    InvalidSignatureMethod: internalFailure(),
    UnsupportedHTTPMethod: internalFailure(),
    'InvalidProtocol.NeedSsl': invalidTypeConfiguration(
      'Correct Endpoints.Ecs of the type configuration: it must begin with https://.',
    ),
    'InvalidParameter.Format': internalFailure(),
    'InvalidSecurityToken.Expired': invalidCredentials(
      'The temporary AccessKey has expired: put a new one into the type configuration.',
    ),
    'InvalidSecurityToken.Malformed': invalidCredentials('Correct SecurityToken in the type configuration.'),
    'InvalidSecurityToken.MismatchWithAccessKey': invalidCredentials(
      'AccessKeyId and SecurityToken must be of one session.',
    ),
    MissingSecurityToken: invalidCredentials(
      'A temporary AccessKey needs its SecurityToken in the type configuration.',
    ),
    Throttling: repeated(throttling()),
    'Throttling.User': repeated(throttling()),
    'Throttling.Api': repeated(throttling()),
    IdempotentParameterMismatch: internalFailure(),
    'InvalidIdempotenceParameter.Mismatch': internalFailure(),
    LastTokenProcessing: { ...repeated(resourceConflict()), unknown: true },
    'Forbidden.RAM': accessDenied(),
    'Forbidden.Unauthorized': accessDenied(),
    'Forbidden.SubUser': accessDenied('In the type configuration, use a RAM user or role that may make this call.'),
    'Forbidden.AccessKeyDisabled': invalidCredentials(
      'Enable the AccessKey, or put another into the type configuration.',
    ),
    'Forbidden.RiskControl': deniedAnyway('Alibaba Cloud blocks the account: its owner must contact the vendor.'),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
    OperationConflict: repeated(resourceConflict()),
    InternalError: repeated(serviceInternalError()),
    ServiceUnavailable: repeated(serviceInternalError()),
    'ServiceUnavailable.RegionMaintaining': repeated(serviceInternalError()),
    DryRunOperation: internalFailure(),
  },
};

export const ECS_FAMILIES: ErrorFamilies = [
  { form: /Throttling/, verdict: { failure: 'Throttling', repeat: true } },
  { form: /^Forb+id+en/, verdict: { failure: 'AccessDenied' } },
  { form: /^PermissionDenied\.|^NoPermission/, verdict: { failure: 'AccessDenied' } },
  { form: /^Missing[A-Z]\w*$/, verdict: { failure: 'InternalFailure' } },
  { form: /^Invalid[A-Z]\w*$/, verdict: { failure: 'InvalidRequest' } },
];

export const ECS_ERRORS: ErrorBook = {
  ...ALIBABA,
  table: ECS_TABLE,
  families: ECS_FAMILIES,
  nextSteps: {
    ...NEXT_STEPS,
    AccessDenied: 'Grant the action to the RAM user or role of the type configuration.',
    GeneralServiceException: 'Look at the image and the account in the ECS console, then try again.',
    ServiceInternalError: 'Try again later; if it lasts, report the request id to Alibaba Cloud.',
    ServiceLimitExceeded: 'Ask for a higher quota in the Quota Center, or free some.',
  },
  permission: (action, named = `ecs:${action}`) => `RAM action: ${named}`,
};

const KEY_FROM_STS: Verdict = {
  failure: 'InvalidCredentials',
  nextStep: 'The key came from STS: try again; if it lasts, report the request id to Alibaba Cloud.',
};

/** The errors of ECS for keys that come from STS: the type configuration has no key that could be corrected. */
export const SESSION_ERRORS: ErrorBook = {
  ...ECS_ERRORS,
  table: mapValues(ECS_TABLE, (rows) =>
    mapValues(rows, (row) => (row.failure === 'InvalidCredentials' ? KEY_FROM_STS : row)),
  ),
};

function mapValues<Value>(object: Readonly<Record<string, Value>>, change: (value: Value) => Value) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
