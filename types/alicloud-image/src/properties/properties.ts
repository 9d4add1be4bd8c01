import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { madeRows } from '../../../../src/alibaba/properties/imaging';
import { FORMER_NAME, RESOURCE_GROUP, type Rows, tagsRow } from '../../../../src/alibaba/properties/rows';
import { nameRule, PUBLIC_REGIONS } from '../../../../src/alibaba/properties/rules';
import { text } from '../../../../src/resource/rules';
import { TagsDefinition } from '../models';
import { bootModeRule, imageVersionRule } from './rules';

/** The properties of TF::Alicloud::Image: the properties of every image from CreateImage, and those that only the public cloud has. */
export const PROPERTIES: Rows<CreateImageRequest> = {
  ImageFamily: {
    check: text(nameRule),
    sent: 'imageFamily',
    shown: ({ imageFamily }) => imageFamily,
    changed: (imageFamily) => ({ imageFamily }),
    cleared: true,
  },
  BootMode: { check: text(bootModeRule), sent: 'bootMode', shown: ({ bootMode }) => bootMode },
  ImageVersion: { check: text(imageVersionRule), sent: 'imageVersion', shown: ({ imageVersion }) => imageVersion },
  ...madeRows(PUBLIC_REGIONS),
  ...FORMER_NAME,
  ...RESOURCE_GROUP,
  Tags: tagsRow(TagsDefinition),
};
