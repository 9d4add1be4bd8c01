import { HUAWEI_COPY_HOSTILE } from '../hostile/huaweicloud';
import type { HostileSubject } from '../hostile/subject';
import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import { APSARA_IMAGE, APSARA_IMAGE_COPY } from './apsarastack';
import type { TestedType } from './tested-type';

/** Every type that has all parts, a line each. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE, APSARA_IMAGE_COPY, APSARA_IMAGE];

/** Every type: whatever is sent to it, and whatever comes back. */
export const HOSTILE_TYPES: readonly HostileSubject[] = [...TYPES, HUAWEI_COPY_HOSTILE];

/** For `describe.each`. */
export const EACH_TYPE = TYPES.map((type) => [type.name, type] as const);
export const EACH_HOSTILE = HOSTILE_TYPES.map((type) => [type.name, type] as const);
