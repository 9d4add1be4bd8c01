import type { ErrorTable } from '../../../common/error-table';

/**
 * The errors of CreateImage, as listed on its documentation page. IdempotentProcessing is on no page, but a client of the service waits
 * when it gets this code. Its status and text are assumed, as is the status of Forbidden.
 */
export const createImageErrors: ErrorTable = {
  CreateImage: {
    400: {
      'InvalidImageName.Malformed': [
        'The specified Image name is wrongly formed.',
        'Image names must be between 2 and 128 characters long, using either English or Chinese characters. The name must start with a letter or a Chinese character, and can include numbers, colons, underscores and hyphens.',
      ],
      'InvalidImageName.Duplicated': [
        'The specified image name is already in use.',
        'The specified Image name has already bean used.',
      ],
      'InvalidDescription.Malformed': 'The specified description is wrongly formed.',
      'InvalidImageVersion.Malformed': 'The specified ImageVersion is wrongly formed.',
      IncorrectInstanceStatus: 'The current status of the instance does not support this operation.',
      InstanceLockedForSecurity: 'The specified operation is denied as your instance is locked for security reasons.',
      'InvalidDevice.Malformed': 'The specified parameter DiskDeviceMapping.n.Device is not valid.',
      'InvalidDevice.InUse': 'The specified parameter DiskDeviceMapping.n.Device has been occupied.',
      MissingParameter:
        'The input parameter SnapshotId or InstanceId or DiskDeviceMapping that is mandatory for processing this request is not supplied.',
      'InvalidSize.ValueNotSupported': 'The specified parameter DiskDeviceMapping.n.Size beyond the permitted range.',
      OperationDenied: [
        'The specified parameter DiskDeviceMapping.n.SnapshotId does not contain system disk snapshot.',
        'The specified parameter DiskDeviceMapping.n.SnapshotId contains two or more system disk snapshots.',
        'Not support creating system image from an encrypted snapshot/disk.',
        'Shared snapshots do not support creating images.',
      ],
      'InvalidDiskCategory.CreateImage': 'The specified diskCategory is not allowed to create image.',
      'InvalidOperation.DiskCategoryUnsupported': 'The current category of the disk does not support this operation.',
      'InvalidArchitecture.Malformed': 'The specified Architecture is wrongly formed.',
      'InvalidPlatform.Malformed': 'The specified Platform is wrongly formed.',
      'InvalidParameter.AllEmpty': '%s',
      'InvalidParameter.DiskType': "The specified disk type which has kms key can't convert to system disk.",
      'InvalidDiskType.ValueNotSupported': 'The specified disk type is not supported.',
      'Duplicate.TagKey': 'The Tag.N.Key contain duplicate key.',
      'InvalidTagKey.Malformed': 'The specified Tag.n.Key is not valid.',
      'InvalidTagValue.Malformed': 'The specified Tag.n.Value is not valid.',
      'InvalidInstance.NotFoundSystemDisk': 'The specified instance does not have system disk.',
      'InvalidImageFamily.Malformed': 'The format of the specified image family is invalid.',
      'ImageQuotaExceed.ImageFamily':
        'The specified image family exceeds the maximum number of images for one image family.',
      ImageFamilyQuotaExceed: 'The number of image families exceeds the limit in the region.',
      IdempotenceParamNotMatch:
        'Request uses a client token in a previous request but is not identical to that request.',
      'InvalidBootMode.NotSupport': 'The specified parameter BootMode is not supported for current image architecture.',
      'InvalidParameter.FeaturesImdsSupport': 'The specified parameter Features.ImdsSupport is not supported.',
      'AccountForbidden.CreateOrder': 'Order cannot be created due to abnormal account.',
    },
    403: {
      OperationDenied: [
        'The specified snapshot is not allowed to create image.',
        'The specified snapshot is not from system disk.',
      ],
      'InvalidParamter.Conflict': 'The specified same token is trying to make requests with different parameters.',
      IdempotentProcessing: 'The previous request with this ClientToken is still being processed.',
      'IncorrectDiskStatus.NeverAttached': 'The specified disk has never been attached to instance.',
      'InvalidSnapshotId.NotReady':
        'The current status of the DiskDeviceMapping.n.SnapshotId or SnapshotId does not support this operation.',
      SnapshotNotReady: 'The specified snapshot is not ready.',
      'InvalidSnapshot.TooOld':
        'This operation is denied because the specified snapshot by DiskDeviceMapping.n.SnapshotId or SnapshotId is created before 2013-07-15.',
      'QuotaExceed.Image': 'The Image Quota exceeds.',
      'QuotaExceed.Snapshot': 'The snapshot quota exceeds.',
      'QuotaExceed.ConcurrentSnapshotQuota':
        'The number of snapshots being created for the disk %s has exceeded the concurrent quota (%s). Please wait for the previous snapshots to complete before trying again.',
      'TooManySnapshot.Unfinished':
        'There are too many snapshots being created, please wait for them to be created done.',
      'QuotaExceed.Tags': '%s',
      'InvalidAccountStatus.NotEnoughBalance': 'Your account does not have enough balance.',
      'InvalidAccountStatus.SnapshotServiceUnavailable': 'Snapshot service has not been opened yet.',
      UserNotInTheWhiteList: 'The user is not in the white list of create image by data disk snapshot.',
      'IncorrectDiskStatus.Invalid': 'Device status is invalid, please restart instance and try again.',
      'IncorrectInstanceStatus.NeedRestart':
        'The instance needs to be restarted after adding a disk in a shutdown status.',
      'IncorrectDiskStatus.Transferring':
        'The specified device is transferring, you can retry after the process is finished.',
      'IncorrectDiskStatus.CreatingSnapshot': 'A previous snapshot creation is in process.',
      IncorrectDiskStatus: 'The current disk status does not support this operation.',
      'OperationDenied.InvalidSnapshotCategory': '%s',
      'InvalidSnapshotCategory.NotSupportImageCreation':
        'The specified snapshot category does not support create image.',
      'InvalidSystemSnapshot.Missing': '%s',
      'InvalidOperation.SnapshotStorageLocationUnsupported':
        'Snapshots with storage location in CloudBox do not support the current operation.',
      'HibernationConfigured.InstanceOperationForbidden':
        'The operation is not permitted due to limit of the hibernation configured instance.',
      'InvalidParameter.KMSKeyId.CMKUnauthorized': 'The CMK needs to be added ECS tag.',
      'InvalidParameter.KMSKeyId.CMKNotEnabled': 'The CMK needs to be enabled.',
      'InvalidParameter.KMSKeyId.KMSUnauthorized': 'ECS service have no right to access your KMS.',
      Forbidden: 'User not authorized to operate on the specified resource.',
    },
    404: {
      'InvalidSnapshotId.NotFound': 'The specified SnapshotId does not exist.',
      'InvalidInstanceId.NotFound': [
        'The specified InstanceId does not exist.',
        'The specified instance %s does not exist.',
      ],
      'InvalidResourceGroup.NotFound': 'The ResourceGroup provided does not exist in our records.',
      'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
    },
    500: {
      InternalError: [
        'The request processing has failed due to some unknown error, exception or failure.',
        'The process of creating snapshot has failed due to some unknown error.',
      ],
    },
  },
};
