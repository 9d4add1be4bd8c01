import { KEY, SOURCE } from '../support/copies';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { afterACallFor, ECS_HOSTILE, EVERY_KIND } from './images';
import type { HostileSubject } from './subject';

export const IMAGE_COPY_HOSTILE: HostileSubject = {
  ...ALICLOUD_IMAGE_COPY,
  hostile: {
    ...ECS_HOSTILE,
    templates: {
      made: { ...SOURCE, ImageName: 'golden-first' },
      second: { ...SOURCE, ImageName: 'second' },
      wish: { ...SOURCE, DestinationRegionId: 'cn-shanghai', Encrypted: true, KmsKeyId: KEY, ...EVERY_KIND },
      listed: { DestinationRegionId: 'cn-shanghai' },
    },
    regionProperties: ['SourceRegionId', 'DestinationRegionId'],
    afterACall: afterACallFor('copy'),
    firstProblem: 'SourceImageId is required; ',
  },
};
