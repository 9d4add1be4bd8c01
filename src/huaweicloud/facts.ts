import type { CloudFacts } from '../life/port';
import { TAG_RULES } from './tag-rules';

/**
 * The facts that are specific to IMS. It has no token for starts and no call to cancel, and it names the image of a copy only when the job
 * has ended. Name and description are the only free texts in the request of a copy. It is not known whether IMS shows an image that is
 * being created. A copy of a whole server took 1,762 s in a test of the vendor's Terraform provider (issue 6760 there). So a copy that
 * takes four times as long is still found. If there is most likely no copy, the search takes one and a half times as long.
 */
export const IMS_FACTS: CloudFacts = {
  service: 'IMS',
  listPermission: 'ims:images:list',
  start: { by: 'mark', property: 'Description', hiddenSeconds: 7_200, refusedSeconds: 2_700 },
  // "The answer is always 204" (the vendor's Terraform provider), although the page has a 404.
  acceptsAnyRemoval: true,
  tags: TAG_RULES,
};
