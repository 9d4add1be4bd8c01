import { RAM_POLICIES } from '../../types/alicloud-image/src/properties/ram-policy';
import { behavioursOf, creation, type ImageMaking } from '../support/behaviours';
import { INSTANCE, SNAPSHOT } from '../support/images';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ecsPrivileges } from './ecs-privileges';

const TEMPLATE = { InstanceId: INSTANCE, ImageName: 'golden' };

/** How images are made slow, and fail. */
export const IMAGE_BEHAVIOUR: Omit<ImageMaking, 'template'> = {
  startedBy: 'CreateImage',
  slowly: ({ simulator }) => simulator.behave({ createSeconds: 1800 }),
  fails: ({ simulator }) => simulator.behave({ createOutcome: { failAtPercent: 40, status: 'CreateFailed' } }),
};

export const IMAGE_PRIVILEGES: PrivilegeSubject = {
  ...ALICLOUD_IMAGE,
  privileges: {
    ...ecsPrivileges({
      policies: RAM_POLICIES,
      template: TEMPLATE,
      regions: { destinationRegions: ['cn-shanghai'] },
      elsewhere: [{ RegionId: 'cn-beijing' }],
    }),
    behaviours: [
      ...behavioursOf(ALICLOUD_IMAGE, {
        template: TEMPLATE,
        ...IMAGE_BEHAVIOUR,
      }),
      creation('of a snapshot', { SnapshotId: SNAPSHOT, ImageName: 'golden' }),
      creation('of disks', { DiskDeviceMapping: [{ SnapshotId: SNAPSHOT }, { Size: 40 }], ImageName: 'golden' }),
    ],
  },
};
