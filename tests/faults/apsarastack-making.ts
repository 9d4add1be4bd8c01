import { OTHER } from '../support/apsara';
import { stagedType } from '../support/types/staged';
import { COPYING, type EcsMaking, givenBy, IMAGING } from './ecs-making';

/** What is the same for everything that is made on Apsara Stack; each image keeps the mark of its request, which no token tells. */
const ON_APSARA = {
  mostTags: 18,
  defaultGroup: 'rs-env30platform',
  copier: { type: stagedType('TF::ApsaraStack::ImageCopy'), regionId: OTHER },
} as const;

const SOURCE = { SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER };

/** By CopyImage behind a gateway, which may not show the encryption: a tag keeps what the template says of it. */
export const APSARA_COPYING: EcsMaking = {
  ...COPYING,
  ...ON_APSARA,
  template: SOURCE,
  whole: { ...SOURCE, Encrypted: true, KmsKeyId: 'key-env30000000000000' },
  hiddenTags: (properties) => ({
    ...COPYING.hiddenTags(properties),
    ...(properties.KmsKeyId === undefined &&
      typeof properties.Encrypted === 'boolean' && { 'tfcfn:encrypted': String(properties.Encrypted) }),
  }),
};

export const APSARA_GIVEN = givenBy('s-env30system0ubuntu');

/** By CreateImage behind a gateway. */
export const APSARA_IMAGING: EcsMaking = {
  ...IMAGING,
  ...ON_APSARA,
  template: { InstanceId: 'i-env30builder0ubuntu' },
  whole: { ...APSARA_GIVEN.disks, Platform: 'Ubuntu', Architecture: 'x86_64' },
};
