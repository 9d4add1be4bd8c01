import { type ErrorTable, UPDATE_AGAIN } from '../calling/error-book';
import {
  busy,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidRequest,
  invalidTypeConfiguration,
  notFound,
  notStabilized,
  outcome,
  repeated,
  serviceInternalError,
  serviceLimitExceeded,
} from '../calling/verdict';
import { inBothSpellings } from './gateway-errors';
import { CORRECT_DESCRIPTION, CORRECT_ENTERPRISE_PROJECT, CORRECT_NAME, GRANT, GRANT_OR_VERIFY } from './next-steps';

const OF_ANOTHER = deniedAnyway(
  'The image belongs to another account: remove the resource from the stack, with DeletionPolicy Retain, or use the credentials of that account in the type configuration.',
);
const PUBLISHED = generalServiceException(
  'A published image cannot be deleted: withdraw it in the console, then delete the stack again, or retain the resource.',
);

/** The handlers clean the failed copy up themselves. */
export const JOB_FAILED = notStabilized(
  'Check the source image in the IMS console, then try again; if the problem persists, report the job to Huawei Cloud.',
);

/** The handlers send the project that ProjectIds names for the region, or that IAM does. */
const OTHER_PROJECT = internalFailure(
  'If the type configuration sets ProjectIds, correct the entry of this region; if it sets Endpoints.Ims, that must be the endpoint of this region. If it sets neither, report this with the request id: it is a bug in the resource type.',
);

/** The common errors of both calls that show a job. */
const OF_JOBS = {
  // No page says how the service answers about an unknown job, so it may be any of these.
  'IMG.0023': { ...repeated(serviceInternalError()), outcome: 'unknownJob' },
  'IMG.0121': { ...serviceInternalError(), outcome: 'unknownJob' },
  '404': { ...generalServiceException(), outcome: 'unknownJob' },
  'IMG.0030': OTHER_PROJECT,
  'IMG.0067': OTHER_PROJECT,
} as const;

/** The errors of the calls for jobs and images, by action. */
export const IMAGE_ERRORS: ErrorTable = {
  // Open Telekom Cloud documents only the older call for a job.
  ShowJobProgress: { ...OF_JOBS, ...inBothSpellings({ 'APIGW.0101': outcome('notOffered') }) },
  ShowJob: {
    ...OF_JOBS,
    // If the endpoint is wrong, every other call says so too. Here this may also be the answer about an unknown job.
    ...inBothSpellings({
      'APIGW.0101': {
        ...invalidTypeConfiguration(
          'Correct Cloud or Endpoints.Ims of the type configuration: the endpoint has no call that shows jobs, or no longer knows this job.',
        ),
        outcome: 'unknownJob',
      },
    }),
  },
  UpdateImage: {
    // The image may not have the attribute, so that it has to be added. If the error persists, it is a real conflict.
    'IMG.0035': { ...busy(`Someone else is changing the image: ${UPDATE_AGAIN}`), outcome: 'attributeConflict' },
    'IMG.0001': internalFailure(),
    'IMG.0002': CORRECT_NAME,
    'IMG.0003': CORRECT_NAME,
    'IMG.0062': CORRECT_NAME,
    'IMG.0004': CORRECT_DESCRIPTION,
    'IMG.0054': CORRECT_DESCRIPTION,
    'IMG.0055': invalidRequest('Correct MinRam and MaxRam: in MB, and MaxRam not below MinRam.'),
    'IMG.0168': invalidRequest('An image of a data disk cannot be changed in this way: revert the change.'),
    'IMG.0009': invalidRequest('Choose another Name: an image already has this one.'),
    'IMG.0027': notFound(),
    'IMG.0086': notFound(),
    'IMG.0144': notFound(),
    'IMG.0046': busy(`Only an active image can be changed: wait until it is, then ${UPDATE_AGAIN}`),
    'IMG.0047': OF_ANOTHER,
    'IMG.0106': OF_ANOTHER,
    'IMG.0026': GRANT_OR_VERIFY,
    'IMG.0155': CORRECT_ENTERPRISE_PROJECT,
    'IMG.0154': repeated(serviceInternalError()),
    'IMG.0156': repeated(serviceInternalError()),
  },
  BatchAddOrDeleteTags: {
    'IMG.0115': invalidRequest(
      'Correct Tags: keys of 1 to 36 letters, digits, hyphens or underscores, values of at most 43 of these characters or periods.',
    ),
    'IMG.0116': serviceLimitExceeded(
      'An image can have 10 tags, including those of the resource type: use fewer in the resource and the stack.',
    ),
    'IMG.0027': notFound(),
    'IMG.0086': notFound(),
    'IMG.0144': notFound(),
  },
  ListImageTags: {
    '404': outcome('absent'),
    'IMG.0027': outcome('absent'),
    'IMG.0086': outcome('absent'),
    'IMG.0144': outcome('absent'),
  },
  GlanceDeleteImage: {
    'IMG.0028': generalServiceException(
      'Remove the protection of the image in the IMS console, then delete the stack again.',
    ),
    'IMG.0090': outcome('inUse'),
    'IMG.0148': busy('The image is being exported: when that has finished, delete the stack again.'),
    'IMG.0092': OF_ANOTHER,
    'IMG.0106': OF_ANOTHER,
    'IMG.0047': OF_ANOTHER,
    'IMG.0094': PUBLISHED,
    'IMG.0083': PUBLISHED,
    'IMG.0027': outcome('absent'),
    'IMG.0086': outcome('absent'),
    'IMG.0144': outcome('absent'),
    'IMG.0176': generalServiceException(
      'The backup of the full-ECS image remains and is billed: delete it in the CBR console of the target region.',
    ),
    '404': outcome('absent'),
  },
  // The errors of IMS itself, and the status of a job that failed without a code.
  '*': {
    '(status FAIL)': JOB_FAILED,
    'IMG.0014': repeated(serviceInternalError()),
    'IMG.0018': repeated(serviceInternalError()),
    'IMG.0023': repeated(serviceInternalError()),
    'IMG.0061': repeated(serviceInternalError()),
    'IMG.0016': repeated(serviceInternalError()),
    'IMG.0017': internalFailure(),
    'IMG.0030': OTHER_PROJECT,
    'IMG.0067': OTHER_PROJECT,
    'IMG.0087': {
      failure: 'InvalidCredentials',
      nextStep:
        'Correct Credentials in the type configuration: AccessKey, SecretKey and SecurityToken must belong to the same session.',
    },
    'IMG.0121': serviceInternalError(),
    'IMG.0026': GRANT,
  },
};
