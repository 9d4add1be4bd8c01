import { DEPLOY_AGAIN, extend } from '../calling/error-book';
import {
  alreadyExists,
  busy,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidRequest,
  serviceInternalError,
  serviceLimitExceeded,
  throttling,
  type Verdict,
  type Verdicts,
} from '../calling/verdict';
import {
  CORRECT_DESCRIPTION,
  CORRECT_ENTERPRISE_PROJECT,
  CORRECT_NAME,
  GRANT_OR_VERIFY,
  NO_SUCH_PROJECT,
} from './next-steps';

const NO_SUCH_SOURCE = invalidRequest(
  'Correct SourceImageId or Region: the image must be a private image in that region, or one that is shared with the account and accepted.',
);
const NOT_OURS = deniedAnyway(
  'The source belongs to another account: ask that account to share it, accept it in the IMS console, or choose another SourceImageId.',
);
/** Nothing says whether a job has begun, so a copy is looked for before another is made. */
const MAYBE_BEGUN: Verdict = { ...serviceInternalError(), unknown: true };
const REACHED_NOBODY = serviceInternalError(
  `The service could not reach another one of Huawei Cloud: ${DEPLOY_AGAIN} If it lasts, report the request id to Huawei Cloud.`,
);

/** What either copy is refused with. */
const EVERY_COPY: Verdicts = {
  'IMG.0001': internalFailure(),
  'IMG.0007': internalFailure(),
  'IMG.0002': CORRECT_NAME,
  'IMG.0003': CORRECT_NAME,
  'IMG.0013': CORRECT_NAME,
  'IMG.0062': CORRECT_NAME,
  'IMG.0004': CORRECT_DESCRIPTION,
  'IMG.0054': CORRECT_DESCRIPTION,
  'IMG.0009': alreadyExists(
    'Change Name, for example to one with the build number: a replacement is created before the old image is deleted. An image that is in no stack can be imported instead.',
  ),
  'IMG.0015': serviceLimitExceeded(
    'Delete private images in the target region, or ask Huawei Cloud for a higher quota in the console.',
  ),
  'IMG.0026': GRANT_OR_VERIFY,
  'IMG.0027': NO_SUCH_SOURCE,
  'IMG.0066': NO_SUCH_SOURCE,
  'IMG.0086': NO_SUCH_SOURCE,
  'IMG.0144': NO_SUCH_SOURCE,
  'IMG.0046': busy(
    `The source image must be active: wait until it is, then ${DEPLOY_AGAIN} Within one stack, raise Timeouts.Create or use DependsOn.`,
  ),
  'IMG.0047': NOT_OURS,
  'IMG.0106': NOT_OURS,
  'IMG.0060': throttling(
    `Too many copies run at once, five across regions: raise Timeouts.Create or use DependsOn so that they follow one another, then ${DEPLOY_AGAIN}`,
  ),
  'IMG.0148': busy(`The source is being exported: when that has finished, ${DEPLOY_AGAIN}`),
  'IMG.0105': invalidRequest(
    'This image cannot be copied (Windows images and those of more than 128 GB cannot): choose another SourceImageId.',
  ),
  'IMG.0130': invalidRequest(
    'A full-ECS image is not copied within its region, and to another TargetRegion with VaultId only: set both, or choose another SourceImageId.',
  ),
  'IMG.0167': invalidRequest('An ISO image cannot be copied: choose another SourceImageId.'),
  'IMG.0196': invalidRequest(`Accept the shared image in the IMS console of its region, then ${DEPLOY_AGAIN}`),
  'IMG.0197': invalidRequest(
    'A shared image that is encrypted cannot be copied: ask its owner for one that is not, and choose that as SourceImageId.',
  ),
  'IMG.0238': generalServiceException(`Verify the account by its real name in the console, then ${DEPLOY_AGAIN}`),
  'IMG.0239': generalServiceException(`Top up the balance of the Huawei Cloud account, then ${DEPLOY_AGAIN}`),
  'IMG.0241': generalServiceException(`Complete the payment data of the Huawei Cloud account, then ${DEPLOY_AGAIN}`),
  'IMG.0242': generalServiceException(
    `The budget of the enterprise project is used up: raise it in the console, then ${DEPLOY_AGAIN}`,
  ),
  'IMG.0014': MAYBE_BEGUN,
  'IMG.0018': MAYBE_BEGUN,
  'IMG.0061': MAYBE_BEGUN,
  'IMG.0064': REACHED_NOBODY,
  'IMG.0065': REACHED_NOBODY,
};

const ENCRYPTED_STAYS =
  'An encrypted image does not leave its region: copy it there without KmsKeyId first, which gives a plain image, and use that as SourceImageId.';
const AGENCY = invalidRequest(
  'Correct AgencyName: the name of a cloud service agency for IMS in this account, with IMS CrossCopyAgencyPolicy (for a full-ECS image IMS CrossCopyAgencyCBRPolicy) in TargetRegion.',
);
const NO_KEY_RIGHT =
  'Allow the user or agency of the type configuration to use the key, in the KMS console: that of KmsKeyId.';

/** What a copy within a region is refused with. */
const IN_REGION: Verdicts = {
  'IMG.0095': invalidRequest('Set KmsKeyId to the ID of a key in the region of the image.'),
  'IMG.0096': invalidRequest(
    'Name another key in KmsKeyId than the one of the source, or leave it out for a plain copy.',
  ),
  'IMG.0097': invalidRequest('Enable the key that KmsKeyId names in the KMS console, or name another.'),
  'IMG.0099': deniedAnyway(NO_KEY_RIGHT),
  'IMG.0100': deniedAnyway('Open KMS for the account in the console, or leave KmsKeyId out.'),
  'IMG.0101': generalServiceException(
    'The key of the encrypted source is gone: restore it in the KMS console while its deletion is pending, or choose another SourceImageId.',
  ),
  'IMG.0102': generalServiceException(
    'Enable the key of the encrypted source in the KMS console, or choose another SourceImageId.',
  ),
  'IMG.0103': deniedAnyway(
    'Allow the user or agency of the type configuration to use the key of the encrypted source, in the KMS console.',
  ),
  'IMG.0187': throttling(`KMS has too many calls: raise Timeouts.Create, then ${DEPLOY_AGAIN}`),
  'IMG.0154': REACHED_NOBODY,
  'IMG.0155': CORRECT_ENTERPRISE_PROJECT,
  'IMG.0156': serviceInternalError(
    `The image could not be put into the enterprise project: leave EnterpriseProjectId out and set it later, or ${DEPLOY_AGAIN}`,
  ),
};

/** What a copy to another region is refused with. */
const ACROSS_REGIONS: Verdicts = {
  'IMG.0104': NO_SUCH_PROJECT,
  'IMG.0145': NO_SUCH_PROJECT,
  'IMG.0108': invalidRequest(
    'Correct TargetRegion, or open that region for the account in the console: the account has no project in it.',
  ),
  'IMG.0036': AGENCY,
  'IMG.0179': AGENCY,
  'IMG.0182': serviceLimitExceeded(`Expand the vault that VaultId names, or name another; then ${DEPLOY_AGAIN}`),
  'IMG.0184': invalidRequest('Correct VaultId: the ID of a cloud server backup vault in TargetRegion.'),
  'IMG.0188': generalServiceException(
    `Look at the vault that VaultId names in the CBR console: it has to be available; then ${DEPLOY_AGAIN}`,
  ),
  'IMG.0189': invalidRequest('Name a vault in VaultId that is made for replication.'),
  'IMG.0193': invalidRequest('Name a vault for cloud servers in VaultId.'),
  'IMG.0098': invalidRequest(ENCRYPTED_STAYS),
};

/** The errors of both copies, by action. Each is also what the job of such a copy can fail with. */
export const COPY_ERRORS = extend(
  { CopyImageInRegion: EVERY_COPY, CopyImageCrossRegion: EVERY_COPY },
  { CopyImageInRegion: IN_REGION, CopyImageCrossRegion: ACROSS_REGIONS },
);
