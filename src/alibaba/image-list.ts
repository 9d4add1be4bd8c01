import type { DescribeImagesRequest } from '@alicloud/ecs20140526/dist/models/DescribeImagesRequest';
import type { DescribeImagesResponseBody } from '@alicloud/ecs20140526/dist/models/DescribeImagesResponseBody';
import { imageProblem, isTagged } from './image';

/** DescribeImages: "maximum 100". */
export const PAGE_SIZE = 100;

type DescribeImagesQuery = Partial<DescribeImagesRequest> & { readonly regionId: string };

/** Why a body does not answer a query for images. An image that a list does not show may exist, so it must be a list, and the right one. */
export function listProblem(
  { images, totalCount = 0, regionId, pageNumber: page }: DescribeImagesResponseBody,
  asked: DescribeImagesQuery,
): string | undefined {
  const { imageId, tag, pageNumber = 1, pageSize = PAGE_SIZE } = asked;
  const entries = images?.image;
  if (!Array.isArray(entries)) return 'it has no list of images';
  if ((regionId ?? asked.regionId) !== asked.regionId) return 'it is about another region';
  if ((page ?? pageNumber) !== pageNumber) return 'it is a different page';
  if (totalCount < 0) return 'it has a negative total';
  if (entries.length === 0) {
    return totalCount > (pageNumber - 1) * pageSize ? 'it counts images but lists none' : undefined;
  }
  if (imageId !== undefined && !entries.some((image) => image.imageId === imageId)) return 'it lists other images';
  if (tag?.some((wanted) => !entries.every((image) => isTagged(image, wanted)))) return 'it lists other images';
  return entries.map(imageProblem).find((problem) => problem !== undefined);
}
