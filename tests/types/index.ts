import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { TestedType } from './tested-type';

/** Every type that is tested, a line each. */
export const TYPES: readonly TestedType[] = [ALICLOUD_IMAGE_COPY];
