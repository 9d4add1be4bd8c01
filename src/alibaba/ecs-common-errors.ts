import {
  accessDenied,
  deniedAnyway,
  internalFailure,
  invalidCredentials,
  invalidTypeConfiguration,
  networkFailure,
  repeated,
  resourceConflict,
  serviceInternalError,
  throttling,
  type Verdicts,
} from '../calling/verdict';
import { NO_SUCH_REGION } from './ecs-next-steps';

/** The errors of every call. */
export const EVERY_CALL: Verdicts = {
  'InvalidApi.NotFound': internalFailure(),
  'InvalidProduct.NotFound': invalidTypeConfiguration(
    'Correct or remove Endpoints.Ecs of the type configuration: it is not an ECS endpoint.',
  ),
  'InvalidAccessKeyId.NotFound': invalidCredentials('Correct AccessKeyId in the type configuration.'),
  'InvalidAccessKeyId.Inactive': invalidCredentials(
    'Enable the AccessKey, or use another one in the type configuration.',
  ),
  'InvalidTimeStamp.Format': internalFailure(),
  'InvalidTimeStamp.Expired': serviceInternalError(
    'The clock of the machine that runs the handlers is wrong, or the request was delayed: try again. If the problem persists, correct that clock; on AWS Lambda, report it to AWS.',
  ),
  SignatureNonceUsed: { ...repeated(networkFailure()), maybeDone: true },
  SignatureDoesNotMatch: invalidCredentials('Correct AccessKeySecret in the type configuration.'),
  IncompleteSignature: invalidCredentials('Correct AccessKeyId and AccessKeySecret in the type configuration.'),
  InvalidSignatureMethod: internalFailure(),
  UnsupportedHTTPMethod: internalFailure(),
  'InvalidProtocol.NeedSsl': invalidTypeConfiguration(
    'Correct Endpoints.Ecs of the type configuration: it must begin with https://.',
  ),
  'InvalidParameter.Format': internalFailure(),
  'InvalidSecurityToken.Expired': invalidCredentials(
    'The temporary AccessKey has expired: set a new one in the type configuration.',
  ),
  'InvalidSecurityToken.Malformed': invalidCredentials('Correct SecurityToken in the type configuration.'),
  'InvalidSecurityToken.MismatchWithAccessKey': invalidCredentials(
    'AccessKeyId and SecurityToken must belong to the same session.',
  ),
  MissingSecurityToken: invalidCredentials('A temporary AccessKey needs its SecurityToken in the type configuration.'),
  Throttling: repeated(throttling()),
  'Throttling.User': repeated(throttling()),
  'Throttling.Api': repeated(throttling()),
  IdempotentParameterMismatch: internalFailure(),
  'InvalidIdempotenceParameter.Mismatch': internalFailure(),
  'Forbidden.RAM': accessDenied(),
  'Forbidden.Unauthorized': accessDenied(),
  'Forbidden.SubUser': accessDenied(
    'In the type configuration, use a {user} or role that is allowed to make this call.',
  ),
  'Forbidden.AccessKeyDisabled': invalidCredentials(
    'Enable the AccessKey, or use another one in the type configuration.',
  ),
  'Forbidden.RiskControl': deniedAnyway('Alibaba Cloud blocks the account: its owner must contact the vendor.'),
  'InvalidRegionId.NotFound': NO_SUCH_REGION,
  OperationConflict: repeated(resourceConflict()),
  InternalError: repeated(serviceInternalError()),
  ServiceUnavailable: repeated(serviceInternalError()),
  'ServiceUnavailable.RegionMaintaining': repeated(serviceInternalError()),
  DryRunOperation: internalFailure(),
};
