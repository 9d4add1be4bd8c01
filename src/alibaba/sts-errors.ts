import { type ErrorBook, type ErrorTable, extend } from '../calling/error-book';
import {
  accessDenied,
  internalFailure,
  invalidCredentials,
  invalidTypeConfiguration,
  repeated,
  serviceInternalError,
  type Verdicts,
} from '../calling/verdict';
import { stsNextSteps, TOKEN_CLAIMS } from '../keys/sts-next-steps';
import type { CloudWords } from './cloud-words';
import { ECS_FAMILIES, ECS_NEXT_STEPS, ECS_TABLE } from './ecs-errors';
import { ALIBABA } from './errors';

const ROLE_MISSING = invalidTypeConfiguration(
  'The role {role} does not exist: create it, or correct {method}.RoleArn.',
);

/** The common errors of AssumeRole and AssumeRoleWithOIDC. */
const ASSUMING: Verdicts = {
  InvalidParameter: invalidTypeConfiguration('Correct {method} in the type configuration.'),
  'InvalidParameter.RoleArn': invalidTypeConfiguration('Correct {method}.RoleArn.'),
  'InvalidParameter.RoleSessionName': invalidTypeConfiguration('Correct {method}.SessionName.'),
  'InvalidParameter.DurationSeconds': invalidTypeConfiguration(
    'Lower {method}.DurationSeconds, or raise MaxSessionDuration of the role {role}.',
  ),
  'InvalidParameter.PolicyGrammar': invalidTypeConfiguration('Correct {method}.Policy.'),
  'InvalidParameter.PolicySize': invalidTypeConfiguration('Shorten {method}.Policy.'),
  MissingRoleSessionName: internalFailure(),
  MissingRoleArn: internalFailure(),
  'EntityNotExist.Role': ROLE_MISSING,
  'EntityNotExist.RoleArn': ROLE_MISSING,
};

const FINGERPRINT = invalidCredentials(
  'Update the fingerprints of {provider}: one of them must be that of the HTTPS certificate of {issuer}.',
);

/**
 * The errors of Alibaba Cloud's STS (2015-04-01) by action, without those of web identities. Sources: the error tables of AssumeRole and
 * AssumeRoleWithOIDC in the RAM documentation, "How to handle the common errors when you access OSS by using STS", "Use RRSA to authorize
 * pods"; threads of other users. Errors that every API may return are the same as in ECS. `{role}` and similar are placeholders for values
 * of the authentication method, see `judgeSts`.
 */
const ROLE_TABLE: ErrorTable = {
  AssumeRole: {
    ...ASSUMING,
    NoPermission: accessDenied(
      'Two policies must allow it: a policy of the {user}, and the trust policy of {role} with its sts:ExternalId. The AccessKey of {account} itself cannot assume roles.',
    ),
  },
  '*': {
    'InvalidProduct.NotFound': invalidTypeConfiguration(
      'Correct or remove Endpoints.Sts of the type configuration: it is not an STS endpoint.',
    ),
    'InvalidProtocol.NeedSsl': invalidTypeConfiguration(
      'Correct Endpoints.Sts of the type configuration: it must begin with https://.',
    ),
    'InvalidRegionId.NotFound': internalFailure(),
  },
};

/** The errors of sessions for web identities. */
const OIDC_TABLE: ErrorTable = {
  AssumeRoleWithOIDC: {
    ...ASSUMING,
    'AuthenticationFail.NoPermission': accessDenied(
      `The trust policy of {role} must allow the provider {provider} and the token of the handlers: ${TOKEN_CLAIMS}. Compare it with AssumeRoleWithOIDC.ProviderArn and AssumeRoleWithOIDC.RoleArn.`,
    ),
    NoPermission: accessDenied('The trust policy of {role} must allow sts:AssumeRole to the provider {provider}.'),
    'AuthenticationFail.OIDCToken.Invalid': invalidCredentials(),
    'AuthenticationFail.OIDCToken.InvalidSignature': invalidCredentials(
      'Try again: AWS may have rotated its keys. If the problem persists, delete {provider} and create it again with the issuer URL {issuer}.',
    ),
    'AuthenticationFail.OIDCToken.Expired': invalidCredentials(
      'Try again; if the problem persists, report the request id to {vendor}.',
    ),
    'AuthenticationFail.OIDCToken.AudienceNotMatch': invalidTypeConfiguration(
      'Add {audience} to the client IDs of {provider}, or correct AssumeRoleWithOIDC.Audience.',
    ),
    'AuthenticationFail.OIDCToken.IssuerNotMatch': invalidTypeConfiguration(
      'The issuer URL of {provider} must be that of the AWS account: {issuer}.',
    ),
    'AuthenticationFail.OIDCToken.IssuerConfigurationBroken': {
      ...repeated(serviceInternalError()),
      nextStep:
        'Try again; if the problem persists, compare the issuer URL of {provider} with that of the AWS account, {issuer}.',
    },
    'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch': FINGERPRINT,
    'AuthenticationFail.OIDCToken.HttpsUrlInvalid': FINGERPRINT,
    'EntityNotExist.OIDCProvider': invalidTypeConfiguration(
      'The identity provider {provider} does not exist: create it, or correct AssumeRoleWithOIDC.ProviderArn.',
    ),
    'InvalidParameter.OIDCProviderArn': invalidTypeConfiguration('Correct AssumeRoleWithOIDC.ProviderArn.'),
    MissingOIDCProviderArn: internalFailure(),
    MissingOIDCToken: internalFailure(),
  },
};

/** The errors of an STS that only knows AssumeRole, in the words of a cloud. */
export const roleErrors = (words: CloudWords): ErrorBook => ({
  ...ALIBABA,
  table: extend({ '*': ECS_TABLE['*'] ?? {} }, ROLE_TABLE),
  families: [
    { form: /^AuthenticationFail\./, verdict: accessDenied() },
    { form: /^InvalidParameter\./, verdict: invalidTypeConfiguration('Correct {method} in the type configuration.') },
    { form: /^EntityNotExist\./, verdict: invalidTypeConfiguration('Correct {method} in the type configuration.') },
    ...ECS_FAMILIES,
  ],
  nextSteps: {
    ...ECS_NEXT_STEPS,
    ...stsNextSteps('role', '{ramConsole}'),
    NetworkFailure: 'Try again; if the problem persists, check that the STS endpoint is reachable from the AWS region.',
  },
  permission: (action, named = `sts:${action === 'AssumeRoleWithOIDC' ? 'AssumeRole' : action}`) =>
    `RAM action: ${named}`,
  words,
});

/** A book of `roleErrors` with the errors of web identities. */
export const withWebIdentities = (book: ErrorBook): ErrorBook => ({
  ...book,
  table: extend(book.table, OIDC_TABLE),
  families: [
    {
      form: /^AuthenticationFail\./,
      verdict: accessDenied(`Compare the trust policy of {role} with the token: ${TOKEN_CLAIMS}.`),
    },
    ...book.families,
  ],
});
