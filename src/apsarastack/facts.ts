import { ECS_FACTS } from '../alibaba/ecs-facts';
import type { CloudFacts } from '../life/port';

/** ECS on Apsara Stack: no document says that its releases know ClientToken, or give an image the tags of its start. */
export const APSARA_FACTS: CloudFacts = { ...ECS_FACTS, idempotentStart: false };
