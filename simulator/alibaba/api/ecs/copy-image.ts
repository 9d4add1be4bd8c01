import { ACCOUNT_ID, type ImageRecord } from '../../account/account';
import type { CopyOutcome } from '../../account/behaviour';
import { acceptCopy } from '../../account/life';
import { viewOf } from '../../account/view';
import { oncePerToken } from './client-token';
import type { Action, ActionCall } from './operation';
import { isDescription, isImageName } from './rules';
import { readTags, type TagCodes } from './tags';

/** What CopyImage was asked for, checked for itself but not yet against the cloud. */
interface CopyRequest {
  readonly sourceRegionId: string;
  readonly regionId: string;
  readonly imageName: string;
  readonly description: string;
  readonly tags: Map<string, string>;
  readonly resourceGroupId: string;
  /** Undefined: not said. */
  readonly encrypted: boolean | undefined;
  readonly kmsKeyId: string;
}

const tagCodes: TagCodes = {
  tooMany: 'QuotaExceed.Tags',
  valueWithoutKey: 'InvalidTagKey.Malformed',
  sameKey: 'Duplicate.TagKey',
  sameKeyInOtherCase: 'Duplicate.TagKey',
};

/** Larger images are to be copied by their snapshots (CopyImage documentation); that all disks count together is assumed. */
const LARGEST_GIB = 2048;

/** How a copy ends that could not be encrypted: late. */
const NOT_ENCRYPTED: CopyOutcome = { failAtPercent: 100, status: 'CreateFailed' };

/** CopyImage: arrives in the source region and makes an image in the destination region. */
export const copyImage: Action = (call) => {
  const request = readRequest(call);
  const checkName = () => {
    if (request.imageName !== '' && call.cloud.nameIsTaken(request.regionId, request.imageName)) {
      throw call.refuse('InvalidImageName.Duplicated');
    }
  };
  if (!call.behaviour.clientTokenCheckedBeforeName) checkName();
  return oncePerToken(call, request.sourceRegionId, () => {
    const source = findSource(call, request);
    checkEncryption(call, request, source);
    const outcome = outcomeOf(call, request, source);
    checkDestination(call, request, source);
    checkName();
    call.endDryRun();
    const image = recordOf(call, request, source, outcome);
    acceptCopy(call.cloud, image, call.now);
    return { imageId: image.imageId };
  });
};

function readRequest(call: ActionCall): CopyRequest {
  const { parameters } = call;
  const sourceRegionId = call.region({ unknown: 'SourceRegion.NotFound' });
  parameters.required('ImageId');
  const regionId =
    parameters.text('DestinationRegionId') === ''
      ? sourceRegionId
      : call.region({ parameter: 'DestinationRegionId', unknown: 'DestinationRegion.NotFound' });
  const imageName = parameters.text('DestinationImageName');
  if (imageName !== '' && !isImageName(imageName)) throw call.refuse('InvalidImageName.Malformed');
  const description = parameters.text('DestinationDescription');
  if (description !== '' && !isDescription(description)) throw call.refuse('InvalidDescription.Malformed');
  const encrypted = parameters.flag('Encrypted');
  const kmsKeyId = parameters.text('KMSKeyId');
  if (kmsKeyId !== '' && !encrypted) throw call.refuse('InvalidParameter.EncryptedIllegal');
  if (parameters.text('EncryptAlgorithm') !== '' && !encrypted) {
    throw call.refuse('InvalidEncrypted.NotMatchEncryptAlgorithm');
  }
  const tags = readTags(call, tagCodes);
  const resourceGroupId = parameters.text('ResourceGroupId') || call.cloud.defaultResourceGroup;
  return { sourceRegionId, regionId, imageName, description, tags, resourceGroupId, encrypted, kmsKeyId };
}

function findSource(call: ActionCall, { sourceRegionId, regionId }: CopyRequest): ImageRecord {
  const source = call.image(sourceRegionId, call.parameters.text('ImageId'));
  if (!source || source.ownerAlias === 'system') throw call.refuse('InvalidImageId.NotFound');
  if (source.ownerAlias === 'marketplace') throw call.refuse('OperationDenied.NotAuthorized');
  if (source.ownerAlias === 'others' && source.isPublic) throw call.refuse('OperationDenied.CommunityImage');
  const sameRegion = sourceRegionId === regionId;
  if (source.ownerAlias === 'others' && !sameRegion) throw call.refuse('OperationDenied.SameRegionOnly');
  if (source.status !== 'Available') throw call.refuse('IncorrectImageStatus');
  if (sameRegion && !call.behaviour.sameRegionCopy) throw call.refuse('IncorrectDestinationRegion');
  const hasSnapshots = source.disks.every(
    ({ snapshotId }) => snapshotId === '' || call.cloud.snapshots.has(snapshotId),
  );
  if (!hasSnapshots) throw call.refuse('InvalidSnapshotId.NotFound');
  const sizeGiB = source.disks.reduce((sum, disk) => sum + disk.sizeGiB, 0);
  if (sizeGiB > LARGEST_GIB) throw call.refuse('SizeExceed.Image');
  return source;
}

function checkEncryption(call: ActionCall, request: CopyRequest, source: ImageRecord): void {
  if (call.behaviour.encryptedByDefault === 'encrypted' && request.encrypted === false) {
    throw call.refuse('InvalidEncrypted.NotMatchDiskDefaultEncryption');
  }
  if (source.encrypted && !isEncrypted(call, request, source)) throw call.refuse('OperationDeined.EncryptedSnapshot');
}

function isEncrypted({ behaviour }: ActionCall, request: CopyRequest, source: ImageRecord): boolean {
  const byDefault = { likeSource: source.encrypted, plain: false, encrypted: true }[behaviour.encryptedByDefault];
  return request.encrypted ?? byDefault;
}

/** How the copy will end, if the key lets it begin. */
function outcomeOf(call: ActionCall, request: CopyRequest, source: ImageRecord): CopyOutcome {
  const { behaviour, cloud } = call;
  if (!isEncrypted(call, request, source)) return behaviour.copyOutcome;
  const keyRegionId = behaviour.keyRegion === 'any' ? undefined : request.regionId;
  const refusal = cloud.kms.refusal(request.kmsKeyId, keyRegionId);
  if (refusal === undefined) return behaviour.copyOutcome;
  if (behaviour.unusableKey === 'refused') throw call.refuse(refusal);
  return NOT_ENCRYPTED;
}

function checkDestination(call: ActionCall, { regionId, resourceGroupId }: CopyRequest, source: ImageRecord): void {
  const { cloud, behaviour } = call;
  if (!cloud.hasResourceGroup(resourceGroupId)) throw call.refuse('InvalidResourceGroup.NotFound');
  const images = cloud.images(regionId).filter((image) => image.ownerAlias === 'self');
  if (images.length >= behaviour.imageQuota) throw call.refuse('QuotaExceed.Image', { values: [behaviour.imageQuota] });
  const others = cloud.copiesOf(source);
  const inTheWay = {
    allowed: [],
    oncePerDestination: others.filter((copy) => copy.regionId === regionId),
    once: others,
  }[behaviour.concurrentCopies];
  if (inTheWay.length > 0) throw call.refuse('OperationDenied.ImageCopyConflict');
}

function recordOf(call: ActionCall, request: CopyRequest, source: ImageRecord, outcome: CopyOutcome): ImageRecord {
  const { cloud, now, behaviour } = call;
  const { regionId, imageName, kmsKeyId } = request;
  const imageId = cloud.ids.next('m', regionId);
  const encrypted = isEncrypted(call, request, source);
  const { copySeconds } = behaviour;
  const seconds = typeof copySeconds === 'number' ? copySeconds : copySeconds(viewOf(source, now, behaviour));
  return {
    ...source,
    regionId,
    imageId,
    // What ECS calls a copy without a name is undocumented; the id makes ours unique.
    imageName: imageName || `CopyFrom_${source.imageId}_${imageId.slice(2)}`.slice(0, 128),
    description: request.description,
    imageFamily: '',
    imageVersion: '',
    status: 'Waiting',
    createdAt: now,
    ownerAlias: 'self',
    ownerId: ACCOUNT_ID,
    resourceGroupId: request.resourceGroupId,
    encrypted,
    kmsKeyId,
    disks: source.disks.map((disk) => ({ ...disk, snapshotId: '', encrypted: encrypted || disk.encrypted })),
    tags: request.tags,
    isCopied: true,
    usedByInstance: false,
    isShared: false,
    isPublic: false,
    usable: undefined,
    copy: {
      source: { regionId: source.regionId, imageId: source.imageId },
      durationMs: seconds * 1000,
      outcome,
    },
    visibleFrom: now + behaviour.visibilityDelaySeconds * 1000,
    leaving: undefined,
  };
}
