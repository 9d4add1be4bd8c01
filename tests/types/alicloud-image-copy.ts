import { IMAGE_COPY_FAULTS } from '../faults/alicloud-image-copy';
import { IMAGE_COPY_ERRORS } from '../handlers/image-copy-errors';
import { IMAGE_COPY_PRIVILEGES } from '../handlers/image-copy-privileges';
import { IMAGE_COPY_HOSTILE } from '../hostile/alicloud-image-copy';
import { IMAGE_COPY_MODEL } from '../model/alicloud';
import type { TestedType } from './tested-type';

export const ALICLOUD_IMAGE_COPY: TestedType = {
  ...IMAGE_COPY_HOSTILE,
  ...IMAGE_COPY_ERRORS,
  ...IMAGE_COPY_PRIVILEGES,
  ...IMAGE_COPY_FAULTS,
  ...IMAGE_COPY_MODEL,
};
