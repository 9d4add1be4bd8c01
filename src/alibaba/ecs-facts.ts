import type { CloudFacts } from '../life/port';

/** What is peculiar to ECS. */
export const ECS_FACTS: CloudFacts = {
  service: 'ECS',
  listPermission: 'ecs:DescribeImages',
  start: { by: 'token' },
  tags: {
    // "Up to 20 tags can be added to a resource" (TagResources).
    perImage: 20,
    longestKey: 128,
    longestValue: 128,
    // TagKey.Duplication: regardless of case.
    sameKey: (key) => key.toLowerCase(),
    hiddenPrefixes: ['acs:'],
    reservedPrefixes: ['acs:', 'aliyun'],
  },
};
