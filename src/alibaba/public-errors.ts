import type { ErrorBook } from '../calling/error-book';
import { errorsOfSessions } from '../keys/session-errors';
import type { CloudWords } from './cloud-words';
import { ecsErrors } from './ecs-errors';
import { roleErrors, withWebIdentities } from './sts-errors';

const PUBLIC_WORDS: CloudWords = {
  vendor: 'Alibaba Cloud',
  account: 'the Alibaba Cloud account',
  user: 'RAM user',
  quota: 'for a higher quota in the Quota Center',
  resourceGroup: 'ResourceGroupId',
  ecsConsole: 'ECS console',
  kmsConsole: 'KMS console',
  ramConsole: 'RAM console',
};

/** The errors of ECS. */
export const ECS_ERRORS: ErrorBook = ecsErrors(PUBLIC_WORDS);

/** The errors of ECS for keys that come from STS. */
export const SESSION_ERRORS: ErrorBook = errorsOfSessions(ECS_ERRORS, PUBLIC_WORDS.vendor);

/** The errors of Alibaba Cloud's STS. */
export const ALIBABA_STS_ERRORS: ErrorBook = withWebIdentities(roleErrors(PUBLIC_WORDS));
