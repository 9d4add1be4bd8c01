import { HUAWEI_COPY_FAULTS } from '../faults/huaweicloud';
import type { FaultSubject } from '../faults/subject';
import { HUAWEI_COPY_ERRORS } from '../handlers/huawei-errors';
import { HUAWEI_COPY_PRIVILEGES } from '../handlers/huawei-privileges';
import { HUAWEI_COPY_HOSTILE } from '../hostile/huaweicloud';
import type { HostileSubject } from '../hostile/subject';
import { HUAWEI_COPY_MODEL } from '../model/huaweicloud';
import type { ModelSubject } from '../model/subject';
import type { ErrorSubject } from '../support/error-subject';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import { APSARA_IMAGE, APSARA_IMAGE_COPY } from './apsarastack';
import type { TestedType } from './tested-type';

/**
 * The types on a cloud that has ECS, a line each. That of Huawei Cloud is in the lists below with one description for each kind of test:
 * they need stages of their own, such as one whose type configuration names the projects, so that no call looks them up.
 */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE, APSARA_IMAGE_COPY, APSARA_IMAGE];

/** Every type: whatever trouble its calls meet, wherever its process dies. */
export const FAULT_TYPES: readonly FaultSubject[] = [...TYPES, HUAWEI_COPY_FAULTS];

/** Every type: whatever is sent to it, and whatever comes back. */
export const HOSTILE_TYPES: readonly HostileSubject[] = [...TYPES, HUAWEI_COPY_HOSTILE];

/** Every type: the random lives of its resources. */
export const MODEL_TYPES: readonly ModelSubject[] = [...TYPES, HUAWEI_COPY_MODEL];

/** Every type: whatever its calls come back with, and what they may do. */
export const ERROR_TYPES: readonly (ErrorSubject & PrivilegeSubject)[] = [
  ...TYPES,
  { ...HUAWEI_COPY_ERRORS, ...HUAWEI_COPY_PRIVILEGES },
];

/** For `describe.each`. */
export const EACH_TYPE = TYPES.map((type) => [type.name, type] as const);
export const EACH_FAULTS = FAULT_TYPES.map((type) => [type.name, type] as const);
export const EACH_HOSTILE = HOSTILE_TYPES.map((type) => [type.name, type] as const);
export const EACH_ERRORS = ERROR_TYPES.map((type) => [type.name, type] as const);
