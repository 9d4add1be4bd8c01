import { DEPLOY_AGAIN } from '../calling/error-book';
import {
  accessDenied,
  busy,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidCredentials,
  invalidRequest,
  outcome,
  repeated,
  resourceConflict,
  serviceInternalError,
  serviceLimitExceeded,
  type Verdicts,
} from '../calling/verdict';
import { MAKING_ERRORS } from './ecs-making-errors';
import { AUTHORIZE_ECS, NO_SUCH_REGION } from './ecs-next-steps';

const BEING_COPIED = busy(
  `The source is already being copied: when that copy has finished, ${DEPLOY_AGAIN} Within one stack, raise Timeouts.Create or use DependsOn.`,
);
const KEY_WITHOUT_ENCRYPTION = invalidRequest('Set Encrypted: true, or remove KmsKeyId.');
const NO_SOURCE_FOR_IMAGES = invalidRequest(
  'An image of this snapshot cannot be copied: create a new image from the instance, and use that as SourceImageId.',
);
const KIND_NOT_COPIED = invalidRequest('This kind of image cannot be copied: choose another SourceImageId.');

/** The errors of CopyImage. */
export const COPY_IMAGE: Verdicts = {
  ...MAKING_ERRORS,
  'InvalidRegionId.NotFound': invalidRequest('Correct SourceRegionId or DestinationRegionId.'),
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
  'QuotaExceed.Snapshot': serviceLimitExceeded('Delete snapshots in the destination region, or ask {quota}.'),
  'OperationDenied.ImageCopying': BEING_COPIED,
  RegionNotSupportCopy: invalidRequest('Choose other regions: one of these does not support copying images.'),
  IncorrectDestinationRegion: invalidRequest(
    'Choose another DestinationRegionId: ECS does not copy this image within its region. If another account shares it, ask that account for a copy in the destination region.',
  ),
  'OperationDenied.SameRegionOnly': invalidRequest(
    'An image that another account shares can be copied within its region only: copy it there first, with DestinationRegionId equal to SourceRegionId, then copy that copy.',
  ),
  'OperationDenied.NonCompliantDestinationRegion': invalidRequest('Choose another DestinationRegionId.'),
  'OperationDeined.EncryptedSnapshot': invalidRequest('The source is encrypted: set Encrypted: true.'),
  'OperationDenied.EncryptSnapshotAcrossRegion': invalidRequest(
    'Remove Encrypted, or encrypt the image in its own region first.',
  ),
  'InvalidEncrypted.NotMatchDiskDefaultEncryption': invalidRequest(
    'Encrypted conflicts with the default encryption of the account: remove or change it.',
  ),
  'OperationDenied.KmsServiceUnauthorized': deniedAnyway(AUTHORIZE_ECS),
  'InvalidParameter.KMSKeyId.CMKNotEnabled': invalidRequest('Enable the key in KmsKeyId, or use another key.'),
  'InvalidParameter.KMSKeyId.CMKUnauthorized': deniedAnyway(
    'Allow ECS to use the key in KmsKeyId: in the policy of the key, or by its tag.',
  ),
  'InvalidParameter.DataEncryptedKeyCreateFailed': generalServiceException(
    'Check in the {kmsConsole} that the key is enabled and has the type Aliyun_AES_256 or Aliyun_SM4, or use another key.',
  ),
  'InvalidRegion.NotSupport': invalidRequest('This region does not support keys of your own: remove KmsKeyId.'),
  'InvalidRegionId.NotSupportEncryptAlgorithm': invalidRequest(
    'Choose another DestinationRegionId, or remove Encrypted.',
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
  UserNotInTheWhiteList: deniedAnyway('Ask {vendor} to let the account use keys of its own, or remove KmsKeyId.'),
  'InvalidOperation.VhdImageUnsupported': KIND_NOT_COPIED,
  'InvalidOperation.CloudBoxImageCopyUnsupported': KIND_NOT_COPIED,
  'InvalidImageId.NotFound': invalidRequest(
    'Correct SourceImageId or SourceRegionId: it must be a custom image in that region that the account owns or that is shared with the account.',
  ),
  'InvalidParameter.KMSKeyId.NotFound': invalidRequest(
    'Set KmsKeyId to the ID, not the alias, of a key in the destination region.',
  ),
  'InvalidOperation.Conflict': repeated(resourceConflict()),
};

/** The errors of CancelCopyImage. */
export const CANCEL_COPY_IMAGE: Verdicts = {
  ImageCreatedNotFromCopy: outcome('refused'),
  IncorrectImageStatus: outcome('finished'),
  CancelNotSupported: outcome('refused'),
  'InvalidDescription.Malformed': internalFailure(),
  'InvalidRegionId.NotFound': NO_SUCH_REGION,
  'InvalidImageId.NotFound': outcome('absent'),
  InternalError: repeated(serviceInternalError()),
};
