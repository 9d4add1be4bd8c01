import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { MADE_ROWS } from '../../../../src/alibaba/properties/imaging';
import { FORMER_NAME, RESOURCE_GROUP, type Rows, tagsRow } from '../../../../src/alibaba/properties/rows';
import { nameRule } from '../../../../src/alibaba/properties/rules';
import { text } from '../../../../src/resource/rules';
import { TagsDefinition } from '../models';
import { bootModeRule, imageVersionRule } from './rules';

/** The properties of TF::Alicloud::Image: those of every image that is made, and what only the public cloud has. */
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
  ...MADE_ROWS,
  ...FORMER_NAME,
  ...RESOURCE_GROUP,
  Tags: tagsRow(TagsDefinition),
};
