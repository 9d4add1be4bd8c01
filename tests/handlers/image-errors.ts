import { CREATE_IMAGE_ENTRIES } from '../support/create-image-errors';
import { type ErrorSubject, ecsErrors } from '../support/ecs-errors';
import { INSTANCE } from '../support/images';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';

export const IMAGE_ERRORS: ErrorSubject = {
  ...ALICLOUD_IMAGE,
  errors: ecsErrors({
    template: { InstanceId: INSTANCE, ImageName: 'golden' },
    startedBy: 'CreateImage',
    taking: ({ simulator }, createSeconds) => simulator.behave({ createSeconds }),
    fails: ({ simulator }) => simulator.behave({ createOutcome: { failAtPercent: 50, status: 'CreateFailed' } }),
    own: CREATE_IMAGE_ENTRIES,
  }),
};
