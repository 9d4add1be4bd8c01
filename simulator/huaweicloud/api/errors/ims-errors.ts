import type { ErrorTable } from '../../../common/error-table';

/** The errors of both kinds of copies with status 400. */
const ofEveryCopy = {
  'IMG.0001': 'The request message format is invalid.',
  'IMG.0007': 'The request body is empty.',
  'IMG.0002': 'The image name contains more than 128 characters.',
  'IMG.0003': 'The image name format is invalid.',
  'IMG.0013': 'The image name is not specified.',
  'IMG.0062': 'The image name is incorrect.',
  'IMG.0004': 'The description contains more than 1024 characters.',
  'IMG.0054': 'The image description format is invalid.',
  'IMG.0009': 'The image name already exists.',
  'IMG.0015': 'The number of private images has reached the maximum allowed.',
  'IMG.0027': 'The image ID in the request does not exist.',
  'IMG.0066': 'The image ID is incorrect.',
  'IMG.0086': 'No image was found.',
  'IMG.0144': 'The image does not exist.',
  'IMG.0046': 'The image is unavailable.',
  'IMG.0047': 'This operation can be performed only by the image owner.',
  'IMG.0106': 'The image owner is another tenant.',
  'IMG.0060': 'The number of tasks exceeds the flow control limit.',
  'IMG.0148': 'The image is being exported.',
  'IMG.0105': 'The operation is not supported.',
  'IMG.0130': 'The full-ECS image cannot be exported or replicated.',
  'IMG.0167': 'This operation cannot be performed for ISO images.',
  'IMG.0196': 'The image cannot be replicated because it is not accepted by the recipient.',
  'IMG.0197': 'Failed to replicate the shared image because it is encrypted using KMS.',
  'IMG.0238': 'Not real-name authentication.',
  'IMG.0239': 'Insufficient balance.',
  'IMG.0241': 'Incomplete payment information.',
  'IMG.0242': 'Insufficient budget of enterprise department.',
  'IMG.0014': 'An exception occurred when IaaS OpenStack was executing the task.',
  'IMG.0018': 'An error occurred when the job was submitted.',
  'IMG.0061': 'Unknown system error.',
  'IMG.0064': 'Failed to obtain tenant information from IAM.',
  'IMG.0065': 'Failed to obtain the tenant domain from IAM.',
} as const;

/** The three codes in the published table for an image that does not exist. */
const noImage = {
  'IMG.0027': 'The image ID in the request does not exist.',
  'IMG.0086': 'No image was found.',
  'IMG.0144': 'The image does not exist.',
} as const;

/** The errors of both calls for a job. */
const ofJobs = {
  'IMG.0023': 'An exception occurred during task query.',
  'IMG.0030': 'The project ID and token in the request are invalid.',
  'IMG.0067': 'The project ID is incorrect.',
} as const;

const noRight = {
  'IMG.0026':
    'The role is invalid. You need to apply for the required permissions or pass the real-name authentication.',
} as const;

/**
 * The errors of IMS by the operations of its API reference. They come from the published tables of the service, which do not name the
 * operations. `Job` is what both calls show for a failed job.
 */
export const imsErrors: ErrorTable = {
  CopyImageInRegion: {
    400: {
      ...ofEveryCopy,
      'IMG.0095': 'The KMS key does not exist.',
      'IMG.0096': 'The specified KMS key ID must be different from the image key ID.',
      'IMG.0097': 'The key is not enabled.',
      'IMG.0099': 'You do not have the permission to access the key.',
      'IMG.0100': 'You do not have OBT permission for KMS.',
      'IMG.0101': 'The original key does not exist.',
      'IMG.0102': 'The original key is not enabled.',
      'IMG.0103': 'You do not have the permission to access the original key.',
      'IMG.0187': 'KMS access traffic has reached the upper limit.',
      'IMG.0154': 'Failed to communicate with Enterprise Project Management Service (EPS).',
      'IMG.0155': 'Failed to check the enterprise project ID validity.',
      'IMG.0156': 'Failed to associate the image with the enterprise project ID.',
    },
    403: noRight,
  },
  CopyImageCrossRegion: {
    400: {
      ...ofEveryCopy,
      'IMG.0104': 'Enter the project name if there are multiple projects in the same region.',
      'IMG.0145': 'The project name is incorrect.',
      'IMG.0108': 'The tenant ID was not found in the current region.',
      'IMG.0036': 'An error occurred when the value of asumeToken was obtained.',
      'IMG.0179': 'The token of the source image agency is invalid.',
      'IMG.0182': 'Insufficient vault capacity. Please expand the capacity.',
      'IMG.0184': 'Failed to obtain the vault.',
      'IMG.0188': 'Vault is unavailable.',
      'IMG.0189': 'The target CBR vault does not support image replication.',
      'IMG.0193': 'The vault is not a cloud server backup vault.',
      'IMG.0098': 'The encrypted image cannot be shared.',
    },
    403: noRight,
  },
  ShowJobProgress: {
    400: {
      ...ofJobs,
    },
    404: {
      'APIGW.0101': 'The API does not exist or has not been published in the environment.',
    },
  },
  ShowJob: {
    400: {
      ...ofJobs,
    },
  },
  Job: {
    200: {
      '(status FAIL)': 'The image copy job failed.',
    },
  },
  UpdateImage: {
    400: {
      ...noImage,
      'IMG.0035': 'An attribute conflict occurred during the modification.',
      'IMG.0001': 'The request message format is invalid.',
      'IMG.0002': 'The image name contains more than 128 characters.',
      'IMG.0003': 'The image name format is invalid.',
      'IMG.0062': 'The image name is incorrect.',
      'IMG.0004': 'The description contains more than 1024 characters.',
      'IMG.0054': 'The image description format is invalid.',
      'IMG.0055': 'The memory or disk size is invalid.',
      'IMG.0168': 'Data disk images cannot be updated.',
      'IMG.0009': 'The image name already exists.',
      'IMG.0046': 'The image is unavailable.',
      'IMG.0047': 'This operation can be performed only by the image owner.',
      'IMG.0106': 'The image owner is another tenant.',
      'IMG.0155': 'Failed to check the enterprise project ID validity.',
      'IMG.0154': 'Failed to communicate with Enterprise Project Management Service (EPS).',
      'IMG.0156': 'Failed to associate the image with the enterprise project ID.',
    },
    403: noRight,
  },
  BatchAddOrDeleteTags: {
    400: {
      ...noImage,
      'IMG.0115': 'The image tag is invalid.',
      'IMG.0116': 'The number of image tags exceeds the quota.',
    },
  },
  GlanceDeleteImage: {
    400: {
      ...noImage,
      'IMG.0028': 'The image in the request is protected.',
      'IMG.0090': 'The image being created cannot be deleted.',
      'IMG.0148': 'The image is being exported.',
      'IMG.0092': 'The image can only be deleted by the owner.',
      'IMG.0106': 'The image owner is another tenant.',
      'IMG.0047': 'This operation can be performed only by the image owner.',
      'IMG.0094': 'The public image cannot be deleted.',
      'IMG.0083': 'The image is a public image.',
      'IMG.0176': 'Failed to delete the full-ECS backup.',
    },
    404: {
      '404': '404 Not Found',
    },
  },
  '*': {
    400: {
      'IMG.0014': 'An exception occurred when IaaS OpenStack was executing the task.',
      'IMG.0018': 'An error occurred when the job was submitted.',
      'IMG.0023': 'An exception occurred during task query.',
      'IMG.0061': 'Unknown system error.',
      'IMG.0016': 'An error occurred when the request body was deleted.',
      'IMG.0017': 'The URL format is incorrect.',
      'IMG.0030': 'The project ID and token in the request are invalid.',
      'IMG.0067': 'The project ID is incorrect.',
      'IMG.0087': 'The token is incorrect.',
      'IMG.0121': 'The object cannot be found.',
    },
    403: noRight,
  },
};
