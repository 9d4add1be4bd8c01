import { type ErrorBook, type ErrorTable, NEXT_STEPS } from '../calling/error-book';
import { told } from '../calling/told';
import {
  accessDenied,
  generalServiceException,
  internalFailure,
  invalidCredentials,
  invalidTypeConfiguration,
  repeated,
  serviceInternalError,
  throttling,
  type Verdicts,
} from '../calling/verdict';

/** Some codes of AWS end in `Exception`, and the documentation does not always agree with the answers. */
const withException = (rows: Verdicts): Verdicts => ({
  ...rows,
  ...Object.fromEntries(Object.entries(rows).map(([code, row]) => [`${code}Exception`, row])),
});

const NOT_ENABLED = invalidTypeConfiguration(
  'Enable it once in the AWS account: aws iam enable-outbound-web-identity-federation. Or use an authentication method other than {method}.',
);
const ENDS_TOO_SOON = serviceInternalError('The AWS session of the handlers ends before the token would: try again.');
const TOO_MANY_TAGS = generalServiceException('The role of the handlers has too many tags for a token: remove some.');
const SESSION_OVER = invalidCredentials(
  'The AWS session of the handlers has expired: try again, and raise MaxSessionDuration of the execution role if operations take longer.',
);
const REJECTED = invalidCredentials(
  'AWS rejects the credentials that CloudFormation gave to the handlers: check the execution role of the resource type, then try again.',
);
const WRONG_CLOCK = serviceInternalError(
  'The clock of the machine that runs the handlers differs from that of AWS: try again. If the problem persists, correct that clock; on AWS Lambda, report it to AWS.',
);
const NOT_OFFERED = generalServiceException(
  'STS of this AWS region does not issue web identity tokens: use an authentication method other than {method} or, for new stacks, another region.',
);

/**
 * The errors of AWS's STS (2011-06-15). Sources: the API reference of GetWebIdentityToken,
 * "Common errors" of the STS API reference.
 */
const AWS_TABLE: ErrorTable = {
  GetWebIdentityToken: {
    // Node's own code: the credentials contain characters that a header must not contain.
    ERR_INVALID_CHAR: REJECTED,
    'SignatureDoesNotMatch: Signature expired': WRONG_CLOCK,
    'SignatureDoesNotMatch: Signature not yet current': WRONG_CLOCK,
    ...withException({
      OutboundWebIdentityFederationDisabled: NOT_ENABLED,
      JWTPayloadSizeExceeded: TOO_MANY_TAGS,
      SessionDurationEscalation: ENDS_TOO_SOON,
      AccessDenied: accessDenied(
        'Allow it in the execution role of the resource type (cfn submit creates one that does), for audience {audience}, algorithm RS256 and {tokenSeconds} seconds, and in the policies of the organization.',
      ),
      ExpiredToken: SESSION_OVER,
      InvalidClientTokenId: REJECTED,
      UnrecognizedClient: REJECTED,
      MissingAuthenticationToken: REJECTED,
      SignatureDoesNotMatch: REJECTED,
      IncompleteSignature: REJECTED,
      OptInRequired: NOT_OFFERED,
      RegionDisabled: generalServiceException('Activate STS for this AWS region, in the account settings of IAM.'),
      InvalidAction: NOT_OFFERED,
      InvalidEndpoint: generalServiceException(
        'Correct or remove AWS_ENDPOINT_URL_STS in the environment of the function; its region must be that of the event.',
      ),
      InvalidParameterValue: invalidTypeConfiguration('Correct {method}.Audience.'),
      ValidationError: invalidTypeConfiguration('Correct {method}.Audience.'),
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
  told,
  // A repetition of the signed request can contain the session token.
  echoes: /^(SignatureDoesNotMatch|IncompleteSignature)$/,
  table: AWS_TABLE,
  families: [{ form: /Throttl/, verdict: repeated(throttling()) }],
  nextSteps: {
    ...NEXT_STEPS,
    GeneralServiceException: 'Look up the code in the API reference of AWS STS.',
    NetworkFailure: 'Try again; if the problem persists, check the status of AWS STS in this region.',
    ServiceInternalError: 'Try again later; if the problem persists, report the request id to AWS.',
  },
  words: {},
  permission: (action) => `IAM action: sts:${action}`,
};
