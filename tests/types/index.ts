import { APSARA_IMAGE_COPY_FAULTS, APSARA_IMAGE_FAULTS } from '../faults/apsarastack';
import type { FaultSubject } from '../faults/subject';
import { APSARA_IMAGE_COPY_ERRORS, APSARA_IMAGE_ERRORS } from '../handlers/apsara-errors';
import { APSARA_IMAGE_COPY_PRIVILEGES, APSARA_IMAGE_PRIVILEGES } from '../handlers/apsara-privileges';
import { APSARA_IMAGE_COPY_HOSTILE, APSARA_IMAGE_HOSTILE } from '../hostile/apsarastack';
import type { HostileSubject } from '../hostile/subject';
import type { ErrorSubject } from '../support/error-subject';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { TestedType } from './tested-type';

/** Every type that all tests are handed, a line each. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE];

/** Every type that gets hostile input; some have no other part yet. */
export const HOSTILE_TYPES: readonly HostileSubject[] = [...TYPES, APSARA_IMAGE_COPY_HOSTILE, APSARA_IMAGE_HOSTILE];

/** Every type whose calls meet faults, whose process dies and whose requests run twice. */
export const FAULT_TYPES: readonly FaultSubject[] = [...TYPES, APSARA_IMAGE_COPY_FAULTS, APSARA_IMAGE_FAULTS];

/** For `describe.each`. */
export const EACH_FAULT_TYPE = FAULT_TYPES.map((type) => [type.name, type] as const);
export const EACH_HOSTILE = HOSTILE_TYPES.map((type) => [type.name, type] as const);

/** Every type that is walked through the documented errors of its cloud, with the rights that its operations need. */
export const PRIVILEGED_TYPES: readonly (ErrorSubject & PrivilegeSubject)[] = [
  ...TYPES,
  { ...APSARA_IMAGE_COPY_ERRORS, ...APSARA_IMAGE_COPY_PRIVILEGES },
  { ...APSARA_IMAGE_ERRORS, ...APSARA_IMAGE_PRIVILEGES },
];
