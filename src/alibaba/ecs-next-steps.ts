import { accessDenied, invalidRequest, type Verdict } from '../calling/verdict';

/** For another reason than a missing permission to make the call. */
export const deniedAnyway = (nextStep: string): Verdict => ({ ...accessDenied(nextStep), permissionIsNoCure: true });

/** https://help.aliyun.com/en/ecs/user-guide/encryption-related-permissions: the console creates the role when it is confirmed there. */
export const AUTHORIZE_ECS =
  'Let ECS use your keys: choose one for an encrypted disk in the ECS console and confirm the authorization, which creates the service role AliyunECSDiskEncryptDefaultRole.';

export const NO_SUCH_REGION = invalidRequest(
  'Correct SourceRegionId, DestinationRegionId or, for an import, the region in the identifier.',
);

/** A creation that failed leaves a stack in ROLLBACK_COMPLETE, if it was the stack's first. */
export const DEPLOY_AGAIN = 'deploy again; a stack in ROLLBACK_COMPLETE has to be deleted first.';

/** In UPDATE_ROLLBACK_FAILED a stack takes no update. */
export const UPDATE_AGAIN = 'update the stack again or continue its rollback.';
