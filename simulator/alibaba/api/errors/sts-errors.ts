import type { ErrorTable } from '../../../common/error-table';

/** The documentation of AssumeRole also has `InvalidParameter` with the text of RoleArn, which is older than the longer codes. */
const sessionParameters = {
  'InvalidParameter.RoleArn': 'The parameter RoleArn is wrongly formed.',
  'InvalidParameter.RoleSessionName': 'The parameter RoleSessionName is wrongly formed.',
  'InvalidParameter.DurationSeconds': 'The Min/Max value of DurationSeconds is 15min/1hr.',
  'InvalidParameter.PolicyGrammar': 'The parameter Policy has not passed grammar check.',
  'InvalidParameter.PolicySize': 'The size of Policy must be smaller than 1024 bytes.',
  MissingRoleSessionName: 'RoleSessionName is mandatory for this action.',
} as const;

const stsItself = {
  404: { 'EntityNotExist.Role': 'The specified Role not exists.' },
  500: { InternalError: 'STS Server Internal Error happened.' },
} as const;

const notAuthorized = 'You are not authorized to do this action. You should be authorized by RAM.';

/**
 * The errors of the Security Token Service. Sources: the documentation of AssumeRole, the error codes of API 2015-04-01 and the guide "Use
 * RRSA to authorize pods". It is assumed that AssumeRoleWithOIDC answers a wrong parameter and a missing role like AssumeRole.
 */
export const stsErrors: ErrorTable = {
  AssumeRole: {
    400: { ...sessionParameters, InvalidParameter: 'The parameter RoleArn is wrongly formed.' },
    403: { NoPermission: [notAuthorized, 'Roles may not be assumed by root accounts.'] },
    ...stsItself,
  },
  AssumeRoleWithOIDC: {
    400: sessionParameters,
    401: {
      'AuthenticationFail.NoPermission': [
        'There is no permission',
        'No such OIDC Provider registered.',
        'Parameter OIDCProviderArn is not valid',
      ],
      'AuthenticationFail.OIDCToken.Invalid': [
        'The Jwt content is invalid that cannot be recognized.',
        "The number of Jwt field should be divided into 3 parts with '.' .",
        'The OIDCToken can not empty.',
        'Cannot decode base64 encoded response(format invalided).',
        'The algorithm HS256 that be specified in Jwt header is unknown.',
      ],
      'AuthenticationFail.OIDCToken.InvalidSignature': 'OIDC token validate failed: invalid signature.',
      'AuthenticationFail.OIDCToken.Expired': 'This JsonWebToken is expired.',
      'AuthenticationFail.OIDCToken.AudienceNotMatch': 'Invalid audience.',
      'AuthenticationFail.OIDCToken.IssuerNotMatch':
        "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
      'AuthenticationFail.OIDCToken.IssuerConfigurationBroken':
        'Get public keys from OIDC Provider failed, the issuer is %s.',
      'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch':
        'The fingerprint of the identity provider does not match.',
      'AuthenticationFail.OIDCToken.HttpsUrlInvalid': [
        'Invoke url failed due to certificate chain validation',
        'The root ca certificate is not in ca whitelist of this url: %s',
      ],
    },
    403: { NoPermission: notAuthorized },
    ...stsItself,
  },
  GetCallerIdentity: {
    500: { InternalError: 'STS Server Internal Error happened, please send the RequestId to us.' },
  },
};
