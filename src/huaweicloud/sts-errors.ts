import { type ErrorBook, extend } from '../calling/error-book';
import { accessDenied, internalFailure, invalidCredentials, invalidTypeConfiguration } from '../calling/verdict';
import { stsNextSteps, TOKEN_CLAIMS } from '../keys/sts-next-steps';
import { HUAWEI_ERRORS } from './errors';
import { inBothSpellings } from './gateway-errors';
import { CORRECT_KEY } from './next-steps';

const MISSING = invalidTypeConfiguration(
  'The agency {agency}, or the identity provider, does not exist: create it, or correct {method} in the type configuration.',
);
const NO_STS = invalidTypeConfiguration(
  'Correct or remove Endpoints.Sts of the type configuration: it is not an STS endpoint, or this cloud has none.',
);

const NOT_TRUSTED = accessDenied(
  `The trust policy of {agency} must allow the provider {provider} and the token of the handlers: ${TOKEN_CLAIMS}.`,
);
const NOT_OF_PROVIDER = invalidCredentials(
  'The provider {provider} must have the issuer URL of the AWS account, {issuer}, and the client ID {audience}; then try again: AWS may have rotated its keys.',
);

/**
 * The errors of STS, version 5, by action. Its pages name no codes, so the status decides; users have reported two codes. `{agency}` and
 * similar are placeholders for values of the authentication method.
 */
export const HUAWEI_STS_ERRORS: ErrorBook = {
  ...HUAWEI_ERRORS,
  table: extend(
    { '*': HUAWEI_ERRORS.table['*'] ?? {} },
    {
      AssumeAgency: {
        '401': CORRECT_KEY,
        '403': accessDenied(
          'Two policies must allow it: a policy of the IAM user, and the trust policy of {agency} with its sts:ExternalId.',
        ),
        'IAM.0011': invalidTypeConfiguration(
          'Correct AssumeAgency in the type configuration: DurationSeconds (at most what {agency} allows, and 3600 with a SecurityToken), or the form of AgencyUrn, SessionName, ExternalId or Policy.',
        ),
      },
      AssumeAgencyWithOIDC: {
        '400': invalidTypeConfiguration(
          'Correct AssumeAgencyWithOIDC in the type configuration: the form of ProviderUrn, AgencyUrn or SessionName, or DurationSeconds (at most what {agency} allows).',
        ),
        '401': NOT_OF_PROVIDER,
        'STS5.2001': NOT_OF_PROVIDER,
        '403': NOT_TRUSTED,
        'STS5.1001': NOT_TRUSTED,
      },
      '*': { 'IAM.0004': MISSING, ...inBothSpellings({ 'APIGW.0101': NO_STS }), 'IAM.0011': internalFailure() },
    },
  ),
  nextSteps: {
    ...HUAWEI_ERRORS.nextSteps,
    ...stsNextSteps('agency', 'IAM console'),
    NetworkFailure:
      'Try again; if the problem persists, check that the STS endpoint is reachable from the AWS region, or name another in Endpoints.Sts of the type configuration.',
  },
};
