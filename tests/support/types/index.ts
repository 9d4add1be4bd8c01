import { ALICLOUD_IMAGE } from './alicloud-image';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { StagedType } from './staged-type';

/** Every type that can be put on the stage, a line each. */
export const STAGED_TYPES: readonly StagedType[] = [ALICLOUD_IMAGE_COPY, ALICLOUD_IMAGE];
