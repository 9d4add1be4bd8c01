import type { ErrorTable } from '../../../common/error-table';

/** The errors of the actions on an image and on its snapshots, as listed on their documentation pages. */
export const imageErrors: ErrorTable = {
  CopyImage: {
    400: {
      'InvalidDescription.Malformed': 'The specified destination description is wrongly formed.',
      'InvalidImageName.Malformed': [
        'The specified destination image name is wrongly formed.',
        'Image names must be between 2 and 128 characters long, using either English or Chinese characters. The name must start with a letter or a Chinese character, and can include numbers, colons, underscores and hyphens.',
      ],
      'InvalidImageName.Duplicated': [
        'The specified image name is already in use in the target region. Please try a different one.',
        'The destination image is exist.',
      ],
      'SourceRegion.NotFound': 'The source region not found.',
      'DestinationRegion.NotFound': 'The destination region not found.',
      IncorrectImageStatus: 'The image not available.',
      'InvalidSnapshotId.NotFound': 'The specified SnapshotId does not exist.',
      'InvalidParameter.EncryptedIllegal': 'The specified parameter Encrypted must be true when kmsKeyId is not empty.',
      'InvalidEncrypted.NotMatchKmsKeyId': 'The specified parameter Encrypted must be true when KmsKeyId is not empty.',
      'InvalidEncrypted.NotMatchEncryptAlgorithm':
        'The specified parameter Encrypted must be true when EncryptAlgorithm is not empty.',
      InvalidEncryptAlgorithm: 'The specified parameter EncryptAlgorithm is not valid.',
      'InvalidParameter.KmsNotEnabled': 'The specified operation need enable KMS.',
      'OperationDenied.CommunityImage': 'Community image does not support copy.',
      'OperationDenied.ImageCopyConflict':
        'The same image cannot be copied concurrently. Please wait until the last copy is completed before performing the next operation.',
      'Account.Arrearage': 'Your account has an outstanding payment.',
      'Duplicate.TagKey': 'The Tag.N.Key contain duplicate key.',
      'InvalidTagKey.Malformed': 'The specified Tag.n.Key is not valid.',
      'InvalidTagValue.Malformed': 'The specified Tag.n.Value is not valid.',
      IdempotenceParamNotMatch:
        'Request uses a client token in a previous request but is not identical to that request.',
    },
    401: {
      'InvalidAliUid.IsNull': 'The aliUid must not be null.',
    },
    403: {
      Forbbiden: 'User not authorized to operate on the specified resource.',
      'QuotaExceed.Image': 'The number of images exceeds the limit (%s).',
      'QuotaExceed.Snapshot': 'The snapshot quota exceeds.',
      'OperationDenied.ImageCopying': 'The image is currently being copied. Please try again later.',
      RegionNotSupportCopy: 'The region not support copy.',
      IncorrectDestinationRegion: 'The destination region is not equal the target region.',
      'OperationDenied.SameRegionOnly': 'The image shared from others can not be copied to another region directly.',
      'OperationDenied.NonCompliantDestinationRegion':
        'The copy operation to the destination region is not in compliance with regulations.',
      'OperationDeined.EncryptedSnapshot': [
        'The image contains encrypted snapshots, which do not support copying to non-encrypted ones.',
        'The image contains encrypted snapshots, which do not support copying.',
      ],
      'OperationDenied.EncryptSnapshotAcrossRegion':
        'The image do not contain encrypted snapshots, which do not support copying to encrypted ones.',
      'InvalidEncrypted.NotMatchDiskDefaultEncryption':
        'The specified parameter Encrypted not match for your account default encryption settings.',
      'InvalidParameter.KMSKeyId.KMSUnauthorized': 'ECS service have no right to access your KMS.',
      'OperationDenied.KmsServiceUnauthorized': 'The account is not authorized to kms service, please authorize it.',
      'InvalidParameter.KMSKeyId.CMKNotEnabled': 'The CMK (Customer Master Key) must be in an active state.',
      'InvalidParameter.KMSKeyId.CMKUnauthorized':
        'The CMK(Customer Master Key) lacks authorization to add tags to the ECS service.',
      'InvalidParameter.DataEncryptedKeyCreateFailed':
        'Create kms data encrypted key fail. If you need further assistance, you can contact the KMS Technical Support.',
      'InvalidRegion.NotSupport': 'The specified region does not support byok.',
      'InvalidRegionId.NotSupportEncryptAlgorithm':
        'The current region does not support creating encrypted disks with EncryptAlgorithm.',
      'SizeExceed.Image':
        'The image exceeds the maximum size. You can use the CopySnapshot API to copy your snapshots of the image and then create a new image from them.',
      'InvalidSnapshot.TooOld': 'This operation is denied because the specified snapshot is created before 2013-07-15.',
      OperationDenied: 'The specified snapshot is not allowed to create image.',
      'OperationDenied.NotPublished':
        'The operation is denied because corresponding marketplace image is not published in destination region.',
      'OperationDenied.NotAuthorized':
        'The operation is denied because corresponding marketplace image is not authorized to current user.',
      UserNotInTheWhiteList: 'The user is not in byok white list.',
      'InvalidOperation.VhdImageUnsupported':
        'The specified vhd image is not supported for this operation. Please switch to a raw image and retry.',
      'InvalidOperation.CloudBoxImageCopyUnsupported': 'Copying CloudBox images is not supported.',
      'QuotaExceed.Tags': 'The maximum number of tags on the resource is exceeded.',
      'InvalidParamter.Conflict': 'The specified same token is trying to make requests with different parameters.',
    },
    404: {
      'InvalidImageId.NotFound': ['The specified ImageId does not exist.', 'The specified image %s does not exist.'],
      'InvalidParameter.KMSKeyId.NotFound': 'The specified KMSKeyId does not exist.',
      'InvalidResourceGroup.NotFound': 'The ResourceGroup provided does not exist in our records.',
    },
    409: {
      'InvalidOperation.Conflict':
        'Request was denied due to conflict with a previous request, please try again later.',
    },
    500: {
      InternalError: 'The request processing has failed due to some unknown error, exception or failure.',
    },
  },
  CancelCopyImage: {
    400: {
      ImageCreatedNotFromCopy: 'The specified image is not the target image of a copy action.',
      IncorrectImageStatus: [
        'The image copy has completed.',
        'The specified snapshot is not coping.',
        'The specified image is not coping.',
        'The Image copy has been failed.',
      ],
      CancelNotSupported: 'The specified image coping can not be cancelled.',
      'InvalidDescription.Malformed': 'The specified description is wrongly formed.',
    },
    404: {
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
      'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
    },
    500: {
      InternalError: 'The request processing has failed due to some unknown error.',
    },
  },
  DescribeImages: {
    400: {
      'InvalidImageOwnerAlias.ValueNotSupported': 'The specified ImageOwnerAlias value is not supported.',
      InvalidParamter: 'Invalid Parameter.',
      'InvalidTag.Mismatch': 'The specified Tag.n.Key and Tag.n.Value are not match.',
      InvalidTagCount: 'The specified tags are beyond the permitted range.',
      'InvalidInstanceType.ValueNotSupported':
        'The specified instance type %s does not exist. You can use the DescribeInstanceTypes API to query the available instance types.',
      'InvalidFilterValue.NetworkType': 'The specified networkType value in the Filter is invalid.',
      'InvalidOperation.ImageOwnerIdUnsupported':
        'The parameter "ImageOwnerId" is not supported in this context, it is only valid when querying shared images or community images.',
      'InvalidImageOwnerAlias.PublicImageUnsupported':
        'When querying images, the parameter ImageOwnerAlias should be others while specified parameter IsPublic is true.',
    },
    403: {
      'CurrentAccount.NotSupportPublicImage': 'Public image is not supported for current account.',
    },
    404: {
      'InvalidFilterKey.NotFound': 'The specified Filter Key is not found.',
      InvalidFilterValue: 'The specified Filter Value is not valid.',
      InvalidUsage: 'The specified Usage is not valid.',
      InvalidOSType: 'The specified OSType is not valid.',
      InvalidArchitecture: 'The specified Architecture is not valid.',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
    },
    500: {
      InternalError: 'The request processing has failed due to some unknown error.',
    },
  },
  DeleteImage: {
    403: {
      ImageUsingByInstance:
        'The specified image has been used to create instances. You can use the DescribeInstances API to query these instances, or you can use the force parameter to proceed.',
      ImageUseShared:
        'The specified image has been shared to others. You can use the DescribeImageSharePermission API to query the users who have been shared.',
      'OperationDenied.ImageCopying': 'The image is being copied. Please use the CancelCopyImage API.',
      ImageIsImporting: 'The specified Image is importing.',
      ImageIsExporting:
        'The specified image is currently being exported. You can use the DescribeTasks API to check the status of related tasks and cancel them if needed.',
      ImageIsPublic: 'You can not delete public image, please modify it to private.',
      ImageIsCreating: 'The specified image is being created.',
    },
    404: {
      'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
    },
  },
  ModifyImageAttribute: {
    400: {
      'InvalidImageName.Malformed':
        'Image names must be between 2 and 128 characters long, using either English or Chinese characters. The name must start with a letter or a Chinese character, and can include numbers, colons, underscores and hyphens.',
      'InvalidImageName.Duplicated': 'The specified Image name has already bean used.',
      'InvalidDescription.Malformed': 'The specified description is wrongly formed.',
      MissingParameter: 'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
      'ImageQuotaFull.ImageFamily':
        'The specified image family has exceeded max number of images for one image family.',
      'InvalidImageFamily.Malformed': 'The specified parameter "ImageFamily" is malformed.',
      ImageFamilyQuotaFull: 'The specified region has exceeded max number of image family.',
      'InvalidBootMode.NotSupport': [
        'The specified parameter BootMode is not supported.',
        'The specified parameter BootMode is not supported for current image architecture.',
      ],
      'InvalidLicenseType.NotSupported': 'The specified parameter LicenseType is not supported.',
      'InvalidParameter.FeaturesImdsSupport': 'The specified parameter Features.ImdsSupport is not supported.',
    },
    403: {
      'InvalidStatus.ImageIsCreating':
        'The operation cannot be performed because the image is creating. Please wait until the creation is complete and try again.',
      'ImageStatus.NotAvailable': 'The specified image status is not available.',
      'ImageStatus.NotDeprecated': 'The specified image status is not deprecated.',
      ImageUseShared: 'The specified image has been shared to others, please remove shared accounts first.',
      'OperationDeined.ImageUsingByInstance':
        'The boot mode of the image cannot be modified because it has associated instances.',
      'InvalidOperation.FeaturesImdsSupportNotMatch':
        'The specified parameter Features.ImdsSupport can not be set to v1 from v2.',
    },
    404: {
      'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
    },
  },
  DescribeImageSharePermission: {
    400: {
      MissingParameter: [
        'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
        'The input parameter "ImageId" that is mandatory for processing this request is not supplied.',
      ],
    },
    404: {
      'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
    },
  },
  ModifyImageSharePermission: {
    400: {
      MissingParameter: [
        'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
        'The input parameter "ImageId" that is mandatory for processing this request is not supplied.',
      ],
      IncorrectImageStatus: 'The image is not available.',
      'InvalidGroup.Malformed': 'The specified Group is wrongly formed.',
    },
    403: {
      'QuotaExceed.ShareImage': 'The shared Image Quota exceeds.',
      'QuotaExceed.ShareImageUser': 'The shared Image user Quota exceeds.',
      'InvalidImageId.BidMismatch': 'Cannot share image with other bid user.',
      'OperationDeined.EncryptedSnapshot': 'The image contains encrypted snapshots, which do not support share.',
    },
    404: {
      'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
      'InvalidAccount.NotFound': 'The specified parameter "AddAccount.n" or "RemoveAccount.n" does not exist.',
      'InvalidAccount.Forbbiden': 'The specified Account does not yourself.',
    },
  },
  DeleteSnapshot: {
    400: {
      MissingParameter: 'The input parameter SnapshotId that is mandatory for processing this request is not supplied.',
      'IncorrectDiskStatus.CreatingSnapshot': 'A previous snapshot creation is in process.',
    },
    403: {
      SnapshotCreatedImage: 'The snapshot has been used to create user defined image(s).',
      SnapshotCreatedDisk: [
        'The snapshot has been used to create disk(s).',
        'The snapshot that you are trying to delete is in use by one or more disks.',
      ],
      'Operation.Conflict': 'The operation may conflicts with others, please retry later.',
      'InvalidOperation.RelatedSnapshotNotFinished': 'The related standard snapshot is not finished.',
      'InvalidOperation.DeleteSharedSnapshotUnsupported':
        'The current snapshot shares authorization with other users. Please revoke the shared authorization through resource management first.',
      'InvalidOperation.ResourceManagedByCloudProduct':
        'The current operation is not supported because the resource is managed by a cloud product. Please contact the relevant cloud product to confirm the reason.',
    },
    404: {
      'InvalidSnapshotId.NotFound': 'The specified snapshot is not found.',
    },
    500: {
      InternalError: 'The request processing has failed due to some unknown error.',
    },
  },
};
