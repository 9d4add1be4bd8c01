import type { ErrorTable } from '../../../common/error-table';

/**
 * The errors of IAM, of STS and of the enterprise project service. If the code is a number, the documentation has only the status. Codes in
 * parentheses are answers without an error.
 */
export const iamErrors: ErrorTable = {
  KeystoneListProjects: {
    401: {
      '401': 'The request you have made requires authentication.',
    },
    403: {
      '403': 'Forbidden',
    },
    200: {
      '(empty list)': 'No project of that name.',
      '(several)': 'Several projects of that name.',
    },
  },
  AssumeAgency: {
    401: {
      '401': 'The request you have made requires authentication.',
    },
    403: {
      '403': 'Forbidden',
    },
  },
  CreateTemporaryAccessKeyByAgency: {
    401: {
      '401': 'The request you have made requires authentication.',
    },
    403: {
      '403': 'Forbidden',
    },
  },
  AssumeAgencyWithOIDC: {
    400: {
      '400': 'Bad Request',
    },
    401: {
      '401': 'Unauthorized',
    },
    403: {
      '403': 'Forbidden',
    },
  },
  MigrateResource: {
    400: {
      '400': 'Bad Request',
    },
    403: {
      '403': 'Forbidden',
    },
  },
  '*': {
    500: {
      'IAM.0006': 'An unexpected error prevented the server from fulfilling your request.',
    },
    400: {
      'IAM.0011': 'Request body is invalid.',
    },
    404: {
      'IAM.0004': 'Could not find %(target)s: %(target_id)s.',
    },
  },
};
