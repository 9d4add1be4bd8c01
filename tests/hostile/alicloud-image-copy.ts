import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { samplesFor } from './events';
import type { HostileSubject } from './subject';

/** The public endpoints, where an event's type configuration names none; STS has one for all regions. */
const PUBLIC_HOST = /^ecs\.(?<region>.*)\.aliyuncs\.com$/;
const PUBLIC_STS = 'sts.aliyuncs.com';

export const IMAGE_COPY_HOSTILE: HostileSubject = {
  ...ALICLOUD_IMAGE_COPY,
  hostile: {
    samplesFor,
    // An answer that ECS gave to a request, or the look at the image that a create-only property is compared with.
    afterACall:
      /^[A-Za-z]+ (in|at) [a-z0-9.:-]+ failed(:| with) |cannot be changed on an existing copy|names no region/,
    regionOf: (host) => (host === PUBLIC_STS ? undefined : (PUBLIC_HOST.exec(host)?.groups?.region ?? host)),
  },
};
