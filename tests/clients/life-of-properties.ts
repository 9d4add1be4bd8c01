import { type AlibabaStep, empty, HERE, image, tag } from './step-of-alibaba';

const GROUP = 'rg-acfmimages';
const OTHER_ACCOUNT = '6543210987654321';
const one = (kept: string | undefined) => ({ ResourceType: 'image', ResourceId: [kept] });

/** What is done to a copy that is there: name, tags, group, share. */
export const CHANGING: readonly AlibabaStep[] = [
  {
    name: 'rename and describe it, and put it into a family',
    action: 'ModifyImageAttribute',
    parameters: ({ copy }) => ({
      ...HERE,
      ImageId: copy,
      ImageName: 'life-renamed',
      Description: 'a new description',
      ImageFamily: 'life',
    }),
    shows: () => ({}),
  },
  {
    name: 'read it under its new name',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, ImageName: 'life-renamed' }),
    shows: ({ copy }) => image({ ImageId: copy, Description: 'a new description', ImageFamily: 'life' }),
  },
  {
    name: 'tag it',
    action: 'TagResources',
    parameters: ({ copy }) => ({ ...HERE, ...one(copy), Tag: [{ Key: 'build', Value: '42' }] }),
    shows: () => ({}),
  },
  {
    name: 'list its tags',
    action: 'ListTagResources',
    parameters: ({ copy }) => ({ ...HERE, ...one(copy) }),
    shows: ({ copy }) => ({
      TagResources: {
        TagResource: expect.arrayContaining([
          expect.objectContaining({ ResourceId: copy, TagKey: 'build', TagValue: '42' }),
          expect.objectContaining({ ResourceId: copy, TagKey: 'team', TagValue: 'life' }),
        ]),
      },
    }),
  },
  {
    name: 'list its tags in the older way',
    action: 'DescribeTags',
    parameters: ({ copy }) => ({ ...HERE, ResourceType: 'image', ResourceId: copy }),
    shows: () => ({
      TotalCount: 3,
      Tags: { Tag: expect.arrayContaining([tag('build', '42')]) },
    }),
  },
  {
    name: 'take one tag off',
    action: 'UntagResources',
    parameters: ({ copy }) => ({ ...HERE, ...one(copy), TagKey: ['team'] }),
    shows: () => ({}),
  },
  {
    name: 'take all tags off',
    action: 'UntagResources',
    parameters: ({ copy }) => ({ ...HERE, ...one(copy), All: true }),
    shows: () => ({}),
  },
  {
    name: 'read it without tags',
    action: 'DescribeImages',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: () => image({ Tags: empty('Tag') }),
  },
  {
    name: 'move it into a resource group',
    action: 'JoinResourceGroup',
    parameters: ({ copy }) => ({ ...HERE, ResourceType: 'image', ResourceId: copy, ResourceGroupId: GROUP }),
    shows: () => ({}),
  },
  {
    name: 'read what is in that group',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, ResourceGroupId: GROUP }),
    shows: ({ copy }) => image({ ImageId: copy, ResourceGroupId: GROUP }),
  },
  {
    name: 'share it with an account',
    action: 'ModifyImageSharePermission',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, AddAccount: [OTHER_ACCOUNT] }),
    shows: () => ({}),
  },
  {
    name: 'read with whom it is shared',
    action: 'DescribeImageSharePermission',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: ({ copy }) => ({ ImageId: copy, Accounts: { Account: [{ AliyunId: OTHER_ACCOUNT }] } }),
  },
  {
    name: 'delete it while it is shared: refused',
    action: 'DeleteImage',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    refused: { status: 403, code: 'ImageUseShared' },
  },
  {
    name: 'share it no longer',
    action: 'ModifyImageSharePermission',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, RemoveAccount: [OTHER_ACCOUNT] }),
    shows: () => ({}),
  },
];
