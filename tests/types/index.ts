import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { TestedType } from './tested-type';

/** Every type that all tests are handed, a line each. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE];
