import { SOURCE } from '../support/copies';
import { type ErrorSubject, ecsErrors, errorsOf } from '../support/ecs-errors';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

export const IMAGE_COPY_ERRORS: ErrorSubject = {
  ...ALICLOUD_IMAGE_COPY,
  errors: ecsErrors({
    template: { ...SOURCE, ImageName: 'golden' },
    startedBy: 'CopyImage',
    cancelledBy: 'CancelCopyImage',
    taking: ({ simulator }, copySeconds) => simulator.behave({ copySeconds }),
    fails: ({ simulator }) => simulator.behave({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } }),
    own: [...errorsOf('CopyImage'), ...errorsOf('CancelCopyImage')],
  }),
};
