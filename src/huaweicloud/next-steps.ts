import { accessDenied, invalidCredentials, invalidRequest } from '../calling/verdict';

/** The type configuration names the user or agency that needs the permission. */
export const GRANT_IT = 'Grant it to the user or agency of the type configuration.';
export const GRANT = accessDenied(GRANT_IT);
/** IMS uses one code for a missing permission and for an account that is not verified. */
export const GRANT_OR_VERIFY = accessDenied(
  'Grant it to the user or agency of the type configuration. If the account has not completed real-name authentication, do that in the console.',
);
export const CORRECT_KEY = invalidCredentials('Correct AccessKey and SecretKey in the type configuration.');

export const CORRECT_NAME = invalidRequest(
  'Correct Name: 1 to 128 letters, digits, spaces, periods, hyphens or underscores, with no space at an end.',
);
export const CORRECT_DESCRIPTION = invalidRequest(
  'Correct Description: at most 1024 characters, no line breaks and no angle brackets.',
);
export const CORRECT_ENTERPRISE_PROJECT = invalidRequest(
  'Correct EnterpriseProjectId: the ID of an enterprise project of the account that is enabled.',
);
/** The project has the name of the region. */
export const NO_SUCH_PROJECT = invalidRequest(
  'Correct TargetRegion: the copy goes to the project that has the name of that region, and the account has no such project.',
);
