import { INSTANCE, SNAPSHOT } from '../support/images';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { afterACallFor, ECS_HOSTILE, EVERY_KIND } from './images';
import type { HostileSubject } from './subject';

export const IMAGE_HOSTILE: HostileSubject = {
  ...ALICLOUD_IMAGE,
  hostile: {
    ...ECS_HOSTILE,
    templates: {
      made: { InstanceId: INSTANCE, ImageName: 'golden-first' },
      second: { InstanceId: INSTANCE, ImageName: 'second' },
      wish: {
        RegionId: 'cn-shanghai',
        DiskDeviceMapping: [
          { SnapshotId: SNAPSHOT, Size: 60, Device: '/dev/xvda', DiskType: 'system' },
          { Size: 20, Device: '/dev/xvdb', DiskType: 'data' },
        ],
        ...{ Platform: 'Ubuntu', Architecture: 'x86_64', BootMode: 'UEFI', ImageVersion: 'v1' },
        ...EVERY_KIND,
      },
      listed: { RegionId: 'cn-shanghai' },
    },
    regionProperties: ['RegionId'],
    afterACall: afterACallFor('image'),
    firstProblem: 'InstanceId, SnapshotId, DiskDeviceMapping are missing: set exactly one of them; ',
  },
};
