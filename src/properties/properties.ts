import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { ModifyImageAttributeRequestFeatures } from '@alicloud/ecs20140526/dist/models/ModifyImageAttributeRequest';
import { copyRows } from '../alibaba/properties/copying';
import { FORMER_NAME, IMAGE_FAMILY, RESOURCE_GROUP, type Rows, tagsRow } from '../alibaba/properties/rows';
import { nvmeRule, PUBLIC_REGIONS } from '../alibaba/properties/rules';
import { TagsDefinition } from '../models';
import { text } from '../resource/rules';

/** The properties of TF::Alicloud::ImageCopy: the properties of every copy, and those that only the public cloud has. */
export const PROPERTIES: Rows<CopyImageRequest> = {
  ImageFamily: IMAGE_FAMILY,
  // CopyImage does not accept it, and does not copy the value of the source.
  NvmeSupport: {
    check: text(nvmeRule),
    // Only the SDK says that ECS shows it, and not whether it shows the default.
    shown: ({ features }) => features?.nvmeSupport ?? 'unsupported',
    changed: (nvmeSupport) => ({ features: new ModifyImageAttributeRequestFeatures({ nvmeSupport }) }),
  },
  ...copyRows(PUBLIC_REGIONS),
  ...FORMER_NAME,
  ...RESOURCE_GROUP,
  BootMode: { shown: ({ bootMode }) => bootMode },
  ImageVersion: { shown: ({ imageVersion }) => imageVersion },
  Tags: tagsRow(TagsDefinition),
};
