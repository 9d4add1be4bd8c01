/**
 * The reasons why an operation fails: CloudFormation's handler error codes
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html).
 */
const FAILURE_CODES = [
  'AccessDenied',
  'AlreadyExists',
  'GeneralServiceException',
  'InternalFailure',
  'InvalidCredentials',
  'InvalidRequest',
  'InvalidTypeConfiguration',
  'NetworkFailure',
  'NotFound',
  'NotStabilized',
  'NotUpdatable',
  'ResourceConflict',
  'ServiceInternalError',
  'ServiceLimitExceeded',
  'Throttling',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Whether a value is the code of a failure. */
export function isFailureCode(value: unknown): value is FailureCode {
  return FAILURE_CODES.some((code) => code === value);
}
