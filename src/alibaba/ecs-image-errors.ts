import type { ErrorTable } from '../calling/error-book';
import { UPDATE_AGAIN } from '../calling/error-book';
import {
  accessDenied,
  generalServiceException,
  internalFailure,
  invalidRequest,
  notFound,
  outcome,
  repeated,
  resourceConflict,
  serviceInternalError,
  serviceLimitExceeded,
  type Verdicts,
} from '../calling/verdict';
import {
  CORRECT_DESCRIPTION,
  CORRECT_FAMILY,
  CORRECT_NAME,
  FAMILY_FULL,
  NO_SUCH_REGION,
  TOO_MANY_FAMILIES,
} from './ecs-next-steps';

/** The common errors of TagResources and UntagResources. */
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

const TAGS_FULL = serviceLimitExceeded(
  'An image can have 20 tags, including those of the resource type: use fewer, or remove some by hand.',
);
const NO_SUCH_GROUP = invalidRequest(
  'Correct {resourceGroup}; if a rollback fails on it, continue the rollback with --resources-to-skip.',
);

/** Only a call that asks for a dry run accepts this outcome. */
const PASSED = outcome('permitted');

/** The errors of calls for an existing image, by action. */
export const IMAGE_ERRORS: ErrorTable = {
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
    // This code is not documented for DescribeImages, which returns an empty list for an unknown ID. The other calls return it.
    'InvalidImageId.NotFound': outcome('absent'),
    'InvalidFilterKey.NotFound': internalFailure(),
    InvalidFilterValue: internalFailure(),
    InvalidUsage: internalFailure(),
    InvalidOSType: internalFailure(),
    InvalidArchitecture: internalFailure(),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
    InternalError: repeated(serviceInternalError()),
    DryRunOperation: PASSED,
  },
  DeleteImage: {
    ImageUsingByInstance: generalServiceException(
      'Instances were created from the image: release them, or set ForceDelete: true in the type configuration with set-type-configuration; then delete the stack again.',
    ),
    ImageUseShared: generalServiceException(
      'The image is shared with other accounts: stop sharing it, then delete the stack again.',
    ),
    'OperationDenied.ImageCopying': outcome('inUse'),
    ImageIsImporting: resourceConflict('Delete the stack again when the import has finished.'),
    ImageIsExporting: resourceConflict('Delete the stack again when the export has finished.'),
    ImageIsPublic: generalServiceException('The image is public: unpublish it, then delete the stack again.'),
    ImageIsCreating: outcome('inUse'),
    'InvalidImageId.NotFound': outcome('absent'),
    'InvalidRegionId.NotFound': NO_SUCH_REGION,
    DryRunOperation: PASSED,
  },
  ModifyImageAttribute: {
    'InvalidImageName.Malformed': CORRECT_NAME,
    'InvalidImageName.Duplicated': invalidRequest(
      'Another image in the region has this name: choose another ImageName, or rename that image.',
    ),
    'InvalidDescription.Malformed': CORRECT_DESCRIPTION,
    MissingParameter: internalFailure(),
    'ImageQuotaFull.ImageFamily': FAMILY_FULL,
    'InvalidImageFamily.Malformed': CORRECT_FAMILY,
    ImageFamilyQuotaFull: TOO_MANY_FAMILIES,
    'InvalidBootMode.NotSupport': internalFailure(),
    'InvalidLicenseType.NotSupported': internalFailure(),
    'InvalidParameter.FeaturesImdsSupport': internalFailure(),
    'InvalidStatus.ImageIsCreating': resourceConflict(`When the image has been created, ${UPDATE_AGAIN}`),
    'ImageStatus.NotAvailable': generalServiceException(
      `Check the image in the {ecsConsole}; when it is Available, ${UPDATE_AGAIN}`,
    ),
    'ImageStatus.NotDeprecated': internalFailure(),
    ImageUseShared: generalServiceException(
      `The image is shared with other accounts: stop sharing it, then ${UPDATE_AGAIN}`,
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
    'InvalidRegionId.ResourceGroup': invalidRequest('Remove {resourceGroup}: it cannot be used in this region.'),
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
      'The snapshot is shared: stop sharing it first.',
    ),
    'InvalidOperation.ResourceManagedByCloudProduct': generalServiceException(
      'Another product manages the snapshot: delete it there.',
    ),
    'InvalidSnapshotId.NotFound': outcome('deleted'),
    InternalError: repeated(serviceInternalError()),
  },
};
