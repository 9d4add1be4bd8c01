import { type ErrorBook, type ErrorFamilies, type ErrorTable, NEXT_STEPS, type NextSteps } from '../calling/error-book';
import type { CloudWords } from './cloud-words';
import { EVERY_CALL } from './ecs-common-errors';
import { CANCEL_COPY_IMAGE, COPY_IMAGE } from './ecs-copy-errors';
import { CREATE_IMAGE } from './ecs-create-errors';
import { IMAGE_ERRORS } from './ecs-image-errors';
import { ALIBABA } from './errors';

/**
 * ECS error codes by action; `*` is every action. The entry of an action has priority. Codes have the spelling of the service (`Forbbiden`,
 * `OperationDeined`, `InvalidParamter`). Sources: the error tables of the ECS API pages of each action and "Client errors"/"Server errors"
 * of the ECS API reference. `ErrorBook` has the rule for the failure code.
 *
 * InvalidParamter of DescribeImages is InvalidRequest in every operation, because all operations make the same call with the same ID.
 */
export const ECS_TABLE: ErrorTable = {
  CopyImage: COPY_IMAGE,
  CreateImage: CREATE_IMAGE,
  CancelCopyImage: CANCEL_COPY_IMAGE,
  ...IMAGE_ERRORS,
  '*': EVERY_CALL,
};

export const ECS_FAMILIES: ErrorFamilies = [
  { form: /Throttling/, verdict: { failure: 'Throttling', repeat: true } },
  { form: /^Forb+id+en/, verdict: { failure: 'AccessDenied' } },
  { form: /^PermissionDenied\.|^NoPermission/, verdict: { failure: 'AccessDenied' } },
  { form: /^Missing[A-Z]\w*$/, verdict: { failure: 'InternalFailure' } },
  { form: /^Invalid[A-Z]\w*$/, verdict: { failure: 'InvalidRequest' } },
];

export const ECS_NEXT_STEPS: NextSteps = {
  ...NEXT_STEPS,
  AccessDenied: 'Grant the action to the {user} or role of the type configuration.',
  GeneralServiceException: 'Check the image and the account in the {ecsConsole}, then try again.',
  NetworkFailure:
    'Try again; if the problem persists, check the region in the properties and in the type configuration, and Endpoints if it is set: the endpoint must be reachable from the AWS region.',
  ServiceInternalError: 'Try again later; if the problem persists, report the request id to {vendor}.',
  ServiceLimitExceeded: 'Ask {quota}, or delete what you no longer need.',
};

/** The errors of ECS, in the words of a cloud. */
export const ecsErrors = (words: CloudWords): ErrorBook => ({
  ...ALIBABA,
  table: ECS_TABLE,
  families: ECS_FAMILIES,
  nextSteps: ECS_NEXT_STEPS,
  permission: (action, named = `ecs:${action}`) => `RAM action: ${named}`,
  words,
});
