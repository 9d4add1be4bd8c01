import { IMAGE_FAULTS } from '../faults/alicloud-image';
import { IMAGE_ERRORS } from '../handlers/image-errors';
import { IMAGE_PRIVILEGES } from '../handlers/image-privileges';
import { IMAGE_HOSTILE } from '../hostile/alicloud-image';
import { IMAGE_MODEL } from '../model/alicloud';
import type { TestedType } from './tested-type';

export const ALICLOUD_IMAGE: TestedType = {
  ...IMAGE_HOSTILE,
  ...IMAGE_ERRORS,
  ...IMAGE_PRIVILEGES,
  ...IMAGE_FAULTS,
  ...IMAGE_MODEL,
};
