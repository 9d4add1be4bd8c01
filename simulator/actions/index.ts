import type { Action } from './action';
import { cancelCopyImage } from './cancel-copy-image';
import { copyImage } from './copy-image';
import { deleteImage } from './delete-image';
import { deleteSnapshot } from './delete-snapshot';
import { describeImages } from './describe-images';
import { describeRegions } from './describe-regions';
import { joinResourceGroup } from './join-resource-group';
import { listTagResources } from './list-tag-resources';
import { modifyImageAttribute } from './modify-image-attribute';
import { tagResources, untagResources } from './tag-resources';

/** By API version and name. Another API on the same port, such as STS, is another version here. */
const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  '2014-05-26': {
    CancelCopyImage: cancelCopyImage,
    CopyImage: copyImage,
    DeleteImage: deleteImage,
    DeleteSnapshot: deleteSnapshot,
    DescribeImages: describeImages,
    DescribeRegions: describeRegions,
    JoinResourceGroup: joinResourceGroup,
    ListTagResources: listTagResources,
    ModifyImageAttribute: modifyImageAttribute,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
};

const apis = new Map(Object.entries(actions).map(([version, byName]) => [version, new Map(Object.entries(byName))]));

/** What an API does under a name, or undefined if it has no such action. */
export function findAction(version: string, name: string): Action | undefined {
  return apis.get(version)?.get(name);
}
