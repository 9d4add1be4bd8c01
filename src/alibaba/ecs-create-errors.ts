import { DEPLOY_AGAIN } from '../calling/error-book';
import {
  accessDenied,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidRequest,
  serviceLimitExceeded,
  type Verdict,
  type Verdicts,
} from '../calling/verdict';
import { laterWhen, MAKING_ERRORS } from './ecs-making-errors';
import { CORRECT_FAMILY, FAMILY_FULL, TOO_MANY_FAMILIES } from './ecs-next-steps';

/** Something outside of the template has to change before the next deployment. */
const first = (step: string): Verdict => generalServiceException(`${step}, then ${DEPLOY_AGAIN}`);

const SOURCE_MISSING = invalidRequest('Set exactly one of InstanceId, SnapshotId and DiskDeviceMapping.');
/** One code stands for many rules. The message of ECS says which rule it is. */
const SOURCE_UNFIT = invalidRequest(
  'Choose another source: SnapshotId must be the snapshot of a system disk, and DiskDeviceMapping must have exactly one of those. ECS refuses shared snapshots and some encrypted ones.',
);
const DISK_KIND = invalidRequest(
  'ECS refuses the category of one of the disks of the instance: choose another InstanceId, or use DiskDeviceMapping with snapshots of the other disks.',
);
const SNAPSHOT_KIND = invalidRequest(
  'Choose another snapshot: ECS cannot create an image from this kind, for example from an archived snapshot or one in a CloudBox.',
);
const SNAPSHOT_UNFINISHED = laterWhen('If the snapshot has failed, choose another. When its status is accomplished');
const OTHER_SNAPSHOTS = laterWhen(
  'When the snapshots that are being created have finished',
  '; within one stack, use DependsOn',
);
const RESTART = first('Restart the instance, or start it if it is stopped');

/** The errors of CreateImage: the error table of its page, as of 2026-01-07. Forbidden comes from the text about ResourceGroupId. */
export const CREATE_IMAGE: Verdicts = {
  ...MAKING_ERRORS,
  'InvalidImageVersion.Malformed': invalidRequest(
    'Correct ImageVersion. If it is correct, the account is not allowed to use a snapshot of the source: choose another source.',
  ),
  IncorrectInstanceStatus: laterWhen('When the instance is Running or Stopped'),
  InstanceLockedForSecurity: first('Have the security lock of the instance removed, as the {ecsConsole} describes'),
  'InvalidDevice.Malformed': invalidRequest(
    'Correct Device in DiskDeviceMapping: /dev/xvda for the system disk, /dev/xvdb to /dev/xvdz for data disks.',
  ),
  'InvalidDevice.InUse': invalidRequest('Give each entry of DiskDeviceMapping a different Device.'),
  MissingParameter: SOURCE_MISSING,
  'InvalidSize.ValueNotSupported': invalidRequest(
    'Correct Size in DiskDeviceMapping: at least the size of its snapshot; without a snapshot, 20 to 32768 GiB, or 5 to 2000 GiB for basic disks.',
  ),
  OperationDenied: SOURCE_UNFIT,
  'InvalidDiskCategory.CreateImage': DISK_KIND,
  'InvalidOperation.DiskCategoryUnsupported': DISK_KIND,
  'InvalidArchitecture.Malformed': invalidRequest('Correct Architecture: i386, x86_64 or arm64.'),
  'InvalidPlatform.Malformed': invalidRequest('Correct Platform, or remove it.'),
  'InvalidParameter.AllEmpty': SOURCE_MISSING,
  'InvalidParameter.DiskType': invalidRequest(
    'The snapshot of an encrypted data disk cannot become the system disk: choose another snapshot in DiskDeviceMapping or SnapshotId.',
  ),
  'InvalidDiskType.ValueNotSupported': invalidRequest('Correct DiskType in DiskDeviceMapping: system or data.'),
  'InvalidInstance.NotFoundSystemDisk': invalidRequest(
    'Attach a system disk to the instance, or choose another InstanceId.',
  ),
  'InvalidImageFamily.Malformed': CORRECT_FAMILY,
  'ImageQuotaExceed.ImageFamily': FAMILY_FULL,
  ImageFamilyQuotaExceed: TOO_MANY_FAMILIES,
  'InvalidBootMode.NotSupport': invalidRequest('Correct BootMode so that it fits Architecture, or remove it.'),
  'InvalidParameter.FeaturesImdsSupport': internalFailure(),
  'AccountForbidden.CreateOrder': first(
    'Resolve the open issues of the Alibaba Cloud account, such as payments or its verification',
  ),
  'IncorrectDiskStatus.NeverAttached': invalidRequest(
    'Choose another snapshot: the disk of this one was never attached to an instance.',
  ),
  'InvalidSnapshotId.NotReady': SNAPSHOT_UNFINISHED,
  SnapshotNotReady: SNAPSHOT_UNFINISHED,
  'InvalidSnapshot.TooOld': invalidRequest('Choose a snapshot that was created after 2013-07-15.'),
  'QuotaExceed.Snapshot': serviceLimitExceeded('Delete old snapshots of the disks of the instance, or ask {quota}.'),
  'QuotaExceed.ConcurrentSnapshotQuota': OTHER_SNAPSHOTS,
  'TooManySnapshot.Unfinished': OTHER_SNAPSHOTS,
  'InvalidAccountStatus.NotEnoughBalance': first('Top up the Alibaba Cloud account'),
  'InvalidAccountStatus.SnapshotServiceUnavailable': first('Activate the snapshot service in the ECS console'),
  UserNotInTheWhiteList: deniedAnyway(
    'Use the snapshot of a system disk, or ask {vendor} to let the account create images from those of data disks.',
  ),
  'IncorrectDiskStatus.Invalid': RESTART,
  'IncorrectInstanceStatus.NeedRestart': RESTART,
  'IncorrectDiskStatus.Transferring': laterWhen('When the migration of the disk has finished'),
  'IncorrectDiskStatus.CreatingSnapshot': OTHER_SNAPSHOTS,
  IncorrectDiskStatus: first('Check the disks of the instance, and whether a payment is overdue'),
  'OperationDenied.InvalidSnapshotCategory': SNAPSHOT_KIND,
  'InvalidSnapshotCategory.NotSupportImageCreation': SNAPSHOT_KIND,
  'InvalidSystemSnapshot.Missing': invalidRequest(
    'Choose another source: in DiskDeviceMapping, exactly one entry must have the snapshot of a system disk.',
  ),
  'InvalidOperation.SnapshotStorageLocationUnsupported': SNAPSHOT_KIND,
  'HibernationConfigured.InstanceOperationForbidden': invalidRequest(
    'Choose another InstanceId: ECS cannot create an image from an instance that is configured for hibernation.',
  ),
  'InvalidParameter.KMSKeyId.CMKUnauthorized': deniedAnyway(
    'Allow ECS to use the key of the encrypted disk or snapshot: in the policy of the key, or by its tag.',
  ),
  'InvalidParameter.KMSKeyId.CMKNotEnabled': first('Enable the KMS key of the encrypted disk or snapshot'),
  Forbidden: accessDenied(
    'Grant the action to the RAM user or role of the type configuration; if its permissions are limited to one resource group, set ResourceGroupId to that group.',
  ),
  'InvalidSnapshotId.NotFound': invalidRequest(
    'Correct SnapshotId (of the resource or in DiskDeviceMapping) or RegionId: the snapshot must be in that region.',
  ),
  'InvalidInstanceId.NotFound': invalidRequest('Correct InstanceId or RegionId: the instance must be in that region.'),
  'InvalidRegionId.NotFound': invalidRequest('Correct RegionId, in the resource or in the type configuration.'),
};
