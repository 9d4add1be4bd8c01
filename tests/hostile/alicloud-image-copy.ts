import { KEY, SOURCE } from '../support/copies';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { ECS_HOSTILE, EVERY_KIND } from './images';
import type { HostileSubject } from './subject';

export const IMAGE_COPY_HOSTILE: HostileSubject = {
  ...ALICLOUD_IMAGE_COPY,
  hostile: {
    ...ECS_HOSTILE,
    templates: {
      made: { ...SOURCE, ImageName: 'golden-first' },
      wish: { ...SOURCE, DestinationRegionId: 'cn-shanghai', Encrypted: true, KmsKeyId: KEY, ...EVERY_KIND },
      listed: { DestinationRegionId: 'cn-shanghai' },
    },
    regionProperties: ['SourceRegionId', 'DestinationRegionId'],
    // An answer that ECS gave to a request, or the look at the image that a create-only property is compared with.
    afterACall:
      /^[A-Za-z]+ (in|at) [a-z0-9.:-]+ failed(:| with) |cannot be changed on an existing copy|names no region/,
    firstProblem: 'SourceImageId is required; ',
  },
};
