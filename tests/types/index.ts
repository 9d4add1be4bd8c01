import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import { APSARA_IMAGE, APSARA_IMAGE_COPY } from './apsarastack';
import type { TestedType } from './tested-type';

/** Every type, a line each: whatever is the same for all is tested with all. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE, APSARA_IMAGE_COPY, APSARA_IMAGE];

/** For `describe.each`. */
export const EACH_TYPE = TYPES.map((type) => [type.name, type] as const);
