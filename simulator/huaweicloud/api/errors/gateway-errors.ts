import type { ErrorTable } from '../../../common/error-table';

/**
 * The errors of the API gateway in front of every service: "Error Codes" of the API signing guide, with the texts of the FAQ on IAM
 * authentication. `APIG.nnnn` is an older spelling, which the FAQ and other clouds of the family use for two codes. `<...>` is a
 * placeholder for a value.
 */
export const gatewayErrors: ErrorTable = {
  '*': {
    404: {
      'APIGW.0101': ['The API does not exist or has not been published in the environment.', 'The API does not exist.'],
      'APIGW.0103': 'The backend does not exist.',
    },
    400: {
      'APIGW.0104': 'The plug-ins do not exist.',
      'APIGW.0105': 'The backend configurations do not exist.',
      'APIGW.0106': 'Orchestration error.',
      'APIGW.0201': [
        'API request error.',
        'Request entity too large.',
        'Request URI too large.',
        'Request headers too large.',
      ],
      'APIGW.0602': 'Bad request.',
      'APIGW.0607': 'The following protocol is supported: <...>',
    },
    401: {
      'APIGW.0301': [
        'Incorrect IAM authentication information.',
        'Incorrect IAM authentication information: verify aksk signature fail',
        'Incorrect IAM authentication information: ak <...> not exist',
        'Incorrect IAM authentication information: decrypt token fail',
        'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden',
        'Incorrect IAM authentication information: calc ak sk signature fail:signature expired',
      ],
      'APIGW.0305': 'Incorrect authentication information.',
      'APIGW.0307': 'The token must be updated.',
      'APIGW.0311': 'Incorrect debugging authentication information.',
      'APIG.0301': 'Incorrect IAM authentication information: verify aksk signature fail',
    },
    403: {
      'APIGW.0302': 'The IAM user is not authorized to access the API.',
      'APIGW.0306': 'API access denied.',
      'APIGW.0310': 'The project is unavailable.',
      'APIGW.0401': 'Unknown client IP address.',
      'APIGW.0402': 'The IP address is not authorized to access the API.',
      'APIGW.0404': 'Access to the backend IP address has been denied.',
      'APIGW.0801': 'The service is unavailable in the currently selected region.',
      'APIGW.0802': 'The IAM user is forbidden in the currently selected region.',
    },
    429: {
      'APIGW.0308': [
        'The throttling threshold has been reached.',
        'The throttling threshold has been reached: policy user over ratelimit,limit:<...>,time:<...>',
      ],
      'APIG.0308': 'The throttling threshold has been reached: policy user over ratelimit,limit:<...>,time:<...>',
    },
    405: {
      'APIGW.0501': 'The app quota has been used up.',
      'APIGW.0502': 'The app has been frozen.',
    },
    500: {
      'APIGW.0601': 'Internal server error.',
      'APIGW.0605': 'Domain name resolution failed.',
      'APIGW.0606': 'Failed to load the API configurations.',
      'APIGW.0608': 'Failed to obtain the admin token.',
      'APIGW.0609': 'The VPC backend does not exist.',
      'APIGW.0611': 'The backend port does not exist.',
      'APIGW.0705': 'Backend signature calculation failed.',
    },
    502: {
      'APIGW.0610': 'No backend available.',
      'APIGW.0201': 'Backend unavailable.',
    },
    503: {
      'APIGW.0613': 'The IAM service is currently unavailable.',
    },
    504: {
      'APIGW.0201': 'Backend timeout.',
    },
  },
};
