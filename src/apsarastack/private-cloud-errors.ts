import { DEPLOY_AGAIN, type ErrorTable } from '../calling/error-book';
import {
  accessDenied,
  deniedAnyway,
  generalServiceException,
  internalFailure,
  invalidRequest,
  type Verdict,
} from '../calling/verdict';

/** Only the operator of a private cloud can change this. */
const operator = (what: string): Verdict => generalServiceException(`Ask the operator of the cloud ${what}.`);
const operatorFirst = (what: string): Verdict =>
  generalServiceException(`Ask the operator of the cloud ${what}, then ${DEPLOY_AGAIN}`);

const WHY_REFUSED = 'why it refuses the account';
const KEYS = deniedAnyway('Ask the operator of the cloud to let ECS use the keys of KMS.');
const SNAPSHOT_KIND = invalidRequest('Choose another snapshot: ECS cannot create an image from this kind.');
/** The handlers send no image family: the types of Apsara Stack do not have this property. */
const NO_FAMILY = internalFailure();

/**
 * The errors of ECS whose next step on the public cloud needs something that a private cloud does not have: an account that pays, the
 * marketplace, community images, CloudBox, a service role that a console creates, or a property that the types of Apsara Stack do not have.
 * No source says which of these errors a private cloud returns.
 */
export const PRIVATE_CLOUD_ERRORS: ErrorTable = {
  CopyImage: {
    'InvalidParameter.KMSKeyId.KMSUnauthorized': KEYS,
    'OperationDenied.KmsServiceUnauthorized': KEYS,
    'InvalidParameter.KmsNotEnabled': operator('to enable KMS'),
    'Account.Arrearage': operator(WHY_REFUSED),
    'OperationDenied.CommunityImage': invalidRequest(
      'This image cannot be copied: choose a custom image as SourceImageId.',
    ),
    'OperationDenied.NotPublished': invalidRequest(
      'The image behind the source is not offered in the destination region: choose another region.',
    ),
    'OperationDenied.NotAuthorized': deniedAnyway(
      'Choose another SourceImageId: the account is not allowed to use the image behind this one.',
    ),
  },
  CreateImage: {
    'InvalidParameter.KMSKeyId.KMSUnauthorized': KEYS,
    'AccountForbidden.CreateOrder': operatorFirst(WHY_REFUSED),
    'InvalidAccountStatus.NotEnoughBalance': operatorFirst(WHY_REFUSED),
    'InvalidAccountStatus.SnapshotServiceUnavailable': operatorFirst('to enable the snapshot service'),
    IncorrectDiskStatus: generalServiceException(`Check the disks of the instance, then ${DEPLOY_AGAIN}`),
    'OperationDenied.InvalidSnapshotCategory': SNAPSHOT_KIND,
    'InvalidSnapshotCategory.NotSupportImageCreation': SNAPSHOT_KIND,
    'InvalidOperation.SnapshotStorageLocationUnsupported': SNAPSHOT_KIND,
    'InvalidImageVersion.Malformed': invalidRequest(
      'Choose another source: the account is not allowed to use a snapshot of this one.',
    ),
    'InvalidBootMode.NotSupport': invalidRequest('Correct Architecture, or remove it.'),
    'InvalidImageFamily.Malformed': NO_FAMILY,
    'ImageQuotaExceed.ImageFamily': NO_FAMILY,
    ImageFamilyQuotaExceed: NO_FAMILY,
    Forbidden: accessDenied(),
  },
  ModifyImageAttribute: {
    'InvalidImageFamily.Malformed': NO_FAMILY,
    'ImageQuotaFull.ImageFamily': NO_FAMILY,
    ImageFamilyQuotaFull: NO_FAMILY,
  },
};
