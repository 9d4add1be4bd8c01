import type { InstanceDisk, InstanceRecord } from '../../account/instance';
import type { ImageParts } from './image-parts';
import type { EcsRequest } from './operation';

/** An image can be created from an instance only in these states (CreateImage documentation). */
const RESTING: ReadonlySet<string> = new Set(['Running', 'Stopped']);

/** The codes of KMS that CreateImage documents in addition to CMKNotEnabled. It is assumed that any other reason leads to CMKNotEnabled. */
const keyCodes: ReadonlySet<string> = new Set([
  'InvalidParameter.KMSKeyId.KMSUnauthorized',
  'InvalidParameter.KMSKeyId.CMKUnauthorized',
]);

/** An instance as the parts of an image. Each of its disks gets a snapshot when the creation begins. */
export function instanceParts(request: EcsRequest, regionId: string, instanceId: string): ImageParts {
  const instance = request.account.instance(regionId, instanceId);
  if (!instance) throw request.refuse('InvalidInstanceId.NotFound');
  checkState(request, instance);
  const { disks } = instance;
  if (disks[0]?.type !== 'system') throw request.refuse('InvalidInstance.NotFoundSystemDisk');
  for (const disk of disks) checkDisk(request, regionId, disk);
  const image = request.account.image(regionId, instance.imageId);
  // This is documented for marketplace images and images created from them. The code is assumed.
  const imageVersion = request.parameters.text('ImageVersion');
  if (image?.ownerAlias === 'marketplace' && imageVersion !== '' && imageVersion !== image.imageVersion) {
    throw request.refuse('InvalidImageVersion.Malformed');
  }
  return {
    source: { kind: 'instance', instanceId },
    disks: disks.map(({ device, type, sizeGiB, encrypted }) => ({ device, type, sizeGiB, encrypted, snapshotId: '' })),
    diskIds: disks.map(({ diskId }) => diskId),
    os: instance.os,
    kmsKeyId: disks[0].kmsKeyId,
    imdsSupport: image?.imdsSupport ?? 'v1',
    nvmeSupport: image?.nvmeSupport ?? 'supported',
  };
}

function checkState(request: EcsRequest, { lockReason, unfit, status }: InstanceRecord): void {
  if (lockReason === 'security') throw request.refuse('InstanceLockedForSecurity');
  if (unfit !== undefined) throw request.refuse(unfit);
  if (!RESTING.has(status)) throw request.refuse('IncorrectInstanceStatus');
}

function checkDisk(request: EcsRequest, regionId: string, { diskId, encrypted, kmsKeyId }: InstanceDisk): void {
  const { account, behaviour, now } = request;
  if (account.isBusy(diskId, now)) throw request.refuse(behaviour.busyDiskCode, { values: [diskId, 1] });
  if (account.snapshotsOf(diskId).length >= behaviour.snapshotsPerDisk) throw request.refuse('QuotaExceed.Snapshot');
  if (!encrypted) return;
  const refusal = account.kms.refusal(kmsKeyId, regionId);
  if (refusal === undefined) return;
  throw request.refuse(keyCodes.has(refusal) ? refusal : 'InvalidParameter.KMSKeyId.CMKNotEnabled');
}
