import type { ErrorTable } from '../calling/error-book';
import {
  accessDenied,
  internalFailure,
  invalidRequest,
  invalidTypeConfiguration,
  repeated,
  serviceInternalError,
} from '../calling/verdict';
import { CORRECT_KEY } from './next-steps';

/** The errors of IAM (its API reference; the texts of its Keystone). */
export const IAM_ERRORS: ErrorTable = {
  KeystoneListProjects: {
    '401': CORRECT_KEY,
    '403': accessDenied(
      'Grant it to the user or agency of the type configuration, or list the projects in ProjectIds: then no project is looked up.',
    ),
    '(empty list)': invalidRequest(
      'Correct Region or TargetRegion (or Region of the type configuration), enable that region for the account in the console, or set its project in ProjectIds of the type configuration.',
    ),
    '(several)': invalidTypeConfiguration('Set the project of the region in ProjectIds of the type configuration.'),
  },
  '*': {
    'IAM.0006': repeated(serviceInternalError()),
    'IAM.0011': internalFailure(),
    'IAM.0004': invalidTypeConfiguration('Correct the agency, provider or project that the type configuration names.'),
  },
};
