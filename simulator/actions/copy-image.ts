import { ACCOUNT_ID, type Cloud, type ImageRecord } from '../cloud';
import { acceptCopy } from '../life';
import { isClientToken, isDescription, isImageName } from '../rules';
import { viewOf } from '../view';
import type { Action, ActionCall } from './action';
import { readTags, type TagCodes } from './tags';

/** What CopyImage was asked for, checked for itself but not yet against the cloud. */
interface CopyRequest {
  readonly sourceRegionId: string;
  readonly regionId: string;
  readonly imageName: string;
  readonly description: string;
  readonly tags: Map<string, string>;
  readonly resourceGroupId: string;
  /** Undefined: not said, the copy is encrypted if its source is. */
  readonly encrypted: boolean | undefined;
  readonly kmsKeyId: string;
}

const tagCodes: TagCodes = {
  tooMany: 'QuotaExceed.Tags',
  valueWithoutKey: 'InvalidTagKey.Malformed',
  sameKey: 'Duplicate.TagKey',
  sameKeyInOtherCase: 'Duplicate.TagKey',
};

/** CopyImage: arrives in the source region and makes an image in the destination region. */
export const copyImage: Action = (call) => {
  const request = readRequest(call);
  const checkName = () => {
    if (request.imageName !== '' && call.cloud.nameIsTaken(request.regionId, request.imageName)) {
      throw call.refuse('InvalidImageName.Duplicated');
    }
  };
  if (!call.behaviour.clientTokenCheckedBeforeName) checkName();
  const repeated = answerOfRepeatedCall(call, request.sourceRegionId);
  if (repeated !== undefined) return { ImageId: repeated };

  const source = findSource(call, request);
  checkEncryption(call, request, source);
  checkDestination(call, request, source);
  checkName();
  call.endDryRun();

  const image = recordOf(call, request, source);
  acceptCopy(call.cloud, image, call.now);
  rememberCall(call, request.sourceRegionId, image);
  return { ImageId: image.imageId };
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
  const resourceGroupId = parameters.text('ResourceGroupId') || (call.cloud.resourceGroups[0] ?? '');
  return { sourceRegionId, regionId, imageName, description, tags, resourceGroupId, encrypted, kmsKeyId };
}

function findSource(call: ActionCall, { sourceRegionId, regionId }: CopyRequest): ImageRecord {
  const source = call.cloud.image(sourceRegionId, call.parameters.text('ImageId'));
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
  return source;
}

function checkEncryption(call: ActionCall, { encrypted }: CopyRequest, source: ImageRecord): void {
  if (source.encrypted && encrypted === false) throw call.refuse('OperationDeined.EncryptedSnapshot');
}

function checkDestination(call: ActionCall, { regionId, resourceGroupId }: CopyRequest, source: ImageRecord): void {
  const { cloud, behaviour } = call;
  if (!cloud.resourceGroups.includes(resourceGroupId)) throw call.refuse('InvalidResourceGroup.NotFound');
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

function recordOf({ cloud, now, behaviour }: ActionCall, request: CopyRequest, source: ImageRecord): ImageRecord {
  const { regionId, imageName, kmsKeyId } = request;
  const imageId = cloud.ids.next('m', regionId);
  const encrypted = request.encrypted ?? source.encrypted;
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
      outcome: behaviour.copyOutcome,
    },
    visibleFrom: now + behaviour.visibilityDelaySeconds * 1000,
    leaving: undefined,
  };
}

/** The same token with the same parameters gets the first answer again; a refused call does not use its token up. */
function answerOfRepeatedCall(call: ActionCall, regionId: string): string | undefined {
  const token = call.parameters.text('ClientToken');
  if (token === '') return undefined;
  if (!isClientToken(token)) throw call.refuse('InvalidClientToken');
  const first = remembered(call.cloud, `${regionId}/${token}`, call.now);
  if (first && first.fingerprint !== call.parameters.fingerprint()) {
    throw call.refuse(call.behaviour.mismatchedTokenCode);
  }
  return first?.imageId;
}

function remembered(cloud: Cloud, key: string, now: number) {
  const first = cloud.clientTokens.get(key);
  return first && now < first.at + cloud.behaviour.clientTokenMinutes * 60_000 ? first : undefined;
}

function rememberCall({ cloud, parameters, now }: ActionCall, regionId: string, { imageId }: ImageRecord): void {
  const token = parameters.text('ClientToken');
  if (token === '') return;
  cloud.clientTokens.set(`${regionId}/${token}`, { fingerprint: parameters.fingerprint(), imageId, at: now });
}
