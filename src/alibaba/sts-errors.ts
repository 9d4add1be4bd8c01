import { ERROR_FAMILIES, ERROR_TABLE, NEXT_STEPS } from './ecs-errors';
import type { ErrorBook } from '../calling/judge';
import { repeated, type Verdicts, verdict } from '../calling/verdict';

const accessDenied = verdict('AccessDenied');
const generalServiceException = verdict('GeneralServiceException');
const internalFailure = verdict('InternalFailure');
const invalidCredentials = verdict('InvalidCredentials');
const invalidTypeConfiguration = verdict('InvalidTypeConfiguration');
const serviceInternalError = verdict('ServiceInternalError');
const throttling = verdict('Throttling');

const ROLE_MISSING = invalidTypeConfiguration('The role {role} does not exist: create it, or correct {wayIn}.RoleArn.');

/** What AssumeRole and AssumeRoleWithOIDC have in common. */
const ASSUMING: Verdicts = {
  InvalidParameter: invalidTypeConfiguration('Correct {wayIn} in the type configuration.'),
  'InvalidParameter.RoleArn': invalidTypeConfiguration('Correct {wayIn}.RoleArn.'),
  'InvalidParameter.RoleSessionName': invalidTypeConfiguration('Correct {wayIn}.SessionName.'),
  'InvalidParameter.DurationSeconds': invalidTypeConfiguration(
    'Lower {wayIn}.DurationSeconds, or raise MaxSessionDuration of the role {role}.',
  ),
  'InvalidParameter.PolicyGrammar': invalidTypeConfiguration('Correct {wayIn}.Policy.'),
  'InvalidParameter.PolicySize': invalidTypeConfiguration('Shorten {wayIn}.Policy.'),
  MissingRoleSessionName: internalFailure(),
  MissingRoleArn: internalFailure(),
  'EntityNotExist.Role': ROLE_MISSING,
  'EntityNotExist.RoleArn': ROLE_MISSING,
};

const FINGERPRINT = invalidCredentials(
  'Update the fingerprints of {provider}: one has to be that of the HTTPS certificate of {issuer}.',
);

/** The token as AWS made it; in the order in which a trust policy names them. */
const TOKEN = 'oidc:iss {issuer}, oidc:aud {audience}, oidc:sub {subject}';

/**
 * The errors of Alibaba Cloud's STS (2015-04-01) by action. Sources: the error tables of AssumeRole and AssumeRoleWithOIDC in the RAM
 * documentation, "How to handle the common errors when you access OSS by using STS", "Use RRSA to authorize pods"; other people's threads.
 * What every API answers is what ECS answers. `{role}` and the like stand for what the way in says, see `fill`.
 */
const ALIBABA_TABLE: Readonly<Record<string, Verdicts>> = {
  AssumeRole: {
    ...ASSUMING,
    NoPermission: accessDenied(
      'Both have to allow it: a policy of the RAM user, and the trust policy of {role} with its sts:ExternalId. The AccessKey of the Alibaba Cloud account itself cannot assume roles.',
    ),
  },
  AssumeRoleWithOIDC: {
    ...ASSUMING,
    'AuthenticationFail.NoPermission': accessDenied(
      `The trust policy of {role} must allow the provider {provider} and the token of the handlers: ${TOKEN}. Compare it, AssumeRoleWithOIDC.ProviderArn and AssumeRoleWithOIDC.RoleArn.`,
    ),
    NoPermission: accessDenied('The trust policy of {role} must allow sts:AssumeRole to the provider {provider}.'),
    'AuthenticationFail.OIDCToken.Invalid': invalidCredentials(),
    'AuthenticationFail.OIDCToken.InvalidSignature': invalidCredentials(
      'Try again, AWS may have changed its keys; if it lasts, delete {provider} and create it again with the issuer URL {issuer}.',
    ),
    'AuthenticationFail.OIDCToken.Expired': invalidCredentials(
      'Try again; if it lasts, report the request id to Alibaba Cloud.',
    ),
    'AuthenticationFail.OIDCToken.AudienceNotMatch': invalidTypeConfiguration(
      'Add {audience} to the client IDs of {provider}, or correct AssumeRoleWithOIDC.Audience.',
    ),
    'AuthenticationFail.OIDCToken.IssuerNotMatch': invalidTypeConfiguration(
      'The issuer URL of {provider} must be that of the AWS account, {issuer}.',
    ),
    'AuthenticationFail.OIDCToken.IssuerConfigurationBroken': {
      ...repeated(serviceInternalError()),
      nextStep: 'Try again; if it lasts, compare the issuer URL of {provider} with that of the AWS account, {issuer}.',
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
  '*': {
    ...ERROR_TABLE['*'],
    'InvalidProduct.NotFound': invalidTypeConfiguration(
      'Correct or remove Endpoints.Sts of the type configuration: it is not an STS endpoint.',
    ),
    'InvalidProtocol.NeedSsl': invalidTypeConfiguration(
      'Correct Endpoints.Sts of the type configuration: it must begin with https://.',
    ),
    'InvalidRegionId.NotFound': internalFailure(),
  },
};

/** The errors of Alibaba Cloud's STS. */
export const ALIBABA_STS_ERRORS: ErrorBook = {
  table: ALIBABA_TABLE,
  families: [
    {
      form: /^AuthenticationFail\./,
      verdict: accessDenied(`Compare the trust policy of {role} with the token: ${TOKEN}.`),
    },
    { form: /^InvalidParameter\./, verdict: invalidTypeConfiguration('Correct {wayIn} in the type configuration.') },
    { form: /^EntityNotExist\./, verdict: invalidTypeConfiguration('Correct {wayIn} in the type configuration.') },
    ...ERROR_FAMILIES,
  ],
  nextSteps: {
    ...NEXT_STEPS,
    AccessDenied: 'Compare the policies of {role} with {wayIn} in the type configuration.',
    GeneralServiceException: 'Look at the role {role} in the RAM console, then try again.',
    InvalidCredentials: 'Try again; if it lasts, correct {wayIn} in the type configuration.',
    InvalidRequest: 'Correct {wayIn} in the type configuration.',
    NetworkFailure: 'Try again; if it lasts, check that the STS endpoint can be reached from the AWS region.',
  },
  permission: (action) => `RAM action: sts:${action === 'AssumeRoleWithOIDC' ? 'AssumeRole' : action}`,
};

/** Some codes of AWS end in `Exception`, and documentation and wire do not always agree on which. */
const withException = (rows: Verdicts): Verdicts => ({
  ...rows,
  ...Object.fromEntries(Object.entries(rows).map(([code, row]) => [`${code}Exception`, row])),
});

const NOT_ENABLED = invalidTypeConfiguration(
  'Enable it once in the AWS account: aws iam enable-outbound-web-identity-federation. Or use another authentication method than AssumeRoleWithOIDC.',
);
const ENDS_TOO_SOON = serviceInternalError('The AWS session of the handlers ends before the token would: try again.');
const TOO_MANY_TAGS = generalServiceException('The role of the handlers has too many tags for a token: remove some.');
const SESSION_OVER = invalidCredentials(
  'The AWS session of the handlers has expired: try again, and raise MaxSessionDuration of the execution role if operations take longer.',
);
const NOT_TAKEN = invalidCredentials(
  'AWS does not take the credentials that CloudFormation gave to the handlers: check the execution role of the resource type, then try again.',
);
const WRONG_CLOCK = serviceInternalError(
  'The clock where the handlers run is not that of AWS: try again; if it lasts, set that clock or, if it is that of AWS Lambda, report it to AWS.',
);
const NOT_OFFERED = generalServiceException(
  'STS of this AWS region does not issue web identity tokens: use another authentication method than AssumeRoleWithOIDC or, for new stacks, another region.',
);

/**
 * The errors of AWS's STS (2011-06-15). Sources: the API reference of GetWebIdentityToken,
 * "Common errors" of the STS API reference.
 */
const AWS_TABLE: Readonly<Record<string, Verdicts>> = {
  GetWebIdentityToken: {
    // Node's own: the credentials hold what no header may hold.
    ERR_INVALID_CHAR: NOT_TAKEN,
    'SignatureDoesNotMatch: Signature expired': WRONG_CLOCK,
    'SignatureDoesNotMatch: Signature not yet current': WRONG_CLOCK,
    ...withException({
      OutboundWebIdentityFederationDisabled: NOT_ENABLED,
      JWTPayloadSizeExceeded: TOO_MANY_TAGS,
      SessionDurationEscalation: ENDS_TOO_SOON,
      AccessDenied: accessDenied(
        'Allow it in the execution role of the resource type (cfn submit makes one that does), for audience {audience}, algorithm RS256 and {tokenSeconds} seconds, and in the policies of the organization.',
      ),
      ExpiredToken: SESSION_OVER,
      InvalidClientTokenId: NOT_TAKEN,
      UnrecognizedClient: NOT_TAKEN,
      MissingAuthenticationToken: NOT_TAKEN,
      SignatureDoesNotMatch: NOT_TAKEN,
      IncompleteSignature: NOT_TAKEN,
      OptInRequired: NOT_OFFERED,
      RegionDisabled: generalServiceException('Activate STS in this AWS region: account settings of IAM.'),
      InvalidAction: NOT_OFFERED,
      InvalidEndpoint: generalServiceException(
        'Correct or remove AWS_ENDPOINT_URL_STS in the environment of the function; the region is the one of the event.',
      ),
      InvalidParameterValue: invalidTypeConfiguration('Correct AssumeRoleWithOIDC.Audience.'),
      ValidationError: invalidTypeConfiguration('Correct AssumeRoleWithOIDC.Audience.'),
      MalformedQueryString: internalFailure(),
      MissingAction: internalFailure(),
      MissingParameter: internalFailure(),
      RequestExpired: WRONG_CLOCK,
      Throttling: repeated(throttling()),
      RequestLimitExceeded: repeated(throttling()),
      InternalFailure: repeated(serviceInternalError()),
      InternalError: repeated(serviceInternalError()),
      ServiceUnavailable: repeated(serviceInternalError()),
    }),
  },
};

/** The errors of AWS's STS. */
export const AWS_STS_ERRORS: ErrorBook = {
  table: AWS_TABLE,
  families: [{ form: /Throttl/, verdict: repeated(throttling()) }],
  nextSteps: {
    ...NEXT_STEPS,
    GeneralServiceException: 'Look up the code in the API reference of AWS STS.',
    NetworkFailure: 'Try again; if it lasts, look at the state of AWS STS in this region.',
    ServiceInternalError: 'Try again later; if it lasts, report the request id to AWS.',
  },
  permission: (action) => `IAM action: sts:${action}`,
};
