import { APSARA_IMAGE_COPY_FAULTS, APSARA_IMAGE_FAULTS } from '../faults/apsarastack';
import { APSARA_IMAGE_COPY_ERRORS, APSARA_IMAGE_ERRORS } from '../handlers/apsara-errors';
import { APSARA_IMAGE_COPY_PRIVILEGES, APSARA_IMAGE_PRIVILEGES } from '../handlers/apsara-privileges';
import { APSARA_IMAGE_COPY_HOSTILE, APSARA_IMAGE_HOSTILE } from '../hostile/apsarastack';
import { APSARA_IMAGE_COPY_MODEL, APSARA_IMAGE_MODEL } from '../model/apsarastack';
import type { TestedType } from './tested-type';

export const APSARA_IMAGE_COPY: TestedType = {
  ...APSARA_IMAGE_COPY_HOSTILE,
  ...APSARA_IMAGE_COPY_ERRORS,
  ...APSARA_IMAGE_COPY_PRIVILEGES,
  ...APSARA_IMAGE_COPY_FAULTS,
  ...APSARA_IMAGE_COPY_MODEL,
};

export const APSARA_IMAGE: TestedType = {
  ...APSARA_IMAGE_HOSTILE,
  ...APSARA_IMAGE_ERRORS,
  ...APSARA_IMAGE_PRIVILEGES,
  ...APSARA_IMAGE_FAULTS,
  ...APSARA_IMAGE_MODEL,
};
