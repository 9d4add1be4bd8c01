import type { Behaviour } from '../../account/behaviour';
import type { Disk, ImageView } from '../../account/image';
import { wireTags } from './tags';

/**
 * An image with the fields and types of DescribeImages: the size of a disk is a text, the size of the image is a number, IsSelfShared is a
 * text, Progress has a percent sign.
 */
export function wireImage(image: ImageView, behaviour: Readonly<Behaviour>): Record<string, unknown> {
  return {
    ImageId: image.imageId,
    ImageName: image.imageName,
    Description: image.description,
    ImageFamily: image.imageFamily,
    ImageVersion: image.imageVersion,
    Status: image.status,
    Progress: image.progress,
    CreationTime: image.creationTime,
    IsCopied: behaviour.copiedShown ? image.isCopied : undefined,
    IsSelfShared: image.isShared ? 'True' : 'False',
    IsSubscribed: false,
    IsPublic: image.isPublic,
    IsSupportCloudinit: true,
    IsSupportIoOptimized: true,
    LoginAsNonRootSupported: false,
    ImageOwnerAlias: image.ownerAlias,
    ImageOwnerId: image.ownerId,
    Size: image.sizeGiB,
    Usage: image.usedByInstance ? 'instance' : 'none',
    Usable: behaviour.usable === 'absent' ? undefined : image.usable,
    ResourceGroupId: image.resourceGroupId,
    Platform: image.platform,
    OSName: image.osName,
    OSNameEn: image.osName,
    OSType: image.osType,
    Architecture: image.architecture,
    BootMode: image.bootMode,
    ProductCode: '',
    SupplierName: '',
    LicenseType: image.licenseType,
    Features: wireFeatures(image, behaviour),
    SecureBootOptions: { SecureBootSupport: image.secureBoot ?? false },
    DetectionOptions: { Status: '', Items: { Item: [] } },
    DiskDeviceMappings: { DiskDeviceMapping: wireDisks(image, behaviour) },
    Tags: wireTags(new Map(Object.entries(image.tags))),
  };
}

function wireFeatures({ nvmeSupport, imdsSupport }: ImageView, { defaultFeatures }: Readonly<Behaviour>) {
  const hidden = defaultFeatures === 'absent' && nvmeSupport === 'unsupported';
  return hidden ? undefined : { NvmeSupport: nvmeSupport, ImdsSupport: imdsSupport };
}

function wireDisks(image: ImageView, behaviour: Readonly<Behaviour>): object[] {
  return shownDisks(image, behaviour).map((disk) => wireDisk(disk, image, behaviour));
}

/** The disks that DescribeImages shows. For an image of CreateImage they may be incomplete. */
function shownDisks({ disks, source, status }: ImageView, { createdDisks }: Readonly<Behaviour>): readonly Disk[] {
  if (source === undefined || source.kind === 'copy') return disks;
  const isCreating = status === 'Creating';
  const isUsed = status === 'Available' || status === 'Deprecated';
  const shown: Readonly<Record<Behaviour['createdDisks'], number>> = {
    shown: disks.length,
    firstWhileCreating: isCreating ? 1 : disks.length,
    noneWhileCreating: isCreating ? 0 : disks.length,
    noneUntilAvailable: isUsed ? disks.length : 0,
  };
  return disks.slice(0, shown[createdDisks]);
}

function wireDisk(disk: Disk, image: ImageView, { encryptedShown }: Readonly<Behaviour>): Record<string, unknown> {
  return {
    Device: disk.device,
    Type: disk.type,
    Format: '',
    Size: String(disk.sizeGiB),
    SnapshotId: disk.snapshotId,
    Progress: image.progress,
    RemainTime: image.remainTime,
    Encrypted: encryptedShown ? disk.encrypted : undefined,
    ImportOSSBucket: '',
    ImportOSSObject: '',
  };
}
