import { ECS_FACTS } from '../alibaba/ecs-facts';
import type { CloudFacts } from '../life/port';

/**
 * ECS on Apsara Stack. No document says that its releases support ClientToken, or that an image gets its tags when it is started. Other
 * clients of private clouds wait up to 20 minutes for a single answer.
 */
export const APSARA_FACTS: CloudFacts = {
  ...ECS_FACTS,
  start: { by: 'name', property: 'ImageName', lostSeconds: 1_500 },
};
