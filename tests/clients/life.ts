import type { PolicyDocument, Simulator } from '../../simulator/index';
import type { Answer, Kept, Key, Step } from './step';

const SOURCE = { RegionId: 'cn-hangzhou', ImageId: 'm-bp1golden1ubuntu24' };
export const SOURCE_NAME = 'golden-ubuntu-24.04-v42';
const HERE = { RegionId: 'cn-shanghai' };
const EVERY_STATUS = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';
const MISSING = 'm-uf6000000000000nobody';
const INSTANCE = 'i-uf6builder0ubuntu24';
const GROUP = 'rg-acfmimages';
const OTHER_ACCOUNT = '6543210987654321';
/** The role that the session of the life assumes. */
export const ROLE = 'image-copier';
const ACCOUNT = '1234567890123456';
const ROLE_ARN = `acs:ram::${ACCOUNT}:role/${ROLE}`;
const ONLY_READING: PolicyDocument = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'ecs:Describe*', Resource: '*' }],
};
/** Characters that the signatures' ways of encoding are known to differ in. */
const DESCRIPTION = "hardened a+b/c=d & e~f *(1)! 'é' 镜像";

const THIRD = {
  ...SOURCE,
  DestinationRegionId: HERE.RegionId,
  DestinationImageName: 'life-cancelled',
  ClientToken: 'life-0123456789',
};

const image = (shown: object) => ({ TotalCount: 1, Images: { Image: [shown] } });
/** A list without items: some clients leave it out. */
const empty = (list: string) => expect.not.objectContaining({ [list]: expect.arrayContaining([expect.anything()]) });
const none = () => ({ TotalCount: 0, Images: empty('Image') });
const tag = (TagKey: string, TagValue: string) => expect.objectContaining({ TagKey, TagValue });
const one = (kept: string | undefined) => ({ ResourceType: 'image', ResourceId: [kept] });
/** A session's key as it is kept for later steps. */
export const sessionOf = (key: Answer['Credentials']): Record<string, string> => ({
  sessionId: key?.AccessKeyId ?? '',
  sessionSecret: key?.AccessKeySecret ?? '',
  sessionToken: key?.SecurityToken ?? '',
});
const sessionKey = (_: Key, { sessionId = '', sessionSecret = '', sessionToken = '' }: Kept): Key => ({
  id: sessionId,
  secret: sessionSecret,
  token: sessionToken,
});
const anHour = (simulator: Simulator): void => simulator.clock.advance(3_600_000);

/** From the first look at the account to the last image deleted. */
export const LIFE: readonly Step<Simulator, Answer>[] = [
  {
    name: 'list the regions',
    action: 'DescribeRegions',
    shows: () => ({ Regions: { Region: expect.arrayContaining([expect.objectContaining(HERE)]) } }),
  },
  {
    name: 'find the source by its name',
    action: 'DescribeImages',
    parameters: () => ({ RegionId: SOURCE.RegionId, ImageName: SOURCE_NAME }),
    shows: () => image({ ImageId: SOURCE.ImageId, ImageName: SOURCE_NAME, Status: 'Available', IsCopied: false }),
  },
  {
    name: 'find the newest image of a family',
    action: 'DescribeImageFromFamily',
    parameters: () => ({ RegionId: SOURCE.RegionId, ImageFamily: 'golden-ubuntu' }),
    shows: () => ({ Image: { ImageId: SOURCE.ImageId, ImageFamily: 'golden-ubuntu' } }),
  },
  {
    name: 'copy it',
    action: 'CopyImage',
    parameters: () => ({
      ...SOURCE,
      DestinationRegionId: HERE.RegionId,
      DestinationImageName: SOURCE_NAME,
      DestinationDescription: DESCRIPTION,
      Tag: [
        { Key: 'team', Value: 'life' },
        { Key: 'a key', Value: DESCRIPTION },
      ],
    }),
    keeps: ({ ImageId = '' }) => ({ copy: ImageId }),
  },
  {
    name: 'read it by its ID while it is copied',
    action: 'DescribeImages',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, Status: EVERY_STATUS }),
    shows: ({ copy }) => image({ ImageId: copy, Status: 'Creating', Progress: '0%', IsCopied: true }),
  },
  {
    name: 'read without a status: only finished images',
    action: 'DescribeImages',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: none,
  },
  {
    name: 'delete it while it is copied: refused',
    action: 'DeleteImage',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, Force: true }),
    refused: { status: 403, code: 'OperationDenied.ImageCopying' },
  },
  {
    name: 'copy once more, encrypted',
    action: 'CopyImage',
    parameters: () => ({
      ...SOURCE,
      DestinationRegionId: HERE.RegionId,
      DestinationImageName: 'life-encrypted',
      Encrypted: true,
      KMSKeyId: 'key-sha00example',
    }),
    keeps: ({ ImageId = '' }) => ({ encrypted: ImageId }),
  },
  {
    name: 'copy under a name that is taken: refused',
    action: 'CopyImage',
    parameters: () => ({ ...SOURCE, DestinationRegionId: HERE.RegionId, DestinationImageName: SOURCE_NAME }),
    refused: { status: 400, code: 'InvalidImageName.Duplicated' },
  },
  {
    name: 'copy a third time',
    action: 'CopyImage',
    parameters: () => THIRD,
    keeps: ({ ImageId = '' }) => ({ cancelled: ImageId }),
  },
  {
    name: 'send that again, with its token: the same image',
    needs: 'token',
    action: 'CopyImage',
    parameters: () => THIRD,
    shows: ({ cancelled }) => ({ ImageId: cancelled }),
  },
  {
    name: 'cancel that',
    action: 'CancelCopyImage',
    parameters: ({ cancelled }) => ({ ...HERE, ImageId: cancelled }),
    shows: () => ({}),
  },
  {
    name: 'read what was cancelled: gone',
    action: 'DescribeImages',
    parameters: ({ cancelled }) => ({ ...HERE, ImageId: cancelled, Status: EVERY_STATUS }),
    shows: none,
  },
  {
    name: 'read it an hour later: finished',
    action: 'DescribeImages',
    before: anHour,
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: ({ copy }) =>
      image({
        ImageId: copy,
        ImageName: SOURCE_NAME,
        Description: DESCRIPTION,
        Status: 'Available',
        Progress: '100%',
        IsCopied: true,
        Size: 40,
        Tags: {
          Tag: expect.arrayContaining([tag('team', 'life'), tag('a key', DESCRIPTION)]),
        },
      }),
    keeps: ({ Images }) => ({
      snapshot: Images?.Image[0]?.DiskDeviceMappings.DiskDeviceMapping[0]?.SnapshotId ?? '',
    }),
  },
  {
    name: 'cancel what is finished: refused',
    action: 'CancelCopyImage',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    refused: { status: 400, code: 'IncorrectImageStatus' },
  },
  {
    name: 'read it by its name',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, ImageName: SOURCE_NAME }),
    shows: ({ copy }) => image({ ImageId: copy }),
  },
  {
    name: 'read it by a tag',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, Tag: [{ Key: 'team', Value: 'life' }] }),
    shows: ({ copy }) => image({ ImageId: copy }),
  },
  {
    name: 'read a page',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, PageNumber: 2, PageSize: 1 }),
    shows: () => ({ TotalCount: 2, PageNumber: 2, PageSize: 1, Images: { Image: [expect.anything()] } }),
  },
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
  {
    name: 'read its snapshot',
    action: 'DescribeSnapshots',
    parameters: ({ snapshot }) => ({ ...HERE, SnapshotIds: JSON.stringify([snapshot]) }),
    shows: ({ snapshot }) => ({ Snapshots: { Snapshot: [{ SnapshotId: snapshot, Status: 'accomplished' }] } }),
  },
  {
    name: 'tag the snapshot',
    action: 'TagResources',
    parameters: ({ snapshot }) => ({
      ...HERE,
      ResourceType: 'snapshot',
      ResourceId: [snapshot],
      Tag: [{ Key: 'team', Value: 'life' }],
    }),
    shows: () => ({}),
  },
  {
    name: 'read the snapshot by its tag',
    action: 'DescribeSnapshots',
    parameters: () => ({ ...HERE, Tag: [{ Key: 'team', Value: 'life' }] }),
    shows: ({ snapshot }) => ({
      TotalCount: 1,
      Snapshots: { Snapshot: [{ SnapshotId: snapshot, Tags: { Tag: [tag('team', 'life')] } }] },
    }),
  },
  {
    name: 'read a page of snapshots by its number',
    action: 'DescribeSnapshots',
    parameters: () => ({ ...HERE, PageNumber: 2, PageSize: 1 }),
    shows: () => ({ PageNumber: 2, PageSize: 1, Snapshots: { Snapshot: [expect.anything()] } }),
  },
  {
    name: 'read the first snapshot',
    action: 'DescribeSnapshots',
    parameters: () => ({ ...HERE, MaxResults: 1 }),
    shows: () => ({ NextToken: expect.stringMatching(/./), Snapshots: { Snapshot: [expect.anything()] } }),
    keeps: ({ NextToken = '', Snapshots }) => ({ next: NextToken, first: Snapshots?.Snapshot[0]?.SnapshotId ?? '' }),
  },
  {
    name: 'read the next one by the token',
    action: 'DescribeSnapshots',
    parameters: ({ next }) => ({ ...HERE, MaxResults: 1, NextToken: next }),
    shows: ({ first = '' }) => ({ Snapshots: { Snapshot: [{ SnapshotId: expect.not.stringMatching(first) }] } }),
  },
  {
    name: 'read an instance',
    action: 'DescribeInstances',
    parameters: () => ({ ...HERE, InstanceIds: JSON.stringify([INSTANCE]) }),
    shows: () => ({ TotalCount: 1, Instances: { Instance: [{ InstanceId: INSTANCE, Status: 'Running' }] } }),
  },
  {
    name: 'make an image from an instance',
    action: 'CreateImage',
    parameters: () => ({ ...HERE, InstanceId: INSTANCE, ImageName: 'life-of-an-instance' }),
    keeps: ({ ImageId = '' }) => ({ ofInstance: ImageId }),
  },
  {
    name: 'make an image from the snapshot',
    action: 'CreateImage',
    parameters: ({ snapshot }) => ({
      ...HERE,
      SnapshotId: snapshot,
      ImageName: 'life-made',
      Tag: [{ Key: 'team', Value: 'life' }],
    }),
    keeps: ({ ImageId = '' }) => ({ made: ImageId }),
  },
  {
    name: 'read the made image an hour later',
    action: 'DescribeImages',
    before: anHour,
    parameters: ({ made }) => ({ ...HERE, ImageId: made }),
    shows: ({ made }) => image({ ImageId: made, ImageName: 'life-made', Status: 'Available', IsCopied: false }),
  },
  {
    name: 'read the other made image',
    action: 'DescribeImages',
    parameters: ({ ofInstance }) => ({ ...HERE, ImageId: ofInstance }),
    shows: ({ ofInstance }) => image({ ImageId: ofInstance, Status: 'Available', IsCopied: false }),
  },
  {
    name: 'cancel the making: refused, it is not a copy',
    action: 'CancelCopyImage',
    parameters: ({ made }) => ({ ...HERE, ImageId: made }),
    refused: { status: 400, code: 'ImageCreatedNotFromCopy' },
  },
  {
    name: 'ask who calls',
    needs: 'sts',
    action: 'GetCallerIdentity',
    shows: () => ({ AccountId: ACCOUNT, IdentityType: 'RAMUser' }),
  },
  {
    name: 'assume a role',
    needs: 'sts',
    action: 'AssumeRole',
    parameters: () => ({ RoleArn: ROLE_ARN, RoleSessionName: 'life', DurationSeconds: 3600 }),
    shows: () => ({ AssumedRoleUser: { Arn: `${ROLE_ARN}/life` } }),
    keeps: ({ Credentials }) => sessionOf(Credentials),
  },
  {
    name: 'read it in that session',
    action: 'DescribeImages',
    key: sessionKey,
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    shows: ({ copy }) => image({ ImageId: copy }),
  },
  {
    name: 'ask who calls in that session',
    needs: 'sts',
    action: 'GetCallerIdentity',
    key: sessionKey,
    shows: () => ({
      AccountId: ACCOUNT,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${ACCOUNT}:assumed-role/${ROLE}/life`,
    }),
  },
  {
    name: 'call with a token that is not of the session: refused',
    action: 'DescribeImages',
    key: (account, kept) => ({ ...sessionKey(account, kept), token: 'another' }),
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    refused: { status: 400, code: 'InvalidSecurityToken.Malformed' },
  },
  {
    name: 'call with a key that is not known: refused',
    action: 'DescribeImages',
    key: (account) => ({ ...account, id: 'LTAInobody' }),
    parameters: () => HERE,
    refused: { status: 404, code: 'InvalidAccessKeyId.NotFound' },
  },
  {
    name: 'call with a wrong secret: refused',
    action: 'DescribeImages',
    key: (account) => ({ ...account, secret: 'wrong' }),
    parameters: () => HERE,
    refused: { status: 400, code: 'SignatureDoesNotMatch' },
  },
  {
    name: 'call without permission: refused',
    action: 'DeleteImage',
    before: (simulator) => simulator.ram.setUserPolicy(ONLY_READING),
    parameters: ({ made }) => ({ ...HERE, ImageId: made }),
    refused: { status: 403, code: 'Forbidden.RAM' },
  },
  {
    name: 'read in a region that there is not: refused',
    action: 'DescribeImages',
    before: (simulator) => simulator.ram.setUserPolicy(undefined),
    parameters: () => ({ RegionId: 'cn-nowhere' }),
    refused: { status: 404, code: 'InvalidRegionId.NotFound' },
  },
  {
    name: 'copy what there is not: refused',
    action: 'CopyImage',
    parameters: () => ({ ...SOURCE, ImageId: MISSING, DestinationRegionId: HERE.RegionId }),
    refused: { status: 404, code: 'InvalidImageId.NotFound' },
  },
  {
    name: 'delete it while an instance uses it: refused',
    action: 'DeleteImage',
    before: ({ world }, { copy = '' }) => world.useByInstance(HERE.RegionId, copy),
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy }),
    refused: { status: 403, code: 'ImageUsingByInstance' },
  },
  {
    name: 'delete it by force',
    action: 'DeleteImage',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, Force: true }),
    shows: () => ({}),
  },
  {
    name: 'delete it again: refused',
    action: 'DeleteImage',
    parameters: ({ copy }) => ({ ...HERE, ImageId: copy, Force: true }),
    refused: { status: 404, code: 'InvalidImageId.NotFound' },
  },
  {
    name: 'delete the made image, not by force',
    action: 'DeleteImage',
    parameters: ({ made }) => ({ ...HERE, ImageId: made, Force: false }),
    shows: () => ({}),
  },
  {
    name: 'delete the other made image',
    action: 'DeleteImage',
    parameters: ({ ofInstance }) => ({ ...HERE, ImageId: ofInstance }),
    shows: () => ({}),
  },
  {
    name: 'delete the snapshot that is left',
    action: 'DeleteSnapshot',
    region: HERE.RegionId,
    parameters: ({ snapshot }) => ({ SnapshotId: snapshot, Force: false }),
    shows: () => ({}),
  },
  {
    name: 'read the snapshot: gone',
    action: 'DescribeSnapshots',
    parameters: ({ snapshot }) => ({ ...HERE, SnapshotIds: JSON.stringify([snapshot]) }),
    shows: () => ({ TotalCount: 0, Snapshots: empty('Snapshot') }),
  },
  {
    name: 'read what is left: the encrypted copy alone',
    action: 'DescribeImages',
    parameters: () => ({ ...HERE, Status: EVERY_STATUS }),
    shows: ({ encrypted }) => image({ ImageId: encrypted }),
  },
];
