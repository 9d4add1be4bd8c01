import { type AlibabaStep, anHour, HERE, image, tag } from './step-of-alibaba';

const INSTANCE = 'i-uf6builder0ubuntu24';

/** Snapshots, and images that are made from them and from an instance. */
export const SNAPSHOTS_AND_MAKING: readonly AlibabaStep[] = [
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
];
