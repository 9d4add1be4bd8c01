/** The message and HTTP status of an error. */
interface AwsErrorEntry {
  readonly status: number;
  readonly message: string;
}

/**
 * The errors that GetWebIdentityToken can return. Sources: "Common error types" of the STS API reference, its page of GetWebIdentityToken
 * and, for the codes that end in `Exception`, the service's model in the SDKs. That page has the codes without this ending; no document
 * says which form the service sends.
 */
const errors = {
  MissingAuthenticationToken: { status: 403, message: 'Request is missing Authentication Token' },
  IncompleteSignature: { status: 400, message: 'The request signature does not conform to AWS standards.' },
  SignatureDoesNotMatch: {
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  },
  InvalidClientTokenId: { status: 403, message: 'The security token included in the request is invalid.' },
  ExpiredToken: { status: 403, message: 'The security token included in the request is expired' },
  AccessDenied: { status: 403, message: 'Access denied' },
  RequestExpired: { status: 400, message: 'Request has expired.' },
  InvalidAction: { status: 400, message: 'Could not find operation' },
  ValidationError: { status: 400, message: '1 validation error detected' },
  Throttling: { status: 400, message: 'Rate exceeded' },
  InternalFailure: { status: 500, message: 'The request processing has failed because of an unknown error.' },
  ServiceUnavailable: { status: 503, message: 'The request has failed due to a temporary failure of the server.' },
  OutboundWebIdentityFederationDisabledException: {
    status: 403,
    message: 'The outbound web identity federation feature is not enabled for this account.',
  },
  OutboundWebIdentityFederationDisabled: {
    status: 403,
    message: 'The outbound web identity federation feature is not enabled for this account.',
  },
  SessionDurationEscalationException: {
    status: 403,
    message: 'The requested token duration would extend the session beyond its original expiration time.',
  },
  JWTPayloadSizeExceededException: {
    status: 400,
    message: 'The requested token payload size exceeds the maximum allowed size.',
  },
} satisfies Readonly<Record<string, AwsErrorEntry>>;

/** An error code that the stand-in knows. */
export type AwsErrorCode = keyof typeof errors;

const known: ReadonlyMap<string, AwsErrorEntry> = new Map(Object.entries(errors));

/** The status and usual message of a code; `undefined` if the stand-in does not know it. */
export function awsErrorEntry(code: string): AwsErrorEntry | undefined {
  return known.get(code);
}

/** A request that AWS STS refuses. */
export class AwsStsError extends Error {
  override readonly name = 'AwsStsError';
  readonly status: number;

  constructor(
    readonly code: AwsErrorCode,
    message: string = errors[code].message,
  ) {
    super(message);
    this.status = errors[code].status;
  }
}
