import { needsOf, ramPolicy } from '../../types/alicloud-image/src/properties/ram-policy';
import { behavioursOf, creation } from '../support/behaviours';
import { INSTANCE, SNAPSHOT } from '../support/images';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';

export const IMAGE_PRIVILEGES: PrivilegeSubject = {
  ...ALICLOUD_IMAGE,
  privileges: {
    behaviours: [
      ...behavioursOf({
        template: { InstanceId: INSTANCE, ImageName: 'golden' },
        startedBy: 'CreateImage',
        slowly: ({ simulator }) => simulator.behave({ createSeconds: 1800 }),
        fails: ({ simulator }) => simulator.behave({ createOutcome: { failAtPercent: 40, status: 'CreateFailed' } }),
      }),
      creation('of a snapshot', { SnapshotId: SNAPSHOT, ImageName: 'golden' }),
      creation('of disks', { DiskDeviceMapping: [{ SnapshotId: SNAPSHOT }, { Size: 40 }], ImageName: 'golden' }),
    ],
    callsOf: (operation) => needsOf({ operations: [operation] }).map(({ call }) => call),
    policyFor: (operation) => ramPolicy({ operations: [operation] }),
    rightTo: (call) => `ecs:${call}`,
  },
};
