import type { NextSteps } from '../calling/error-book';

/** The claims of the token from AWS, in the order in which a trust policy names them. */
export const TOKEN_CLAIMS = 'oidc:iss {issuer}, oidc:aud {audience}, oidc:sub {subject}';

/** What to do about errors of an STS that is asked for the session of a `role` or an `agency`, which `console` shows. */
export function stsNextSteps(
  assumed: 'role' | 'agency',
  console: string,
): Pick<NextSteps, 'AccessDenied' | 'GeneralServiceException' | 'InvalidCredentials' | 'InvalidRequest'> {
  return {
    AccessDenied: `Compare the policies of {${assumed}} with {method} in the type configuration.`,
    GeneralServiceException: `Check the ${assumed} {${assumed}} in the ${console}, then try again.`,
    InvalidCredentials: 'Try again; if the problem persists, correct {method} in the type configuration.',
    InvalidRequest: 'Correct {method} in the type configuration.',
  };
}
