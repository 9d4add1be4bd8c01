import type { ImageRecord } from '../../account/image';
import { acceptCreation } from '../../account/life';
import { type OperatingSystem, usualBootMode } from '../../account/operating-system';
import { oncePerToken } from './client-token';
import { type ImageOrder, readImageOrder } from './create-image-order';
import { findParts } from './create-image-parts';
import type { ImageParts } from './image-parts';
import { checkRoom, OF_A_NEW_IMAGE, refuseTakenName } from './new-image';
import type { EcsRequest, Operation } from './operation';

/** CreateImage: it creates an image from an instance, from disks or from a snapshot. The image is Creating when the answer is sent. */
export const createImage: Operation = (request) => {
  const { behaviour } = request;
  const order = readImageOrder(request);
  const checkName = () => refuseTakenName(request, order.regionId, order.imageName);
  if (!behaviour.clientTokenCheckedBeforeName) checkName();
  const processing = request.refuse('IdempotentProcessing', { status: behaviour.idempotentProcessingStatus });
  const mismatch = behaviour.mismatchedCreateTokenCode;
  return oncePerToken(request, order.regionId, { processing, mismatch }, () => {
    const parts = findParts(request, order.regionId);
    const os = systemOf(request, order, parts);
    checkRoom(request, order.regionId, order.resourceGroupId);
    checkName();
    request.endDryRun();
    const image = recordOf(request, order, parts, os);
    acceptCreation(request.account, image, parts.diskIds, request.now);
    return { imageId: image.imageId };
  });
};

/** The system on the system disk, from the request or, if it does not say it, from the source. */
function systemOf(request: EcsRequest, order: ImageOrder, { os }: ImageParts): OperatingSystem {
  const architecture = order.architecture || os.architecture;
  const ownBootMode = architecture === os.architecture ? os.bootMode : usualBootMode(architecture);
  const bootMode = order.bootMode || ownBootMode;
  if (architecture === 'arm64' && bootMode === 'BIOS') {
    const message = 'The specified parameter BootMode is not supported for current image architecture.';
    throw request.refuse('InvalidBootMode.NotSupport', { message });
  }
  // The documentation of SecureBootOptions says that only these modes support it. The code is assumed.
  if (order.secureBoot && bootMode === 'BIOS') throw request.refuse('InvalidSecureBootSupport');
  if (order.platform === '') return { ...os, architecture, bootMode };
  const osType = order.platform.startsWith('Windows') ? 'windows' : 'linux';
  return { osType, platform: order.platform, osName: `${order.platform} 64 bit`, architecture, bootMode };
}

function recordOf(request: EcsRequest, order: ImageOrder, parts: ImageParts, os: OperatingSystem): ImageRecord {
  const { account, now, behaviour } = request;
  const { regionId, description, imageFamily, imageVersion, resourceGroupId, tags, secureBoot } = order;
  const { source, disks, kmsKeyId, nvmeSupport } = parts;
  const imageId = account.ids.next('m', regionId);
  return {
    ...OF_A_NEW_IMAGE,
    ...os,
    ...{ regionId, imageId, description, imageFamily, imageVersion, resourceGroupId, tags, secureBoot },
    ...{ disks, kmsKeyId, nvmeSupport },
    // The name of an image without a name is undocumented.
    imageName: order.imageName || imageId,
    status: 'Creating',
    createdAt: now,
    licenseType: 'Auto',
    imdsSupport: order.imdsSupport || parts.imdsSupport,
    encrypted: disks.some(({ encrypted }) => encrypted),
    isCopied: false,
    task: { source, durationMs: durationOf(request, parts), outcome: behaviour.createOutcome },
    visibleFrom: now + behaviour.visibilityDelaySeconds * 1000,
  };
}

/** In simulated milliseconds. */
function durationOf({ behaviour: { createSeconds } }: EcsRequest, { source: { kind }, disks }: ImageParts): number {
  const sizeGiB = disks.reduce((sum, disk) => sum + disk.sizeGiB, 0);
  return (typeof createSeconds === 'number' ? createSeconds : createSeconds({ kind, sizeGiB })) * 1000;
}
