import { type AlibabaStep, EVERY_STATUS, empty, HERE, image } from './step-of-alibaba';

/** The end: what is deleted, and what is left. */
export const DELETING: readonly AlibabaStep[] = [
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
