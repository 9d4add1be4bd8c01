import { needsOf, ramPolicy } from '../../src/properties/ram-policy';
import { BEHAVIOURS } from '../support/behaviours';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

export const IMAGE_COPY_PRIVILEGES: PrivilegeSubject = {
  ...ALICLOUD_IMAGE_COPY,
  privileges: {
    behaviours: BEHAVIOURS,
    callsOf: (operation) => needsOf({ operations: [operation] }).map(({ call }) => call),
    policyFor: (operation) => ramPolicy({ operations: [operation] }),
    rightTo: (call) => `ecs:${call}`,
  },
};
