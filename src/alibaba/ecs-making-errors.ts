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

/** The errors that all calls that create an image have in common, with the same next step. */
export const MAKING_ERRORS: Verdicts = {
  'InvalidDescription.Malformed': CORRECT_DESCRIPTION,
  'InvalidImageName.Malformed': CORRECT_NAME,
  'InvalidImageName.Duplicated': alreadyExists(
    'Remove or change ImageName, for example add the build number: CloudFormation creates a replacement before it deletes the old image. If the image with this name is not in a stack, you can import it instead.',
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
    'An image can have 20 tags, including those of the resource type: use fewer in the resource and the stack.',
  ),
  IdempotenceParamNotMatch: internalFailure(),
  'InvalidParamter.Conflict': internalFailure(),
};
