import type { ImageView } from '../../simulator/index';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import type { Wish } from './end-state';
import { CRASH_EXCUSES, EXCUSES } from './excuses';
import { apiOf, faultsOf } from './faults';
import { SCENARIOS } from './scenarios';
import type { FaultSubject } from './subject';

/** The tag by which a copy is known as its request's own; it may stay or give way to others. */
const OPTIONAL_TAG = 'tfcfn:request';

function actual({ status, imageName, description, imageFamily, resourceGroupId, encrypted, tags }: ImageView) {
  const kept = Object.entries(tags).filter(([key]) => key !== OPTIONAL_TAG);
  return { status, imageName, description, imageFamily, resourceGroupId, encrypted, tags: Object.fromEntries(kept) };
}

function wished(wish: Wish, image: ImageView): ReturnType<typeof actual> {
  const { properties, stackTags, systemTags, foreignTags } = wish;
  const own = (properties.Tags ?? []) as { Key: string; Value: string }[];
  const kmsKeyId = properties.KmsKeyId as string | undefined;
  return {
    status: 'Available',
    imageName: (properties.ImageName as string | undefined) ?? image.imageName,
    description: (properties.Description as string | undefined) ?? '',
    imageFamily: (properties.ImageFamily as string | undefined) ?? '',
    resourceGroupId: (properties.ResourceGroupId as string | undefined) ?? 'rg-acfmdefaultgroup',
    encrypted: properties.Encrypted === true,
    tags: {
      'tfcfn:source': `${properties.SourceRegionId}/${properties.SourceImageId}`,
      ...(kmsKeyId !== undefined && { 'tfcfn:kms-key': kmsKeyId }),
      ...systemTags,
      ...stackTags,
      ...foreignTags,
      ...Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])),
    },
  };
}

/** Where the keys come from, and which attribute is changed, makes no difference to a process that dies or to two that run at once. */
const ALIKE = /with a role|keyless|UPDATE of the (description|family)/;

export const IMAGE_COPY_FAULTS: FaultSubject = {
  ...ALICLOUD_IMAGE_COPY,
  faults: {
    scenarios: SCENARIOS,
    differs: {
      killed: ({ name }) => !ALIKE.test(name) && !name.includes('19 tags'),
      doubled: ({ name }) => !ALIKE.test(name),
    },
    // Those of an UPDATE all change something.
    ordered: ({ name }) => (name.startsWith('UPDATE') ? 3 : 2),
    of: (action) => {
      const api = apiOf(action);
      return { api, cloud: api === 'GetWebIdentityToken' ? 'AWS' : 'Alibaba Cloud', kinds: faultsOf(action) };
    },
    excuses: { faults: EXCUSES, crashes: CRASH_EXCUSES },
    held: (wish, image) => ({ wished: wished(wish, image), actual: actual(image) }),
  },
};
