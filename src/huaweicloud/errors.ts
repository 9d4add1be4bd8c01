import { type ErrorBook, extend, NEXT_STEPS } from '../calling/error-book';
import { told } from '../calling/told';
import { errorsOfSessions } from '../keys/session-errors';
import { COPY_ERRORS } from './copy-errors';
import { GATEWAY_ERRORS, STATUS_FAMILIES } from './gateway-errors';
import { IAM_ERRORS } from './iam-errors';
import { IMAGE_ERRORS, JOB_FAILED } from './image-errors';
import { GRANT_IT } from './next-steps';
import { permissionFor } from './permissions';

/**
 * The errors of IMS and IAM by action. Sources: the tables of IMS (the same in Huawei Cloud's and Open Telekom Cloud's references), which
 * do not name the actions; the API signing guide; the references of IAM. Nearly all errors of IMS have status 400, whatever they mean.
 * `ErrorBook` has the rule for the failure code.
 */
export const HUAWEI_ERRORS: ErrorBook = {
  told,
  // The gateway repeats only the ID of the key, which is removed before.
  echoes: /(?!)/,
  table: [COPY_ERRORS, IMAGE_ERRORS, IAM_ERRORS].reduce(extend, { '*': GATEWAY_ERRORS }),
  // The answer about a failed job has status 200.
  families: [...STATUS_FAMILIES, { form: /./, status: 200, verdict: JOB_FAILED }],
  nextSteps: {
    ...NEXT_STEPS,
    AccessDenied: GRANT_IT,
    GeneralServiceException: 'Check the image and the account in the console of Huawei Cloud, then try again.',
    NetworkFailure:
      'Try again; if the problem persists, check Region, TargetRegion, and Cloud or Endpoints of the type configuration: the endpoint must be reachable from the AWS region.',
    ServiceInternalError: 'Try again later; if the problem persists, report the request id to Huawei Cloud.',
    ServiceLimitExceeded: 'Ask Huawei Cloud for a higher quota in the console, or delete what you no longer need.',
  },
  words: {},
  permission: permissionFor,
};

/** The same errors for keys that come from STS. */
export const HUAWEI_SESSION_ERRORS: ErrorBook = errorsOfSessions(HUAWEI_ERRORS, 'Huawei Cloud');
