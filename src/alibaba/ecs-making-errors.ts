import {
  alreadyExists,
  deniedAnyway,
  internalFailure,
  invalidRequest,
  repeated,
  serviceInternalError,
  serviceLimitExceeded,
  type Verdicts,
} from '../calling/verdict';
import { AUTHORIZE_ECS, CORRECT_DESCRIPTION, CORRECT_NAME } from './ecs-next-steps';

/** What every call that makes an image is refused with, where the cure is the same. */
export const MAKING_ERRORS: Verdicts = {
  'InvalidDescription.Malformed': CORRECT_DESCRIPTION,
  'InvalidImageName.Malformed': CORRECT_NAME,
  'InvalidImageName.Duplicated': alreadyExists(
    'Remove ImageName or change it, for example to one with the build number: a replacement is created before the old image is deleted. An image that is in no stack can be imported instead.',
  ),
  'QuotaExceed.Image': serviceLimitExceeded(
    'Delete images in the region of the new image, or ask for a higher quota in the Quota Center.',
  ),
  'InvalidParameter.KMSKeyId.KMSUnauthorized': deniedAnyway(AUTHORIZE_ECS),
  'InvalidResourceGroup.NotFound': invalidRequest('Correct ResourceGroupId.'),
  InternalError: repeated(serviceInternalError()),
  'Duplicate.TagKey': invalidRequest(),
  'InvalidTagKey.Malformed': invalidRequest(),
  'InvalidTagValue.Malformed': invalidRequest(),
  'QuotaExceed.Tags': serviceLimitExceeded(
    'An image holds 20 tags, our own included: use fewer in the resource and the stack.',
  ),
  IdempotenceParamNotMatch: internalFailure(),
  'InvalidParamter.Conflict': internalFailure(),
};
