import { CREATE_IMAGE_ENTRIES } from '../support/create-image-errors';
import { type EcsMaking, ecsErrors } from '../support/ecs-errors';
import type { ErrorSubject } from '../support/error-subject';
import { INSTANCE } from '../support/images';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';

export const IMAGE_MAKING: EcsMaking = {
  template: { InstanceId: INSTANCE, ImageName: 'golden' },
  startedBy: 'CreateImage',
  fails: ({ simulator }) => simulator.behave({ createOutcome: { failAtPercent: 50, status: 'CreateFailed' } }),
  own: CREATE_IMAGE_ENTRIES,
};

export const IMAGE_ERRORS: ErrorSubject = { ...ALICLOUD_IMAGE, errors: ecsErrors(IMAGE_MAKING) };
