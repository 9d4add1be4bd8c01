import type { CloudFacts } from '../life/port';
import { TAG_RULES } from './tag-rules';

/**
 * What is peculiar to IMS: it has no token, no cancel, and tells the image of a copy only when its job has ended. Of the members of a copy
 * only name and description are free texts. Whether an image in the making is shown is not known; a copy of a whole server took 1,762 s in
 * a test of the vendor's Terraform provider (issue 6760 there), so that one which is four times as slow is still found, and half as slow
 * again where most likely there is none.
 */
export const IMS_FACTS: CloudFacts = {
  service: 'IMS',
  listPermission: 'ims:images:list',
  start: { by: 'mark', property: 'Description', hiddenSeconds: 7_200, refusedSeconds: 2_700 },
  // "The answer is always 204" (the vendor's Terraform provider), though the page has a 404.
  acceptsAnyRemoval: true,
  tags: TAG_RULES,
};
