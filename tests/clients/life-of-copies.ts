import {
  type AlibabaStep,
  anHour,
  EVERY_STATUS,
  empty,
  HERE,
  image,
  SOURCE,
  SOURCE_NAME,
  tag,
} from './step-of-alibaba';

/** Characters that the signatures' ways of encoding are known to differ in. */
const DESCRIPTION = "hardened a+b/c=d & e~f *(1)! 'é' 镜像";

const THIRD = {
  ...SOURCE,
  DestinationRegionId: HERE.RegionId,
  DestinationImageName: 'life-cancelled',
  ClientToken: 'life-0123456789',
};

const none = () => ({ TotalCount: 0, Images: empty('Image') });

/** From the first look at the account to the finished copy. */
export const COPYING: readonly AlibabaStep[] = [
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
];
