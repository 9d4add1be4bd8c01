import { invalidRequest, serviceLimitExceeded } from '../calling/verdict';

/** https://help.aliyun.com/en/ecs/user-guide/encryption-related-permissions: the console creates the role when the user confirms it. */
export const AUTHORIZE_ECS =
  'Allow ECS to use your keys: in the ECS console, choose one for an encrypted disk and confirm the authorization. This creates the service role AliyunECSDiskEncryptDefaultRole.';

export const NO_SUCH_REGION = invalidRequest(
  'Correct the region in the properties, in the type configuration or, for an import, in the identifier.',
);

export const CORRECT_NAME = invalidRequest('Correct ImageName.');
export const CORRECT_DESCRIPTION = invalidRequest('Correct Description.');
export const CORRECT_FAMILY = invalidRequest('Correct ImageFamily.');
export const FAMILY_FULL = serviceLimitExceeded('The image family is full: remove images from it, or choose another.');
export const TOO_MANY_FAMILIES = serviceLimitExceeded(
  'The region has too many image families: use an existing one, or empty one.',
);
