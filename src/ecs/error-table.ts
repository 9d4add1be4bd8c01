import type { FailureCode } from '../image-copy/failure';

/** What an ECS error means to us: a failure, or an outcome that the life of a copy has an answer to. */
export interface Verdict {
  readonly failure?: FailureCode;
  /** A value of the port's outcome types; the call then counts as answered. */
  readonly outcome?: string;
  /** The client repeats the call by itself, a bounded number of times. */
  readonly repeat?: true;
  /** What the person who reads the message can do; without it the failure's own next step is said. */
  readonly nextStep?: string;
}

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
export const ERROR_TABLE: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  CopyImage: {
    'InvalidDescription.Malformed': { failure: 'InvalidRequest', nextStep: 'Correct Description.' },
    'InvalidImageName.Malformed': { failure: 'InvalidRequest', nextStep: 'Correct ImageName.' },
    'InvalidImageName.Duplicated': {
      failure: 'AlreadyExists',
      nextStep: 'Choose another ImageName, or import the image of that name.',
    },
    'SourceRegion.NotFound': { failure: 'InvalidRequest', nextStep: 'Correct SourceRegionId.' },
    'DestinationRegion.NotFound': {
      failure: 'InvalidRequest',
      nextStep: 'Correct DestinationRegionId, or RegionId of the type configuration.',
    },
    IncorrectImageStatus: {
      failure: 'InvalidRequest',
      nextStep: 'SourceImageId must be Available: wait until it is, or choose another image.',
    },
    'InvalidSnapshotId.NotFound': {
      failure: 'InvalidRequest',
      nextStep: 'A snapshot of the source image is missing: choose another SourceImageId.',
    },
    'InvalidParameter.EncryptedIllegal': { failure: 'InvalidRequest', nextStep: 'KmsKeyId goes with Encrypted: true.' },
    'InvalidEncrypted.NotMatchKmsKeyId': { failure: 'InvalidRequest', nextStep: 'KmsKeyId goes with Encrypted: true.' },
    'InvalidEncrypted.NotMatchEncryptAlgorithm': { failure: 'InternalFailure' },
    InvalidEncryptAlgorithm: { failure: 'InternalFailure' },
    'InvalidParameter.KmsNotEnabled': {
      failure: 'GeneralServiceException',
      nextStep: 'Activate KMS in the Alibaba Cloud account.',
    },
    'OperationDenied.CommunityImage': {
      failure: 'InvalidRequest',
      nextStep: 'Community images cannot be copied: choose a custom image as SourceImageId.',
    },
    'OperationDenied.ImageCopyConflict': {
      failure: 'ResourceConflict',
      nextStep:
        'The source is being copied already: deploy again when that copy has finished, or let one resource depend on the other.',
    },
    'Account.Arrearage': {
      failure: 'GeneralServiceException',
      nextStep: 'Settle the overdue payment of the Alibaba Cloud account.',
    },
    'InvalidAliUid.IsNull': { failure: 'InvalidCredentials' },
    Forbbiden: { failure: 'AccessDenied' },
    'QuotaExceed.Image': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'Delete images in the destination region, or ask for a higher quota in the Quota Center.',
    },
    'QuotaExceed.Snapshot': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'Delete snapshots in the destination region, or ask for a higher quota in the Quota Center.',
    },
    'OperationDenied.ImageCopying': {
      failure: 'ResourceConflict',
      nextStep:
        'The source is busy with another copy: deploy again when that has finished, or let one resource depend on the other.',
    },
    RegionNotSupportCopy: {
      failure: 'InvalidRequest',
      nextStep: 'Choose other regions: one of these cannot copy images.',
    },
    IncorrectDestinationRegion: {
      failure: 'InvalidRequest',
      nextStep: 'SourceRegionId and DestinationRegionId must differ.',
    },
    'OperationDenied.SameRegionOnly': {
      failure: 'InvalidRequest',
      nextStep: 'A shared image can be copied within its own region only: copy it there first.',
    },
    'OperationDenied.NonCompliantDestinationRegion': {
      failure: 'InvalidRequest',
      nextStep: 'Choose another DestinationRegionId.',
    },
    'OperationDeined.EncryptedSnapshot': {
      failure: 'InvalidRequest',
      nextStep: 'The source is encrypted: set Encrypted: true.',
    },
    'OperationDenied.EncryptSnapshotAcrossRegion': {
      failure: 'InvalidRequest',
      nextStep: 'Leave Encrypted out, or encrypt the image in its own region first.',
    },
    'InvalidEncrypted.NotMatchDiskDefaultEncryption': {
      failure: 'InvalidRequest',
      nextStep: 'Encrypted contradicts the default encryption of the account: leave it out or change it.',
    },
    'InvalidParameter.KMSKeyId.KMSUnauthorized': {
      failure: 'AccessDenied',
      nextStep: 'Authorize ECS to use KMS (service role AliyunECSDiskEncryptDefaultRole).',
    },
    'OperationDenied.KmsServiceUnauthorized': {
      failure: 'AccessDenied',
      nextStep: 'Authorize ECS to use KMS (service role AliyunECSDiskEncryptDefaultRole).',
    },
    'InvalidParameter.KMSKeyId.CMKNotEnabled': {
      failure: 'InvalidRequest',
      nextStep: 'Enable the key that KmsKeyId names, or name another.',
    },
    'InvalidParameter.KMSKeyId.CMKUnauthorized': {
      failure: 'AccessDenied',
      nextStep: 'Allow ECS to use the key that KmsKeyId names (key policy or tag).',
    },
    'InvalidParameter.DataEncryptedKeyCreateFailed': {
      failure: 'GeneralServiceException',
      nextStep: 'Look at the key in KMS.',
    },
    'InvalidRegion.NotSupport': { failure: 'InvalidRequest', nextStep: 'This region takes no KmsKeyId: leave it out.' },
    'InvalidRegionId.NotSupportEncryptAlgorithm': {
      failure: 'InvalidRequest',
      nextStep: 'Choose another DestinationRegionId, or leave Encrypted out.',
    },
    'SizeExceed.Image': {
      failure: 'InvalidRequest',
      nextStep: 'The image is too big for CopyImage: copy its snapshots instead.',
    },
    'InvalidSnapshot.TooOld': {
      failure: 'InvalidRequest',
      nextStep: 'Make a new image from the instance and copy that.',
    },
    OperationDenied: { failure: 'InvalidRequest', nextStep: 'Make a new image from the instance and copy that.' },
    'OperationDenied.NotPublished': {
      failure: 'InvalidRequest',
      nextStep:
        'The marketplace image behind the source is not offered in the destination region: choose another region.',
    },
    'OperationDenied.NotAuthorized': {
      failure: 'AccessDenied',
      nextStep: 'Subscribe to the marketplace image behind the source.',
    },
    UserNotInTheWhiteList: { failure: 'AccessDenied', nextStep: 'Ask Alibaba Cloud to admit the account to own keys.' },
    'InvalidOperation.VhdImageUnsupported': {
      failure: 'InvalidRequest',
      nextStep: 'This kind of image cannot be copied.',
    },
    'InvalidOperation.CloudBoxImageCopyUnsupported': {
      failure: 'InvalidRequest',
      nextStep: 'This kind of image cannot be copied.',
    },
    'InvalidImageId.NotFound': { failure: 'InvalidRequest', nextStep: 'Correct SourceImageId or SourceRegionId.' },
    'InvalidParameter.KMSKeyId.NotFound': {
      failure: 'InvalidRequest',
      nextStep: 'KmsKeyId must be a key of the destination region.',
    },
    'InvalidResourceGroup.NotFound': { failure: 'InvalidRequest', nextStep: 'Correct ResourceGroupId.' },
    'InvalidOperation.Conflict': { failure: 'ResourceConflict', repeat: true },
    InternalError: { failure: 'ServiceInternalError', repeat: true },
    'Duplicate.TagKey': { failure: 'InvalidRequest' },
    'InvalidTagKey.Malformed': { failure: 'InvalidRequest' },
    'InvalidTagValue.Malformed': { failure: 'InvalidRequest' },
    'QuotaExceed.Tags': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'An image holds 20 tags, one of them our own: use fewer.',
    },
    IdempotenceParamNotMatch: { failure: 'InternalFailure' },
    'InvalidParamter.Conflict': { failure: 'InternalFailure' },
  },
  CancelCopyImage: {
    ImageCreatedNotFromCopy: { outcome: 'refused' },
    IncorrectImageStatus: { outcome: 'finished' },
    CancelNotSupported: { outcome: 'refused' },
    'InvalidDescription.Malformed': { failure: 'InternalFailure' },
    'InvalidRegionId.NotFound': { failure: 'InvalidRequest' },
    'InvalidImageId.NotFound': { outcome: 'absent' },
    InternalError: { failure: 'ServiceInternalError', repeat: true },
  },
  DescribeImages: {
    'InvalidImageOwnerAlias.ValueNotSupported': { failure: 'InternalFailure' },
    InvalidParamter: { failure: 'InvalidRequest', nextStep: 'Correct the identifier or the page token.' },
    'InvalidTag.Mismatch': { failure: 'InternalFailure' },
    InvalidTagCount: { failure: 'InternalFailure' },
    'InvalidInstanceType.ValueNotSupported': { failure: 'InternalFailure' },
    'InvalidFilterValue.NetworkType': { failure: 'InternalFailure' },
    'InvalidOperation.ImageOwnerIdUnsupported': { failure: 'InternalFailure' },
    'InvalidImageOwnerAlias.PublicImageUnsupported': { failure: 'InternalFailure' },
    'CurrentAccount.NotSupportPublicImage': { failure: 'InternalFailure' },
    'InvalidFilterKey.NotFound': { failure: 'InternalFailure' },
    InvalidFilterValue: { failure: 'InternalFailure' },
    InvalidUsage: { failure: 'InternalFailure' },
    InvalidOSType: { failure: 'InternalFailure' },
    InvalidArchitecture: { failure: 'InternalFailure' },
    'InvalidRegionId.NotFound': { failure: 'InvalidRequest' },
    InternalError: { failure: 'ServiceInternalError', repeat: true },
  },
  DeleteImage: {
    ImageUsingByInstance: {
      failure: 'GeneralServiceException',
      nextStep:
        'Instances were created from the image: set Force: true and update the stack, or release the instances; then delete again.',
    },
    ImageUseShared: {
      failure: 'GeneralServiceException',
      nextStep: 'The image is shared with other accounts: end the sharing, then delete again.',
    },
    'OperationDenied.ImageCopying': { outcome: 'copying' },
    ImageIsImporting: { failure: 'ResourceConflict', nextStep: 'Delete again when the import has finished.' },
    ImageIsExporting: { failure: 'ResourceConflict', nextStep: 'Delete again when the export has finished.' },
    ImageIsPublic: {
      failure: 'GeneralServiceException',
      nextStep: 'The image is public: unpublish it, then delete again.',
    },
    ImageIsCreating: { outcome: 'copying' },
    'InvalidImageId.NotFound': { outcome: 'absent' },
    'InvalidRegionId.NotFound': { failure: 'InvalidRequest' },
  },
  ModifyImageAttribute: {
    'InvalidImageName.Malformed': { failure: 'InvalidRequest', nextStep: 'Correct ImageName.' },
    'InvalidImageName.Duplicated': {
      failure: 'InvalidRequest',
      nextStep: 'Another image of the region has this name: choose another ImageName.',
    },
    'InvalidDescription.Malformed': { failure: 'InvalidRequest', nextStep: 'Correct Description.' },
    MissingParameter: { failure: 'InternalFailure' },
    'ImageQuotaFull.ImageFamily': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'The image family is full: remove images from it, or choose another.',
    },
    'InvalidImageFamily.Malformed': { failure: 'InvalidRequest', nextStep: 'Correct ImageFamily.' },
    ImageFamilyQuotaFull: {
      failure: 'ServiceLimitExceeded',
      nextStep: 'The region has too many image families: use an existing one.',
    },
    'InvalidBootMode.NotSupport': { failure: 'InternalFailure' },
    'InvalidLicenseType.NotSupported': { failure: 'InternalFailure' },
    'InvalidParameter.FeaturesImdsSupport': { failure: 'InternalFailure' },
    'InvalidStatus.ImageIsCreating': {
      failure: 'ResourceConflict',
      nextStep: 'Update again when the copy has finished.',
    },
    'ImageStatus.NotAvailable': {
      failure: 'GeneralServiceException',
      nextStep: 'Look at the state of the image in the ECS console.',
    },
    'ImageStatus.NotDeprecated': { failure: 'InternalFailure' },
    ImageUseShared: {
      failure: 'GeneralServiceException',
      nextStep: 'The image is shared with other accounts: end the sharing, then update again.',
    },
    'OperationDeined.ImageUsingByInstance': { failure: 'InternalFailure' },
    'InvalidOperation.FeaturesImdsSupportNotMatch': { failure: 'InternalFailure' },
    'InvalidImageId.NotFound': { failure: 'NotFound' },
  },
  TagResources: {
    'NumberExceed.ResourceIds': { failure: 'InternalFailure' },
    'NumberExceed.Tags': { failure: 'InvalidRequest' },
    'Duplicate.TagKey': { failure: 'InvalidRequest' },
    'InvalidTagKey.Malformed': { failure: 'InvalidRequest' },
    'InvalidTagValue.Malformed': { failure: 'InvalidRequest' },
    'OperationDenied.QuotaExceed': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'An image holds 20 tags, one of them our own: use fewer, or remove some by hand.',
    },
    'InvalidTag.Mismatch': { failure: 'InternalFailure' },
    InvalidTagCount: { failure: 'InvalidRequest' },
    'Invalid.Scope': { failure: 'InternalFailure' },
    'InvalidResourceId.NotSupported': { failure: 'InvalidRequest' },
    'NoPermission.Tag': { failure: 'AccessDenied' },
    'QuotaExceed.Tags': {
      failure: 'ServiceLimitExceeded',
      nextStep: 'An image holds 20 tags, one of them our own: use fewer, or remove some by hand.',
    },
    'TagKey.Duplication': { failure: 'InvalidRequest' },
    'MissingParameter.ResourceIds': { failure: 'InternalFailure' },
    'MissingParameter.ResourceType': { failure: 'InternalFailure' },
    'MissingParameter.Tags': { failure: 'InternalFailure' },
    'MissingParameter.RegionId': { failure: 'InternalFailure' },
    'InvalidRegionId.NotFound': { failure: 'InvalidRequest' },
    'InvalidResourceId.NotFound': { failure: 'NotFound' },
    'InvalidResourceType.NotFound': { failure: 'InternalFailure' },
    ServiceUnavailable: { failure: 'ServiceInternalError', repeat: true },
  },
  UntagResources: {
    'NumberExceed.ResourceIds': { failure: 'InternalFailure' },
    'NumberExceed.Tags': { failure: 'InternalFailure' },
    'Duplicate.TagKey': { failure: 'InternalFailure' },
    'InvalidTagKey.Malformed': { failure: 'InvalidRequest' },
    'InvalidTagValue.Malformed': { failure: 'InternalFailure' },
    'OperationDenied.QuotaExceed': { failure: 'ServiceLimitExceeded' },
    'InvalidTag.Mismatch': { failure: 'InternalFailure' },
    InvalidTagCount: { failure: 'InternalFailure' },
    'Invalid.Scope': { failure: 'InternalFailure' },
    'InvalidResourceId.NotSupported': { failure: 'InvalidRequest' },
    'NoPermission.Tag': { failure: 'AccessDenied' },
    'QuotaExceed.Tags': { failure: 'ServiceLimitExceeded' },
    'TagKey.Duplication': { failure: 'InternalFailure' },
    'Param.Conflict': { failure: 'InternalFailure' },
    'MissingParameter.ResourceIds': { failure: 'InternalFailure' },
    'MissingParameter.ResourceType': { failure: 'InternalFailure' },
    'MissingParameter.Tags': { failure: 'InternalFailure' },
    'MissingParameter.RegionId': { failure: 'InternalFailure' },
    'InvalidRegionId.NotFound': { failure: 'InvalidRequest' },
    'InvalidResourceId.NotFound': { failure: 'NotFound' },
    'InvalidResourceType.NotFound': { failure: 'InternalFailure' },
    ServiceUnavailable: { failure: 'ServiceInternalError', repeat: true },
  },
  JoinResourceGroup: {
    'EntityExists.AssociatedTransferTasks': { failure: 'ResourceConflict' },
    MissingParameter: { failure: 'InternalFailure' },
    'InvalidResourceGroup.Duplicate': { outcome: 'done' },
    'InvalidRegionId.ResourceGroup': {
      failure: 'InvalidRequest',
      nextStep: 'ResourceGroupId cannot be used in this region.',
    },
    'InvalidStatus.ResourceGroup': { failure: 'ResourceConflict' },
    'InvalidResourceType.NotFound': { failure: 'InternalFailure' },
    'InvalidResourceGroup.NotFound': { failure: 'InvalidRequest', nextStep: 'Correct ResourceGroupId.' },
    'InvalidResourceId.NotFound': { failure: 'NotFound' },
  },
  DeleteSnapshot: {
    MissingParameter: { failure: 'InternalFailure' },
    'IncorrectDiskStatus.CreatingSnapshot': { outcome: 'busy' },
    SnapshotCreatedImage: { outcome: 'busy' },
    SnapshotCreatedDisk: {
      failure: 'GeneralServiceException',
      nextStep: 'Disks were created from the snapshot: delete them first.',
    },
    'Operation.Conflict': { outcome: 'busy' },
    'InvalidOperation.RelatedSnapshotNotFinished': { outcome: 'busy' },
    'InvalidOperation.DeleteSharedSnapshotUnsupported': {
      failure: 'GeneralServiceException',
      nextStep: 'The snapshot is shared: end the sharing first.',
    },
    'InvalidOperation.ResourceManagedByCloudProduct': {
      failure: 'GeneralServiceException',
      nextStep: 'Another product holds the snapshot: delete it there.',
    },
    'InvalidSnapshotId.NotFound': { outcome: 'deleted' },
    InternalError: { failure: 'ServiceInternalError', repeat: true },
  },
  '*': {
    'InvalidApi.NotFound': { failure: 'InternalFailure' },
    'InvalidProduct.NotFound': {
      failure: 'InvalidTypeConfiguration',
      nextStep: 'Endpoints.Ecs of the type configuration is not an ECS endpoint.',
    },
    'InvalidAccessKeyId.NotFound': {
      failure: 'InvalidCredentials',
      nextStep: 'Correct AccessKeyId in the type configuration.',
    },
    'InvalidAccessKeyId.Inactive': {
      failure: 'InvalidCredentials',
      nextStep: 'Enable the AccessKey, or put another into the type configuration.',
    },
    'InvalidTimeStamp.Format': { failure: 'InternalFailure' },
    'InvalidTimeStamp.Expired': { failure: 'ServiceInternalError' },
    SignatureNonceUsed: { failure: 'NetworkFailure', repeat: true },
    SignatureDoesNotMatch: {
      failure: 'InvalidCredentials',
      nextStep: 'Correct AccessKeySecret in the type configuration.',
    },
    IncompleteSignature: {
      failure: 'InvalidCredentials',
      nextStep: 'Correct AccessKeyId and AccessKeySecret in the type configuration.',
    },
    InvalidSignatureMethod: { failure: 'InternalFailure' },
    UnsupportedHTTPMethod: { failure: 'InternalFailure' },
    'InvalidProtocol.NeedSsl': {
      failure: 'InvalidTypeConfiguration',
      nextStep: 'Endpoints.Ecs of the type configuration must begin with https://.',
    },
    'InvalidParameter.Format': { failure: 'InternalFailure' },
    'InvalidSecurityToken.Expired': {
      failure: 'InvalidCredentials',
      nextStep: 'The temporary AccessKey has expired: put a new one into the type configuration.',
    },
    'InvalidSecurityToken.Malformed': {
      failure: 'InvalidCredentials',
      nextStep: 'Correct SecurityToken in the type configuration.',
    },
    'InvalidSecurityToken.MismatchWithAccessKey': {
      failure: 'InvalidCredentials',
      nextStep: 'AccessKeyId and SecurityToken must be of one session.',
    },
    MissingSecurityToken: {
      failure: 'InvalidCredentials',
      nextStep: 'A temporary AccessKey needs its SecurityToken in the type configuration.',
    },
    Throttling: { failure: 'Throttling', repeat: true },
    'Throttling.User': { failure: 'Throttling', repeat: true },
    'Throttling.Api': { failure: 'Throttling', repeat: true },
    IdempotentParameterMismatch: { failure: 'InternalFailure' },
    'InvalidIdempotenceParameter.Mismatch': { failure: 'InternalFailure' },
    LastTokenProcessing: { failure: 'ResourceConflict', repeat: true },
    'Forbidden.RAM': { failure: 'AccessDenied' },
    'Forbidden.Unauthorized': { failure: 'AccessDenied' },
    'Forbidden.SubUser': {
      failure: 'AccessDenied',
      nextStep: 'Use the AccessKey of an account or role that may make this call.',
    },
    'Forbidden.AccessKeyDisabled': {
      failure: 'InvalidCredentials',
      nextStep: 'Enable the AccessKey, or put another into the type configuration.',
    },
    'Forbidden.RiskControl': {
      failure: 'AccessDenied',
      nextStep: 'Alibaba Cloud blocks the account: its owner must contact the vendor.',
    },
    'InvalidRegionId.NotFound': {
      failure: 'InvalidRequest',
      nextStep: 'Correct the region in the property or identifier.',
    },
    OperationConflict: { failure: 'ResourceConflict', repeat: true },
    InternalError: { failure: 'ServiceInternalError', repeat: true },
    ServiceUnavailable: { failure: 'ServiceInternalError', repeat: true },
    'ServiceUnavailable.RegionMaintaining': { failure: 'ServiceInternalError', repeat: true },
    DryRunOperation: { failure: 'InternalFailure' },
  },
};

/** Codes of which only the form is known, in the order in which they are tried after the table. */
export const ERROR_FAMILIES: readonly { readonly form: RegExp; readonly verdict: Verdict }[] = [
  { form: /Throttling/, verdict: { failure: 'Throttling', repeat: true } },
  { form: /^Forb+id+en/, verdict: { failure: 'AccessDenied' } },
  { form: /^PermissionDenied\.|^NoPermission/, verdict: { failure: 'AccessDenied' } },
  { form: /^Missing[A-Z]\w*$/, verdict: { failure: 'InternalFailure' } },
  { form: /^Invalid[A-Z]\w*$/, verdict: { failure: 'InvalidRequest' } },
];

/** What to do where the table names no next step. */
export const NEXT_STEPS: Readonly<Record<FailureCode, string>> = {
  AccessDenied: 'Grant the action to the RAM user or role of the type configuration.',
  AlreadyExists: 'Choose another name, or import what exists.',
  GeneralServiceException: 'Look at the image and the account in the ECS console, then try again.',
  InternalFailure: 'This is a fault of the resource type: report it with the request id.',
  InvalidCredentials: 'Correct the credentials in the type configuration.',
  InvalidRequest: 'Correct the property in the template.',
  InvalidTypeConfiguration: 'Correct the type configuration.',
  NetworkFailure: 'Try again; if it lasts, check that the endpoint can be reached from the AWS region.',
  NotFound: 'It was deleted outside of CloudFormation: remove the resource from the template, or replace it.',
  NotStabilized: 'Try again, or raise Timeouts.',
  NotUpdatable: 'Replace the resource.',
  ResourceConflict: 'Try again when the other operation has finished.',
  ServiceInternalError: 'Try again later; if it lasts, report the request id to Alibaba Cloud.',
  ServiceLimitExceeded: 'Ask for a higher quota in the Quota Center, or free some.',
  Throttling: 'Try again later.',
};
