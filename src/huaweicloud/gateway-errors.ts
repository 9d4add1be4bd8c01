import type { ErrorFamilies } from '../calling/error-book';
import {
  accessDenied,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidCredentials,
  invalidRequest,
  invalidTypeConfiguration,
  repeated,
  serviceInternalError,
  serviceLimitExceeded,
  throttling,
  type Verdicts,
} from '../calling/verdict';
import { CORRECT_KEY, GRANT } from './next-steps';

/** Rows for codes of the gateway, in both documented spellings. */
export const inBothSpellings = (rows: Verdicts): Verdicts =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([code, row]) => [
      [code, row],
      [code.replace(/^APIGW\./, 'APIG.'), row],
    ]),
  );

const WRONG_ENDPOINT = invalidTypeConfiguration(
  'Correct Cloud or Endpoints of the type configuration: the endpoint is not one of this service, or this cloud does not offer the call.',
);
const FAULT = repeated(serviceInternalError());
const MISCONFIGURED = serviceInternalError();
const BLOCKED_ADDRESS = deniedAnyway(
  'Allow calls from the addresses of AWS in the access control of the IAM user, in the IAM console.',
);

/**
 * The errors of the gateway in front of every service ("Error codes" of the API signing guide; the texts after the colon of APIGW.0301: the
 * vendor's FAQ). After more than five failed calls in a row, a key is locked for five minutes, so these errors are not repeated.
 */
export const GATEWAY_ERRORS: Verdicts = inBothSpellings({
  'APIGW.0101': WRONG_ENDPOINT,
  'APIGW.0103': WRONG_ENDPOINT,
  'APIGW.0104': MISCONFIGURED,
  'APIGW.0105': MISCONFIGURED,
  'APIGW.0106': internalFailure(),
  'APIGW.0301': CORRECT_KEY,
  'APIGW.0301: verify aksk signature fail': invalidCredentials(
    'Correct SecretKey in the type configuration; a temporary key needs its SecurityToken.',
  ),
  'APIGW.0301: decrypt token fail': invalidCredentials(
    'SecurityToken has expired or belongs to another key: set AccessKey, SecretKey and SecurityToken of one new session in the type configuration.',
  ),
  'APIGW.0301: AK access failed to reach the limit,forbidden': invalidCredentials(
    'More than five calls in a row failed with this key, so it is locked for five minutes: correct SecretKey in the type configuration, wait five minutes, then try again.',
  ),
  'APIGW.0301: calc ak sk signature fail': invalidCredentials(
    'The clock of the machine that runs the handlers differs from that of Huawei Cloud, or the request was delayed: try again. If the problem persists, correct that clock; on AWS Lambda, report it to AWS.',
  ),
  'APIGW.0302': deniedAnyway('In the IAM console, give the IAM user programmatic access.'),
  'APIGW.0305': CORRECT_KEY,
  'APIGW.0306': GRANT,
  'APIGW.0307': invalidCredentials(
    'The token has expired, or is for another region: set a new key in the type configuration.',
  ),
  'APIGW.0308': repeated(throttling('Too many calls at once: try again later.')),
  'APIGW.0310': invalidRequest(
    'Correct Region or TargetRegion, or ProjectIds of the type configuration: the project there is frozen, or belongs to another account.',
  ),
  'APIGW.0311': CORRECT_KEY,
  'APIGW.0401': BLOCKED_ADDRESS,
  'APIGW.0402': BLOCKED_ADDRESS,
  'APIGW.0404': MISCONFIGURED,
  'APIGW.0501': serviceLimitExceeded('Ask Huawei Cloud for a higher quota of calls in the API Gateway console.'),
  'APIGW.0502': generalServiceException('Top up the balance of the Huawei Cloud account, then try again.'),
  'APIGW.0601': FAULT,
  'APIGW.0602': internalFailure(),
  'APIGW.0605': FAULT,
  'APIGW.0606': FAULT,
  'APIGW.0607': invalidTypeConfiguration('Correct Endpoints of the type configuration: they must begin with https://.'),
  'APIGW.0608': FAULT,
  'APIGW.0609': MISCONFIGURED,
  'APIGW.0610': FAULT,
  'APIGW.0611': MISCONFIGURED,
  'APIGW.0613': FAULT,
  'APIGW.0705': FAULT,
  'APIGW.0801': invalidRequest('Correct Region or TargetRegion: the service is not offered there.'),
  'APIGW.0802': deniedAnyway(
    'In the IAM console, allow the IAM user to use that region, or choose another Region or TargetRegion.',
  ),
});

/** What a status means if the code does not say it, and one code with many causes. */
export const STATUS_FAMILIES: ErrorFamilies = [
  ...[400, 413, 414, 494].map((status) => ({ form: /^APIGW?\.0201$/, status, verdict: internalFailure() })),
  { form: /./, status: 401, verdict: invalidCredentials() },
  { form: /./, status: 403, verdict: accessDenied() },
  { form: /^IMG\./, status: 400, verdict: invalidRequest() },
];
