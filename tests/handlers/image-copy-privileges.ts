import { needsOf, ramPolicy } from '../../src/properties/ram-policy';
import { behavioursOf, creation, updating } from '../support/behaviours';
import { SOURCE } from '../support/copies';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

const TEMPLATE = { ...SOURCE, ImageName: 'golden' };

export const IMAGE_COPY_PRIVILEGES: PrivilegeSubject = {
  ...ALICLOUD_IMAGE_COPY,
  privileges: {
    behaviours: [
      ...behavioursOf({
        template: TEMPLATE,
        startedBy: 'CopyImage',
        slowly: () => {
          // A copy takes longer by itself.
        },
        fails: ({ simulator }) =>
          simulator.behave({ copyOutcome: { failAtPercent: 40, status: 'CreateFailed' }, copySeconds: 600 }),
      }),
      creation('encrypted', { ...TEMPLATE, Encrypted: true }),
      creation('for NVMe disks, which CopyImage drops', { ...TEMPLATE, NvmeSupport: 'supported' }),
      updating('of the NVMe support', TEMPLATE, { NvmeSupport: 'supported' }),
    ],
    callsOf: (operation) => needsOf({ operations: [operation] }).map(({ call }) => call),
    policyFor: (operation) => ramPolicy({ operations: [operation] }),
    rightTo: (call) => `ecs:${call}`,
  },
};
