import { IMAGE_FAULTS } from '../faults/alicloud-image';
import type { FaultSubject } from '../faults/subject';
import { IMAGE_COPY_ERRORS } from '../handlers/image-copy-errors';
import { IMAGE_ERRORS } from '../handlers/image-errors';
import { IMAGE_PRIVILEGES } from '../handlers/image-privileges';
import { IMAGE_HOSTILE } from '../hostile/alicloud-image';
import type { HostileSubject } from '../hostile/subject';
import { IMAGE_MODEL } from '../model/alicloud-image';
import type { ModelSubject } from '../model/subject';
import type { ErrorSubject } from '../support/ecs-errors';
import type { PrivilegeSubject } from '../support/privileges';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { TestedType } from './tested-type';

/** Every type that all tests are handed, a line each. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY];

/** The types whose policies are tested. */
export const PRIVILEGED_TYPES: readonly PrivilegeSubject[] = [...TYPES, IMAGE_PRIVILEGES];

/** The types that get hostile events. */
export const HOSTILE_TYPES: readonly HostileSubject[] = [...TYPES, IMAGE_HOSTILE];

/** The types whose resources lead random lives. */
export const MODELLED_TYPES: readonly ModelSubject[] = [...TYPES, IMAGE_MODEL];

/** The types whose operations meet faults and crashes. */
export const FAULTY_TYPES: readonly FaultSubject[] = [...TYPES, IMAGE_FAULTS];

/** The types whose operations meet the documented errors of ECS. */
export const ERROR_TYPES: readonly ErrorSubject[] = [IMAGE_COPY_ERRORS, IMAGE_ERRORS];
