import { RAM_POLICIES } from '../../src/properties/ram-policy';
import { behavioursOf, creation, type ImageMaking, updating } from '../support/behaviours';
import { SOURCE } from '../support/copies';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { ecsPrivileges } from './ecs-privileges';

const TEMPLATE = { ...SOURCE, ImageName: 'golden' };

/** How copies are made slow, and fail. */
export const COPY_BEHAVIOUR: Omit<ImageMaking, 'template'> = {
  startedBy: 'CopyImage',
  slowly: ({ simulator }) => simulator.behave({ copySeconds: 1800 }),
  fails: ({ simulator }) =>
    simulator.behave({ copyOutcome: { failAtPercent: 40, status: 'CreateFailed' }, copySeconds: 600 }),
};

export const IMAGE_COPY_PRIVILEGES: PrivilegeSubject = {
  ...ALICLOUD_IMAGE_COPY,
  privileges: {
    ...ecsPrivileges({
      policies: RAM_POLICIES,
      template: TEMPLATE,
      regions: { sourceRegions: ['cn-hangzhou'], destinationRegions: ['cn-shanghai'] },
      elsewhere: [{ SourceRegionId: 'cn-beijing' }],
    }),
    behaviours: [
      ...behavioursOf(ALICLOUD_IMAGE_COPY, {
        template: TEMPLATE,
        ...COPY_BEHAVIOUR,
      }),
      creation('encrypted', { ...TEMPLATE, Encrypted: true }),
      creation('for NVMe disks, which CopyImage drops', { ...TEMPLATE, NvmeSupport: 'supported' }),
      updating('of the NVMe support', TEMPLATE, { NvmeSupport: 'supported' }),
    ],
  },
};
