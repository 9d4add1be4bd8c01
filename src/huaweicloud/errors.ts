import { type ErrorBook, extend, NEXT_STEPS } from '../calling/error-book';
import { errorsOfSessions } from '../keys/session-errors';
import { toldByHuawei } from './answers';
import { COPY_ERRORS } from './copy-errors';
import { GATEWAY_ERRORS, STATUS_FAMILIES } from './gateway-errors';
import { IAM_ERRORS } from './iam-errors';
import { IMAGE_ERRORS, JOB_FAILED } from './image-errors';
import { GRANT_IT } from './next-steps';
import { permissionFor } from './rights';

/**
 * The errors of IMS and IAM by action. Sources: the tables of IMS (the same in Huawei Cloud's and Open Telekom Cloud's references), which
 * are not given by action; the API signing guide; the references of IAM. Nearly all errors of IMS have status 400, whatever they mean.
 *
 * The rule is that of every cloud: the template or the identifier must change: InvalidRequest. Rights are missing: AccessDenied. A quota is
 * full: ServiceLimitExceeded. Somebody must change the account or the image outside the template: GeneralServiceException. We sent
 * something that no template can cause: InternalFailure. A repeat can help: ResourceConflict, Throttling, ServiceInternalError.
 * NotFound speaks of the managed image alone.
 */
export const HUAWEI_ERRORS: ErrorBook = {
  told: toldByHuawei,
  // What the gateway repeats of a request is the key's id, which is taken out before.
  echoes: /(?!)/,
  table: [COPY_ERRORS, IMAGE_ERRORS, IAM_ERRORS].reduce(extend, { '*': GATEWAY_ERRORS }),
  // A job that failed is an answer with status 200.
  families: [...STATUS_FAMILIES, { form: /./, status: 200, verdict: JOB_FAILED }],
  nextSteps: {
    ...NEXT_STEPS,
    AccessDenied: GRANT_IT,
    GeneralServiceException: 'Check the image and the account in the console of Huawei Cloud, then try again.',
    NetworkFailure:
      'Try again; if the problem persists, check Region, TargetRegion, and Cloud or Endpoints of the type configuration: the endpoint must be reachable from the AWS region.',
    ServiceInternalError: 'Try again later; if the problem persists, report the request id to Huawei Cloud.',
    ServiceLimitExceeded: 'Ask Huawei Cloud for a higher quota in the console, or free some.',
  },
  permission: permissionFor,
};

/** The same for keys that come from STS. */
export const HUAWEI_SESSION_ERRORS: ErrorBook = errorsOfSessions(HUAWEI_ERRORS, 'Huawei Cloud');
