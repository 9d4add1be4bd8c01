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
  'Correct SourceImageId or Region: it must be a private image in that region, or a shared image that the account has accepted.',
);
const NOT_OURS = deniedAnyway(
  'The source belongs to another account: ask that account to share it, accept it in the IMS console, or choose another SourceImageId.',
);
/** It is not known whether a job has begun, so the copy is searched for before another one is started. */
const MAYBE_BEGUN: Verdict = { ...serviceInternalError(), maybeDone: true };
const REACHED_NOBODY = serviceInternalError(
  `The service could not reach another service of Huawei Cloud: ${DEPLOY_AGAIN} If the problem persists, report the request id to Huawei Cloud.`,
);

/** The common errors of both copies. */
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
    'Change Name, for example add the build number: CloudFormation creates a replacement before it deletes the old image. If the image with this name is not in a stack, you can import it instead.',
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
    `Too many copies are running (across regions, the limit is five): raise Timeouts.Create, or use DependsOn to run them one after another, then ${DEPLOY_AGAIN}`,
  ),
  'IMG.0148': busy(`The source is being exported: when that has finished, ${DEPLOY_AGAIN}`),
  'IMG.0105': invalidRequest(
    'This image cannot be copied (Windows images and images larger than 128 GB cannot): choose another SourceImageId.',
  ),
  'IMG.0130': invalidRequest(
    'A full-ECS image can be copied only to another region, and only with VaultId: set TargetRegion and VaultId, or choose another SourceImageId.',
  ),
  'IMG.0167': invalidRequest('An ISO image cannot be copied: choose another SourceImageId.'),
  'IMG.0196': invalidRequest(`Accept the shared image in the IMS console of its region, then ${DEPLOY_AGAIN}`),
  'IMG.0197': invalidRequest(
    'An encrypted shared image cannot be copied: ask its owner for one that is not encrypted, and use that as SourceImageId.',
  ),
  'IMG.0238': generalServiceException(
    `Complete the real-name authentication of the account in the console, then ${DEPLOY_AGAIN}`,
  ),
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
  'An encrypted image cannot be copied to another region: first copy it within its region without KmsKeyId, then use that unencrypted copy as SourceImageId.';
const AGENCY = invalidRequest(
  'Correct AgencyName: the name of a cloud service agency for IMS in this account, with IMS CrossCopyAgencyPolicy (for a full-ECS image IMS CrossCopyAgencyCBRPolicy) in TargetRegion.',
);
const NO_KEY_PERMISSION =
  'In the KMS console, allow the user or agency of the type configuration to use the key in KmsKeyId.';

/** The errors of a copy within a region. */
const IN_REGION: Verdicts = {
  'IMG.0095': invalidRequest('Set KmsKeyId to the ID of a key in the region of the image.'),
  'IMG.0096': invalidRequest(
    'Set KmsKeyId to a key other than that of the source, or remove it for an unencrypted copy.',
  ),
  'IMG.0097': invalidRequest('Enable the key in KmsKeyId in the KMS console, or use another key.'),
  'IMG.0099': deniedAnyway(NO_KEY_PERMISSION),
  'IMG.0100': deniedAnyway('Enable KMS for the account in the console, or remove KmsKeyId.'),
  'IMG.0101': generalServiceException(
    'The key of the encrypted source is gone: restore it in the KMS console while its deletion is pending, or choose another SourceImageId.',
  ),
  'IMG.0102': generalServiceException(
    'Enable the key of the encrypted source in the KMS console, or choose another SourceImageId.',
  ),
  'IMG.0103': deniedAnyway(
    'In the KMS console, allow the user or agency of the type configuration to use the key of the encrypted source.',
  ),
  'IMG.0187': throttling(`KMS receives too many calls: raise Timeouts.Create, then ${DEPLOY_AGAIN}`),
  'IMG.0154': REACHED_NOBODY,
  'IMG.0155': CORRECT_ENTERPRISE_PROJECT,
  'IMG.0156': serviceInternalError(
    `The image could not be added to the enterprise project: remove EnterpriseProjectId and set it later, or ${DEPLOY_AGAIN}`,
  ),
};

/** The errors of a copy to another region. */
const ACROSS_REGIONS: Verdicts = {
  'IMG.0104': NO_SUCH_PROJECT,
  'IMG.0145': NO_SUCH_PROJECT,
  'IMG.0108': invalidRequest(
    'Correct TargetRegion, or enable that region for the account in the console: the account has no project in it.',
  ),
  'IMG.0036': AGENCY,
  'IMG.0179': AGENCY,
  'IMG.0182': serviceLimitExceeded(`Expand the vault in VaultId, or use another vault; then ${DEPLOY_AGAIN}`),
  'IMG.0184': invalidRequest('Correct VaultId: the ID of a cloud server backup vault in TargetRegion.'),
  'IMG.0188': generalServiceException(
    `Check the vault in VaultId in the CBR console: it must be available; then ${DEPLOY_AGAIN}`,
  ),
  'IMG.0189': invalidRequest('Set VaultId to a vault that supports replication.'),
  'IMG.0193': invalidRequest('Set VaultId to a vault for cloud servers.'),
  'IMG.0098': invalidRequest(ENCRYPTED_STAYS),
};

/** The errors of both copies, by action. The job of a copy can fail with the same errors. */
export const COPY_ERRORS = extend(
  { CopyImageInRegion: EVERY_COPY, CopyImageCrossRegion: EVERY_COPY },
  { CopyImageInRegion: IN_REGION, CopyImageCrossRegion: ACROSS_REGIONS },
);
