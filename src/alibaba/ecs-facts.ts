import type { CloudFacts } from '../life/port';

/** The facts that are specific to ECS. */
export const ECS_FACTS: CloudFacts = {
  service: 'ECS',
  listPermission: 'ecs:DescribeImages',
  start: { by: 'token' },
  tags: {
    // "Up to 20 tags can be added to a resource" (TagResources).
    perImage: 20,
    longestKey: 128,
    longestValue: 128,
    // TagKey.Duplication: keys are compared without regard to case.
    sameKey: (key) => key.toLowerCase(),
    reservedPrefixes: ['acs:', 'aliyun'],
  },
};
