import type { ImageRecord, TaskOutcome } from '../../account/image';
import { acceptCopy } from '../../account/life';
import { viewOf } from '../../account/view';
import { oncePerToken } from './client-token';
import {
  checkRoom,
  OF_A_NEW_IMAGE,
  readDescription,
  readImageName,
  readResourceGroup,
  readStartTags,
  refuseTakenName,
} from './new-image';
import type { EcsRequest, Operation } from './operation';

/** The parameters of CopyImage. They are valid, but not yet compared with the account. */
interface CopyOrder {
  readonly sourceRegionId: string;
  readonly regionId: string;
  readonly imageName: string;
  readonly description: string;
  readonly tags: Map<string, string>;
  readonly resourceGroupId: string;
  /** `undefined` if it was not sent. */
  readonly encrypted: boolean | undefined;
  readonly kmsKeyId: string;
}

/** Larger images must be copied by their snapshots (CopyImage documentation). It is assumed that all disks count together. */
const LARGEST_GIB = 2048;

/** The outcome of a copy that could not be encrypted: it fails at the end. */
const NOT_ENCRYPTED: TaskOutcome = { failAtPercent: 100, status: 'CreateFailed' };

/** CopyImage: it is called in the source region and creates an image in the destination region. */
export const copyImage: Operation = (request) => {
  const order = readOrder(request);
  const checkName = () => refuseTakenName(request, order.regionId, order.imageName);
  if (!request.behaviour.clientTokenCheckedBeforeName) checkName();
  const processing = request.refuse('LastTokenProcessing');
  const mismatch = request.behaviour.mismatchedTokenCode;
  return oncePerToken(request, order.sourceRegionId, { processing, mismatch }, () => {
    const source = findSource(request, order);
    checkEncryption(request, order, source);
    const outcome = outcomeOf(request, order, source);
    checkDestination(request, order, source);
    checkName();
    request.endDryRun();
    const image = recordOf(request, order, source, outcome);
    acceptCopy(request.account, image, request.now);
    return { imageId: image.imageId };
  });
};

function readOrder(request: EcsRequest): CopyOrder {
  const { parameters } = request;
  const sourceRegionId = request.region({ unknown: 'SourceRegion.NotFound' });
  parameters.required('ImageId');
  const regionId =
    parameters.text('DestinationRegionId') === ''
      ? sourceRegionId
      : request.region({ parameter: 'DestinationRegionId', unknown: 'DestinationRegion.NotFound' });
  const imageName = readImageName(request, 'DestinationImageName');
  const description = readDescription(request, 'DestinationDescription');
  const encrypted = parameters.flag('Encrypted');
  const kmsKeyId = parameters.text('KMSKeyId');
  if (kmsKeyId !== '' && !encrypted) throw request.refuse('InvalidParameter.EncryptedIllegal');
  if (parameters.text('EncryptAlgorithm') !== '' && !encrypted) {
    throw request.refuse('InvalidEncrypted.NotMatchEncryptAlgorithm');
  }
  const tags = readStartTags(request);
  const resourceGroupId = readResourceGroup(request, request.behaviour.copyImageDeniedCode);
  return { sourceRegionId, regionId, imageName, description, tags, resourceGroupId, encrypted, kmsKeyId };
}

function findSource(request: EcsRequest, { sourceRegionId, regionId }: CopyOrder): ImageRecord {
  const source = request.image(sourceRegionId, request.parameters.text('ImageId'));
  if (!source || source.ownerAlias === 'system') throw request.refuse('InvalidImageId.NotFound');
  if (source.ownerAlias === 'marketplace') throw request.refuse('OperationDenied.NotAuthorized');
  if (source.ownerAlias === 'others' && source.isPublic) throw request.refuse('OperationDenied.CommunityImage');
  const sameRegion = sourceRegionId === regionId;
  if (source.ownerAlias === 'others' && !sameRegion) throw request.refuse('OperationDenied.SameRegionOnly');
  if (source.status !== 'Available') throw request.refuse('IncorrectImageStatus');
  if (sameRegion && !request.behaviour.sameRegionCopy) throw request.refuse('IncorrectDestinationRegion');
  const hasSnapshots = source.disks.every(
    ({ snapshotId }) => snapshotId === '' || request.account.snapshots.has(snapshotId),
  );
  if (!hasSnapshots) throw request.refuse('InvalidSnapshotId.NotFound');
  const sizeGiB = source.disks.reduce((sum, disk) => sum + disk.sizeGiB, 0);
  if (sizeGiB > LARGEST_GIB) throw request.refuse('SizeExceed.Image');
  return source;
}

function checkEncryption(request: EcsRequest, order: CopyOrder, source: ImageRecord): void {
  if (request.behaviour.encryptedByDefault === 'encrypted' && order.encrypted === false) {
    throw request.refuse('InvalidEncrypted.NotMatchDiskDefaultEncryption');
  }
  if (source.encrypted && !isEncrypted(request, order, source))
    throw request.refuse('OperationDeined.EncryptedSnapshot');
}

function isEncrypted({ behaviour }: EcsRequest, order: CopyOrder, source: ImageRecord): boolean {
  const byDefault = { likeSource: source.encrypted, plain: false, encrypted: true }[behaviour.encryptedByDefault];
  return order.encrypted ?? byDefault;
}

/** The outcome of the copy, if the key does not make the call fail. */
function outcomeOf(request: EcsRequest, order: CopyOrder, source: ImageRecord): TaskOutcome {
  const { behaviour, account } = request;
  if (!isEncrypted(request, order, source)) return behaviour.copyOutcome;
  const keyRegionId = behaviour.keyRegion === 'any' ? undefined : order.regionId;
  const refusal = account.kms.refusal(order.kmsKeyId, keyRegionId);
  if (refusal === undefined) return behaviour.copyOutcome;
  if (behaviour.unusableKey === 'refused') throw request.refuse(refusal);
  return NOT_ENCRYPTED;
}

function checkDestination(request: EcsRequest, { regionId, resourceGroupId }: CopyOrder, source: ImageRecord): void {
  const { account, behaviour } = request;
  checkRoom(request, regionId, resourceGroupId);
  const others = account.copiesOf(source);
  const inTheWay = {
    allowed: [],
    oncePerDestination: others.filter((copy) => copy.regionId === regionId),
    once: others,
  }[behaviour.concurrentCopies];
  if (inTheWay.length > 0) throw request.refuse('OperationDenied.ImageCopyConflict');
}

function recordOf(request: EcsRequest, order: CopyOrder, source: ImageRecord, outcome: TaskOutcome): ImageRecord {
  const { account, now, behaviour } = request;
  const { regionId, description, resourceGroupId, kmsKeyId } = order;
  const tags = new Map([...(behaviour.sourceTags === 'carried' ? source.tags : []), ...order.tags]);
  const imageId = account.ids.next('m', regionId);
  const encrypted = isEncrypted(request, order, source);
  return {
    ...source,
    ...OF_A_NEW_IMAGE,
    ...OF_A_COPY,
    ...{ regionId, imageId, description, resourceGroupId, tags, encrypted, kmsKeyId },
    // The name of a copy without a name is undocumented. The ID makes this one unique.
    imageName: order.imageName || `CopyFrom_${source.imageId}_${imageId.slice(2)}`.slice(0, 128),
    createdAt: now,
    disks: source.disks.map((disk) => ({ ...disk, snapshotId: '', encrypted: encrypted || disk.encrypted })),
    task: {
      source: { kind: 'copy', regionId: source.regionId, imageId: source.imageId },
      durationMs: durationOf(request, source),
      outcome,
    },
    visibleFrom: now + behaviour.visibilityDelaySeconds * 1000,
  };
}

/** In simulated milliseconds. */
function durationOf({ now, behaviour }: EcsRequest, source: ImageRecord): number {
  const { copySeconds } = behaviour;
  return (typeof copySeconds === 'number' ? copySeconds : copySeconds(viewOf(source, now, behaviour))) * 1000;
}

/** The other values of a new copy, whatever its source is. */
const OF_A_COPY = {
  imageFamily: '',
  imageVersion: '',
  // Users report that copies of images for NVMe disks cannot start instances of the ninth generation.
  nvmeSupport: 'unsupported',
  status: 'Waiting',
  isCopied: true,
} as const satisfies Partial<ImageRecord>;
