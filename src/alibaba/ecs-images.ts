import { DeleteImageRequest } from '@alicloud/ecs20140526/dist/models/DeleteImageRequest';
import { DeleteImageResponse } from '@alicloud/ecs20140526/dist/models/DeleteImageResponse';
import { DeleteSnapshotRequest } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotRequest';
import { DeleteSnapshotResponse } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotResponse';
import {
  DescribeImagesRequest,
  DescribeImagesRequestTag,
} from '@alicloud/ecs20140526/dist/models/DescribeImagesRequest';
import { DescribeImagesResponse } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponse';
import { JoinResourceGroupRequest } from '@alicloud/ecs20140526/dist/models/JoinResourceGroupRequest';
import { JoinResourceGroupResponse } from '@alicloud/ecs20140526/dist/models/JoinResourceGroupResponse';
import { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';
import { ModifyImageAttributeResponse } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeResponse';
import { TagResourcesRequest, TagResourcesRequestTag } from '@alicloud/ecs20140526/dist/models/TagResourcesRequest';
import { TagResourcesResponse } from '@alicloud/ecs20140526/dist/models/TagResourcesResponse';
import { UntagResourcesRequest } from '@alicloud/ecs20140526/dist/models/UntagResourcesRequest';
import { UntagResourcesResponse } from '@alicloud/ecs20140526/dist/models/UntagResourcesResponse';
import { askUntilFound, type Tries } from '../calling/asking';
import { OutcomeOfError } from '../calling/call';
import { field } from '../calling/told';
import type { Runtime } from '../failure/clock';
import { Failure } from '../failure/failure';
import { isImageId } from '../life/ids';
import type {
  AttributeChange,
  Changes,
  CloudFacts,
  DeleteOutcome,
  Image,
  ImageCloud,
  ImagePage,
  ImageRef,
  ImageSpec,
  Remains,
  RemovalScope,
  SnapshotOutcome,
  Tag,
} from '../life/port';
import type { EcsCalls } from './ecs-calls';
import { ECS_FACTS } from './ecs-facts';
import { ALL_STATES, toImage } from './image';
import { listProblem, PAGE_SIZE } from './image-list';
import type { EcsMaking } from './making';
import type { EcsProperties } from './property';

/** UntagResources accepts 20 keys, TagResources 20 tags. */
const TAGS_PER_CALL = 20;

const IMAGE = { resourceType: 'image' } as const;
const REMOVAL_OF_SNAPSHOTS = 'DeleteSnapshot';

/** An answer of DescribeImages: its images and, to know whether there are more, the number of its entries and of all images. */
interface Described {
  readonly images: readonly Image[];
  readonly entries: number;
  readonly total?: number;
}

/** Implements what the life of an image needs from ECS. */
export class EcsImages implements ImageCloud {
  readonly remains: Remains = {
    action: REMOVAL_OF_SNAPSHOTS,
    remove: (regionId, snapshotId) => this.#removeSnapshot(regionId, snapshotId),
  };
  readonly cancel?: NonNullable<ImageCloud['cancel']>;

  constructor(
    private readonly ecs: EcsCalls,
    private readonly runtime: Pick<Runtime, 'sleep'>,
    private readonly properties: EcsProperties,
    readonly making: EcsMaking,
    readonly facts: CloudFacts = ECS_FACTS,
  ) {
    const { cancel } = making;
    if (cancel) this.cancel = (ref) => cancel(ecs, ref);
  }

  handleOf(imageId: string) {
    return { imageId };
  }

  idOf(handle: unknown) {
    const imageId = field(handle, 'imageId');
    return isImageId(imageId) ? imageId : undefined;
  }

  start(spec: ImageSpec): Promise<ImageRef> {
    return this.making.start(this.ecs, spec);
  }

  async find(ref: ImageRef, tries?: Tries) {
    const { images } = await this.#describe(ref.regionId, { imageId: ref.id }, tries);
    return images.find((image) => image.ref.id === ref.id);
  }

  async recover({ regionId, name: imageName }: { readonly regionId: string; readonly name?: string }, tries?: Tries) {
    // ImageName selects all names that contain it. They may fill more than one page.
    for (let pageNumber = 1; ; pageNumber += 1) {
      const { images, next } = await this.#page(regionId, pageNumber, { imageName }, tries);
      const found = images.filter(({ name }) => name === imageName);
      if (found.length > 0 || next === undefined) return found;
    }
  }

  async findByTag(regionId: string, tag: Tag) {
    const found: Image[] = [];
    for (let pageNumber = 1; ; pageNumber += 1) {
      const { images, next } = await this.#page(regionId, pageNumber, { tag: [new DescribeImagesRequestTag(tag)] });
      found.push(...images);
      if (next === undefined) return found;
    }
  }

  list(regionId: string, pageNumber: number) {
    return this.#page(regionId, pageNumber);
  }

  /**
   * Makes a dry run of the list of own images, which "checks whether the RAM user is granted the required authorization" and then ends with
   * the error DryRunOperation (DescribeImages documentation, DryRun). It requests the same resource as the list. A dry run for public
   * images would prove nothing, because policies do not apply to those (same page, ImageOwnerAlias). Any other answer confirms nothing, for
   * example a list of a service that ignores DryRun. It is not known whether a service that hides images from users without permission to
   * list them checks a dry run more strictly than the list.
   */
  async mayList(regionId: string) {
    const answer = await this.ecs.call(
      { name: 'DescribeImages', response: DescribeImagesResponse },
      regionId,
      new DescribeImagesRequest({ status: ALL_STATES, imageOwnerAlias: 'self', dryRun: true }),
      ['permitted'],
    );
    return answer instanceof OutcomeOfError;
  }

  async settle(ref: ImageRef, { attributes, resourceGroupId, tags }: Changes) {
    // Tags are set before the name, because an image that is identified by its request must always be found by one of them.
    await this.#removeTags(ref, tags.removeFirst);
    await this.#setTags(ref, tags.set);
    await this.#removeTags(ref, tags.removeLast);
    if (Object.keys(attributes).length > 0) await this.#changeWhatMayBeEmpty(ref, attributes);
    if (resourceGroupId !== undefined) await this.#moveToResourceGroup(ref, resourceGroupId);
  }

  async remove({ regionId, id: imageId }: ImageRef, { force }: RemovalScope): Promise<DeleteOutcome> {
    const answer = await this.ecs.call(
      { name: 'DeleteImage', response: DeleteImageResponse },
      regionId,
      new DeleteImageRequest({ imageId, force }),
      ['absent', 'inUse'],
    );
    if (!(answer instanceof OutcomeOfError)) return 'accepted';
    return answer.outcome === 'absent' ? 'absent' : { inUse: answer.failure };
  }

  /**
   * Makes a dry run of DeleteImage (DeleteImage documentation, DryRun). A service that ignores DryRun removes the image and answers as if
   * DryRun were absent; one that accepts the deletion of a missing image may answer so, too.
   */
  async existenceOf({ regionId, id: imageId }: ImageRef, { force }: RemovalScope) {
    const answer = await this.ecs.call(
      { name: 'DeleteImage', response: DeleteImageResponse },
      regionId,
      new DeleteImageRequest({ imageId, force, dryRun: true }),
      ['absent', 'inUse', 'permitted'],
    );
    if (!(answer instanceof OutcomeOfError)) return 'removed' as const;
    return answer.outcome === 'absent' ? ('unknown' as const) : ('exists' as const);
  }

  async #removeSnapshot(regionId: string, snapshotId: string): Promise<SnapshotOutcome> {
    const answer = await this.ecs.call(
      { name: REMOVAL_OF_SNAPSHOTS, response: DeleteSnapshotResponse },
      regionId,
      new DeleteSnapshotRequest({ snapshotId }),
      ['busy', 'deleted'],
    );
    return answer instanceof OutcomeOfError ? answer.outcome : 'deleted';
  }

  /** An empty text that ECS does not accept is left out. No template asks for it, so the change must not fail because of it. */
  async #changeWhatMayBeEmpty(ref: ImageRef, change: AttributeChange) {
    try {
      await this.#changeAttributes(ref, change);
    } catch (error) {
      const filled = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== ''));
      const empty = Object.keys(change).filter((name) => change[name] === '');
      if (!(error instanceof Failure && error.code === 'InvalidRequest') || empty.length === 0) throw error;
      if (Object.keys(filled).length > 0) await this.#changeAttributes(ref, filled);
      // One of several may be accepted.
      if (empty.length > 1) for (const name of empty) await this.#changeWhatMayBeEmpty(ref, { [name]: '' });
    }
  }

  async #changeAttributes({ regionId, id: imageId }: ImageRef, change: AttributeChange) {
    const parts = Object.entries(change).map(([name, value]) => this.properties[name]?.changed?.(String(value)));
    await this.ecs.call(
      { name: 'ModifyImageAttribute', response: ModifyImageAttributeResponse },
      regionId,
      new ModifyImageAttributeRequest(Object.assign({ imageId }, ...parts)),
    );
  }

  async #moveToResourceGroup({ regionId, id: imageId }: ImageRef, resourceGroupId: string) {
    await this.ecs.call(
      { name: 'JoinResourceGroup', response: JoinResourceGroupResponse },
      regionId,
      new JoinResourceGroupRequest({ ...IMAGE, resourceId: imageId, resourceGroupId }),
      ['done'],
    );
  }

  async #setTags(ref: ImageRef, tags: readonly Tag[]) {
    for (const part of inParts(tags)) {
      const tag = part.map((entry) => new TagResourcesRequestTag(entry));
      await this.ecs.call(
        { name: 'TagResources', response: TagResourcesResponse },
        ref.regionId,
        new TagResourcesRequest({ ...resource(ref), tag }),
      );
    }
  }

  async #removeTags(ref: ImageRef, keys: readonly string[]) {
    for (const tagKey of inParts(keys)) {
      await this.ecs.call(
        { name: 'UntagResources', response: UntagResourcesResponse },
        ref.regionId,
        new UntagResourcesRequest({ ...resource(ref), tagKey }),
      );
    }
  }

  #describe(regionId: string, query: Partial<DescribeImagesRequest>, tries: Tries | undefined): Promise<Described> {
    const isFound = ({ entries }: Described): boolean => entries > 0;
    return askUntilFound(() => this.#describeOnce(regionId, query), isFound, this.runtime, tries);
  }

  async #describeOnce(regionId: string, query: Partial<DescribeImagesRequest>): Promise<Described> {
    const body = await this.ecs.call(
      {
        name: 'DescribeImages',
        response: DescribeImagesResponse,
        problem: (answer) => listProblem(answer, { ...query, regionId }),
      },
      regionId,
      new DescribeImagesRequest({ status: ALL_STATES, imageOwnerAlias: 'self', ...query }),
      ['absent'],
    );
    if (body instanceof OutcomeOfError) return { images: [], entries: 0 };
    const entries = body.images?.image ?? [];
    const images = entries
      .map((image) => toImage(image, regionId, this.properties))
      .filter((image): image is Image => image !== undefined);
    return { images, entries: entries.length, total: body.totalCount };
  }

  async #page(
    regionId: string,
    pageNumber: number,
    query: Partial<DescribeImagesRequest> = {},
    tries?: Tries,
  ): Promise<ImagePage> {
    const ofPage = { ...query, pageNumber, pageSize: PAGE_SIZE };
    const { images, entries, total } = await this.#describe(regionId, ofPage, tries);
    const more = total === undefined ? entries === PAGE_SIZE : entries > 0 && pageNumber * PAGE_SIZE < total;
    return { images, ...(more && { next: pageNumber + 1 }) };
  }
}

function resource({ id }: ImageRef) {
  return { ...IMAGE, resourceId: [id] };
}

function inParts<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += TAGS_PER_CALL) parts.push(items.slice(at, at + TAGS_PER_CALL));
  return parts;
}
