import { cancelCopyImage } from './cancel-copy-image';
import { copyImage } from './copy-image';
import { createImage } from './create-image';
import { deleteImage } from './delete-image';
import { deleteSnapshot } from './delete-snapshot';
import { describeImageFromFamily } from './describe-image-from-family';
import { describeImages } from './describe-images';
import { describeInstances } from './describe-instances';
import { describeRegions } from './describe-regions';
import { describeSnapshots } from './describe-snapshots';
import { describeTags } from './describe-tags';
import { describeImageSharePermission, modifyImageSharePermission } from './image-sharing';
import { joinResourceGroup } from './join-resource-group';
import { listTagResources } from './list-tag-resources';
import { modifyImageAttribute } from './modify-image-attribute';
import type { Operation } from './operation';
import { tagResources, untagResources } from './tag-resources';

const actions: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CancelCopyImage: cancelCopyImage,
    CopyImage: copyImage,
    CreateImage: createImage,
    DeleteImage: deleteImage,
    DeleteSnapshot: deleteSnapshot,
    DescribeImageFromFamily: describeImageFromFamily,
    DescribeImageSharePermission: describeImageSharePermission,
    DescribeImages: describeImages,
    DescribeInstances: describeInstances,
    DescribeRegions: describeRegions,
    DescribeSnapshots: describeSnapshots,
    DescribeTags: describeTags,
    JoinResourceGroup: joinResourceGroup,
    ListTagResources: listTagResources,
    ModifyImageAttribute: modifyImageAttribute,
    ModifyImageSharePermission: modifyImageSharePermission,
    TagResources: tagResources,
    UntagResources: untagResources,
  }),
);

/** The operation of an action; `undefined` if ECS has no such action. */
export function findOperation(name: string): Operation | undefined {
  return actions.get(name);
}
