import { DEPLOY_AGAIN } from '../calling/error-book';
import {
  alreadyExists,
  busy,
  deniedAnyway,
  internalFailure,
  invalidRequest,
  repeated,
  serviceInternalError,
  serviceLimitExceeded,
  type Verdict,
  type Verdicts,
} from '../calling/verdict';
import { AUTHORIZE_ECS, CORRECT_DESCRIPTION, CORRECT_NAME } from './ecs-next-steps';

/** The start is repeated within Timeouts.Create. The reader sees the step after that, or if another failure rolled the creation back. */
export const laterWhen = (what: string, more = ''): Verdict =>
  busy(`${what}, ${DEPLOY_AGAIN} To wait longer, raise Timeouts.Create${more}.`);

/** ECS is still processing an earlier attempt of this request. A later attempt with the same token returns its image. */
const STILL_STARTING: Verdict = {
  ...repeated(laterWhen('When ECS has finished the earlier attempt')),
  maybeDone: true,
};

/**
 * The errors that all calls that create an image have in common, with the same next step. No other call sends a ClientToken, so the two
 * codes about its earlier attempt are here: the documentation of ClientToken names LastTokenProcessing for every action, and a Packer
 * builder of the vendor repeats CreateImage when it returns IdempotentProcessing, which is in no table.
 */
export const MAKING_ERRORS: Verdicts = {
  'InvalidDescription.Malformed': CORRECT_DESCRIPTION,
  'InvalidImageName.Malformed': CORRECT_NAME,
  'InvalidImageName.Duplicated': alreadyExists(
    'Remove or change ImageName, for example add the build number: CloudFormation creates a replacement before it deletes the old image. If the image with this name is not in a stack, you can import it instead.',
  ),
  IdempotentProcessing: STILL_STARTING,
  LastTokenProcessing: STILL_STARTING,
  'QuotaExceed.Image': serviceLimitExceeded('Delete images in the region of the new image, or ask {quota}.'),
  'InvalidParameter.KMSKeyId.KMSUnauthorized': deniedAnyway(AUTHORIZE_ECS),
  'InvalidResourceGroup.NotFound': invalidRequest('Correct {resourceGroup}.'),
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
