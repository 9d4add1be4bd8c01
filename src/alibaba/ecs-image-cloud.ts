import { CancelCopyImageRequest } from '@alicloud/ecs20140526/dist/models/CancelCopyImageRequest';
import { CancelCopyImageResponse } from '@alicloud/ecs20140526/dist/models/CancelCopyImageResponse';
import { CopyImageRequest, CopyImageRequestTag } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { CopyImageResponse } from '@alicloud/ecs20140526/dist/models/CopyImageResponse';
import { DeleteImageRequest } from '@alicloud/ecs20140526/dist/models/DeleteImageRequest';
import { DeleteImageResponse } from '@alicloud/ecs20140526/dist/models/DeleteImageResponse';
import { DeleteSnapshotRequest } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotRequest';
import { DeleteSnapshotResponse } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotResponse';
import {
  DescribeImagesRequest,
  DescribeImagesRequestTag,
} from '@alicloud/ecs20140526/dist/models/DescribeImagesRequest';
import { DescribeImagesResponse } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponse';
import type { DescribeImagesResponseBody } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import { JoinResourceGroupRequest } from '@alicloud/ecs20140526/dist/models/JoinResourceGroupRequest';
import { JoinResourceGroupResponse } from '@alicloud/ecs20140526/dist/models/JoinResourceGroupResponse';
import { ModifyImageAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';
import { ModifyImageAttributeResponse } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeResponse';
import { TagResourcesRequest, TagResourcesRequestTag } from '@alicloud/ecs20140526/dist/models/TagResourcesRequest';
import { TagResourcesResponse } from '@alicloud/ecs20140526/dist/models/TagResourcesResponse';
import { UntagResourcesRequest } from '@alicloud/ecs20140526/dist/models/UntagResourcesRequest';
import { UntagResourcesResponse } from '@alicloud/ecs20140526/dist/models/UntagResourcesResponse';
import { field } from '../calling/told';
import {
  type CloudFacts,
  type CopySpec,
  type Image,
  type ImageCloud,
  type ImagePage,
  type ImageRef,
  isImageId,
} from '../life/port';
import { EcsClient, type EcsConfig } from './ecs-client';
import { ALL_STATES, imageProblem, isTagged, toImage } from './image';
import type { EcsProperties } from './property';

/** DescribeImages: "maximum 100". */
const PAGE_SIZE = 100;
/** UntagResources takes 20 keys, TagResources 20 tags. */
const TAGS_PER_CALL = 20;
/** CopyImage answers slowly at times, and an answer that is not waited for is a copy of unknown ID (coreos-assembler issue 2592). */
const COPY_TIMEOUT = 25_000;
/** Time to look for a copy by its name, if no attempt was answered. */
const LOOK_UP_TIME = 10_000;

/** How long after an empty list the next looks are, in milliseconds: one, or for a name that ECS calls taken some more. */
const SECOND_LOOK = [1_500];
const LOOKS_FOR_NAME = [1_500, 2_000, 3_000];

const IMAGE = { resourceType: 'image' } as const;

type DescribeImagesQuery = Partial<DescribeImagesRequest> & { readonly regionId: string };

/** What is peculiar to ECS. */
export const ECS_FACTS: CloudFacts = {
  service: 'ECS',
  listPermission: 'ecs:DescribeImages',
  beingCopiedCode: 'OperationDenied.ImageCopying',
  snapshotAction: 'DeleteSnapshot',
  tags: {
    // "Up to 20 tags can be added to a resource" (TagResources).
    perImage: 20,
    longestKey: 128,
    longestValue: 128,
    // TagKey.Duplication: regardless of case.
    sameKey: (key) => key.toLowerCase(),
    hiddenPrefixes: ['acs:'],
    reservedPrefixes: ['acs:', 'aliyun'],
  },
};

/** ECS as the life of an image needs it. */
export function ecsImageCloud(config: EcsConfig, properties: EcsProperties): ImageCloud {
  const client = new EcsClient(config);

  const describe = async (regionId: string, query: Partial<DescribeImagesRequest>) => {
    const body = await client.call(
      {
        name: 'DescribeImages',
        response: DescribeImagesResponse,
        problem: (answer) => listProblem(answer, { ...query, regionId }),
      },
      regionId,
      new DescribeImagesRequest({ status: ALL_STATES, imageOwnerAlias: 'self', ...query }),
      ['absent'],
    );
    if (body === 'absent') return { images: [], entries: 0, total: 0 };
    const entries = body.images?.image ?? [];
    const images = entries
      .map((image) => toImage(image, regionId, properties))
      .filter((image): image is Image => image !== undefined);
    return { images, entries: entries.length, total: body.totalCount };
  };

  /** As above; a list may lag behind, so that an empty one is asked for again after each of these pauses. */
  const describeAgain =
    (pauses: readonly number[]): typeof describe =>
    async (regionId, query) => {
      let answer = await describe(regionId, query);
      for (const pause of pauses) {
        if (answer.entries > 0) break;
        await config.runtime.sleep(pause);
        answer = await describe(regionId, query);
      }
      return answer;
    };

  const page = async (
    regionId: string,
    pageNumber: number,
    query: Partial<DescribeImagesRequest> = {},
    ask = describe,
  ): Promise<ImagePage> => {
    const { images, entries, total } = await ask(regionId, { ...query, pageNumber, pageSize: PAGE_SIZE });
    const more = total === undefined ? entries === PAGE_SIZE : entries > 0 && pageNumber * PAGE_SIZE < total;
    return { images, more };
  };

  return {
    facts: ECS_FACTS,

    handleOf: (imageId) => ({ imageId }),

    idOf(handle) {
      const imageId = field(handle, 'imageId');
      return isImageId(imageId) ? imageId : undefined;
    },

    async start(spec) {
      const { source, regionId } = spec;
      const body = await client.call(
        {
          name: 'CopyImage',
          response: CopyImageResponse,
          problem: ({ imageId }) => (isImageId(imageId) ? undefined : 'the answer has no image ID'),
          attemptTimeout: COPY_TIMEOUT,
          reserve: LOOK_UP_TIME,
        },
        source.regionId,
        new CopyImageRequest({
          ...sentOf(spec.properties, properties),
          imageId: source.id,
          destinationRegionId: regionId,
          destinationImageName: spec.name,
          tag: spec.tags.map((tag) => new CopyImageRequestTag(tag)),
          clientToken: spec.token,
        }),
      );
      const { imageId: id = '' } = body;
      return { regionId, id };
    },

    async find(ref, asked = 'once') {
      const ask = asked === 'twice' ? describeAgain(SECOND_LOOK) : describe;
      const { images } = await ask(ref.regionId, { imageId: ref.id });
      return images.find((image) => image.ref.id === ref.id);
    },

    async findByName(regionId, imageName) {
      // ImageName narrows to the names that hold it, of which there may be more than a page.
      for (let pageNumber = 1; ; pageNumber += 1) {
        const { images, more } = await page(regionId, pageNumber, { imageName }, describeAgain(LOOKS_FOR_NAME));
        const found = images.filter(({ name }) => name === imageName);
        if (found.length > 0 || !more) return found;
      }
    },

    async findByTag(regionId, tag) {
      const found: Image[] = [];
      for (let pageNumber = 1; ; pageNumber += 1) {
        const { images, more } = await page(regionId, pageNumber, { tag: [new DescribeImagesRequestTag(tag)] });
        found.push(...images);
        if (!more) return found;
      }
    },

    list: (regionId, pageNumber) => page(regionId, pageNumber),

    async cancel({ regionId, id: imageId }) {
      const answer = await client.call(
        { name: 'CancelCopyImage', response: CancelCopyImageResponse },
        regionId,
        new CancelCopyImageRequest({ imageId }),
        ['finished', 'refused', 'absent'],
      );
      return typeof answer === 'string' ? answer : 'accepted';
    },

    async changeAttributes({ regionId, id: imageId }, change) {
      const parts = Object.entries(change).map(([name, text]) => properties[name]?.changed?.(text));
      await client.call(
        { name: 'ModifyImageAttribute', response: ModifyImageAttributeResponse },
        regionId,
        new ModifyImageAttributeRequest(Object.assign({ imageId }, ...parts)),
      );
    },

    async moveToResourceGroup({ regionId, id: imageId }, resourceGroupId) {
      await client.call(
        { name: 'JoinResourceGroup', response: JoinResourceGroupResponse },
        regionId,
        new JoinResourceGroupRequest({ ...IMAGE, resourceId: imageId, resourceGroupId }),
        ['done'],
      );
    },

    async setTags(ref, tags) {
      for (const part of inParts(tags)) {
        const tag = part.map((entry) => new TagResourcesRequestTag(entry));
        await client.call(
          { name: 'TagResources', response: TagResourcesResponse },
          ref.regionId,
          new TagResourcesRequest({ ...resource(ref), tag }),
        );
      }
    },

    async removeTags(ref, keys) {
      for (const tagKey of inParts(keys)) {
        await client.call(
          { name: 'UntagResources', response: UntagResourcesResponse },
          ref.regionId,
          new UntagResourcesRequest({ ...resource(ref), tagKey }),
        );
      }
    },

    async remove({ regionId, id: imageId }, force) {
      const answer = await client.call(
        { name: 'DeleteImage', response: DeleteImageResponse },
        regionId,
        new DeleteImageRequest({ imageId, force }),
        ['absent', 'copying'],
      );
      return typeof answer === 'string' ? answer : 'accepted';
    },

    async removeSnapshot(regionId, snapshotId) {
      const answer = await client.call(
        { name: 'DeleteSnapshot', response: DeleteSnapshotResponse },
        regionId,
        new DeleteSnapshotRequest({ snapshotId }),
        ['busy', 'deleted'],
      );
      return typeof answer === 'string' ? answer : 'deleted';
    },
  };
}

/** Why a body is not an answer to a query of images: an image that is not shown may be there, so a list has to be a list, and the right one. */
function listProblem(
  { images, totalCount = 0, regionId, pageNumber: page }: DescribeImagesResponseBody,
  asked: DescribeImagesQuery,
): string | undefined {
  const { imageId, tag, pageNumber = 1, pageSize = PAGE_SIZE } = asked;
  const entries = images?.image;
  if (!Array.isArray(entries)) return 'the answer has no list of images';
  if ((regionId ?? asked.regionId) !== asked.regionId) return 'the answer is about another region';
  if ((page ?? pageNumber) !== pageNumber) return 'the answer is another page';
  if (totalCount < 0) return 'the answer counts less than nothing';
  if (entries.length === 0) {
    return totalCount > (pageNumber - 1) * pageSize ? 'the answer counts images that it does not list' : undefined;
  }
  if (imageId !== undefined && !entries.some((image) => image?.imageId === imageId))
    return 'the answer is about others';
  if (tag?.some((wanted) => !entries.every((image) => isTagged(image, wanted)))) return 'the answer is about others';
  return entries.map(imageProblem).find((problem) => problem !== undefined);
}

/** The parameters of CopyImage that the properties of a copy are sent in. */
function sentOf(values: CopySpec['properties'], properties: EcsProperties): Partial<CopyImageRequest> {
  const parameters = Object.entries(values).map(([name, value]) => [properties[name]?.sent, value] as const);
  return Object.fromEntries(parameters.filter(([parameter]) => parameter !== undefined));
}

function resource({ id }: ImageRef) {
  return { ...IMAGE, resourceId: [id] };
}

function inParts<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += TAGS_PER_CALL) parts.push(items.slice(at, at + TAGS_PER_CALL));
  return parts;
}
