import { type BaseModel, Integer } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { Failure } from '../failure/failure';
import type { Image, ImageRef, Tag } from '../life/port';
import { isCopy } from '../life/states';
import { KMS_KEY_KEY, sourceOf, tagValue, visibleTags } from '../life/tags';
import { ResourceModel, TagsDefinition } from '../models';
import { parseIdentifier, toIdentifier } from '../resource/identifier';

/** The properties of the model, without what the generated class adds to them. */
type Properties = Partial<
  Omit<ResourceModel, keyof BaseModel | 'constructor' | 'getPrimaryIdentifier' | 'getAdditionalIdentifiers'>
>;

/**
 * The model of an image as READ, LIST and a finished operation return it. `identifier`: how the caller named it, else its full
 * identifier. An image without our source tag has no SourceImageId and SourceRegionId.
 */
export function toModel(image: Image, identifier = toIdentifier(image.ref)): ResourceModel {
  const { ref, facts } = image;
  const source = sourceOf(image.tags);
  return withoutUndefined({
    tfcfnid: identifier,
    sourceImageId: source?.imageId,
    sourceRegionId: source?.regionId,
    destinationRegionId: ref.regionId,
    imageName: image.name,
    description: image.description,
    encrypted: image.encrypted,
    kmsKeyId: tagValue(image.tags, KMS_KEY_KEY),
    resourceGroupId: image.resourceGroupId,
    imageFamily: image.family,
    tags: visibleTags(image.tags).map(toTagModel),
    id: ref.imageId,
    status: image.status,
    creationTime: facts.creationTime,
    size: facts.sizeGiB === undefined ? undefined : Integer(facts.sizeGiB),
    oSType: facts.osType,
    oSName: facts.osName,
    platform: facts.platform,
    architecture: facts.architecture,
    bootMode: facts.bootMode,
    imageVersion: facts.imageVersion,
    imageOwnerId: facts.ownerId,
    isSupportCloudinit: facts.supportsCloudInit,
    isSupportIoOptimized: facts.supportsIoOptimized,
    snapshotIds: isCopy(image) ? [...image.snapshotIds] : [],
  });
}

/**
 * The model of an operation that goes on: CloudFormation hands it back as the request of the next call, so it holds the whole wish,
 * write-only properties too, and what identifies the copy.
 */
export function inProgressModel(wish: ResourceModel, ref: ImageRef, changes: Properties = {}): ResourceModel {
  return withoutUndefined({
    ...wish,
    ...changes,
    tfcfnid: wish.tfcfnid ?? toIdentifier(ref),
    id: ref.imageId,
    destinationRegionId: wish.destinationRegionId ?? ref.regionId,
  });
}

/** Status of an image whose copy is running. Source: DescribeImages, Status. */
const CREATING = 'Creating';

/**
 * The model of a copy that has just been started. It is nobody's yet: if CloudFormation has to delete it, its snapshots go too. It
 * has a status until ECS has shown it.
 */
export function startedModel(wish: ResourceModel, ref: ImageRef, imageName: string): ResourceModel {
  return inProgressModel(wish, ref, { imageName, deleteAutoSnapshot: true, status: CREATING });
}

/** Whether nothing is known of the copy of this model but that it was started. */
export function isCreating({ status }: ResourceModel): boolean {
  return status === CREATING;
}

/** Where the copy of a creation that had begun is: its first step wrote the identifier, which names the region. */
export function begunRef({ tfcfnid }: ResourceModel): ImageRef {
  return parseIdentifier(tfcfnid, '');
}

/**
 * The model of a failed creation that had begun: that of the last answer, so that CloudFormation can delete the copy
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract.html). `undefined` where the request does
 * not say which copy it is.
 */
export function begunModel(wish: ResourceModel): ResourceModel | undefined {
  try {
    return inProgressModel(wish, begunRef(wish));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The model of what a failed creation may have left behind: enough to delete it. */
export function leftModel({ sourceImageId, sourceRegionId }: ResourceModel, left: ImageRef): ResourceModel {
  return withoutUndefined({
    tfcfnid: toIdentifier(left),
    sourceImageId,
    sourceRegionId,
    destinationRegionId: left.regionId,
  });
}

function toTagModel({ key, value }: Tag): TagsDefinition {
  return new TagsDefinition({ key, value_: value });
}

/** A null anywhere in an answer fails the contract; only what has a value goes into a model. */
function withoutUndefined(properties: Properties): ResourceModel {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null);
  return new ResourceModel(Object.fromEntries(entries));
}
