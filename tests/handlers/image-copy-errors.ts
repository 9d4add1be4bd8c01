import { SOURCE } from '../support/copies';
import { type EcsMaking, ecsErrors, errorsOf } from '../support/ecs-errors';
import type { ErrorSubject } from '../support/error-subject';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

export const COPY_MAKING: EcsMaking = {
  template: { ...SOURCE, ImageName: 'golden' },
  startedBy: 'CopyImage',
  cancelledBy: 'CancelCopyImage',
  fails: ({ simulator }) => simulator.behave({ copyOutcome: { failAtPercent: 50, status: 'CreateFailed' } }),
  own: [...errorsOf('CopyImage'), ...errorsOf('CancelCopyImage')],
};

export const IMAGE_COPY_ERRORS: ErrorSubject = { ...ALICLOUD_IMAGE_COPY, errors: ecsErrors(COPY_MAKING) };
