import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { madeRows } from '../../../../src/alibaba/properties/imaging';
import { FORMER_NAME, IMAGE_FAMILY, RESOURCE_GROUP, type Rows, tagsRow } from '../../../../src/alibaba/properties/rows';
import { PUBLIC_REGIONS } from '../../../../src/alibaba/properties/rules';
import { text } from '../../../../src/resource/rules';
import { TagsDefinition } from '../models';
import { bootModeRule, imageVersionRule } from './rules';

/** The properties of TF::Alicloud::Image: the properties of every image from CreateImage, and those that only the public cloud has. */
export const PROPERTIES: Rows<CreateImageRequest> = {
  ImageFamily: { ...IMAGE_FAMILY, sent: 'imageFamily' },
  BootMode: { check: text(bootModeRule), sent: 'bootMode', shown: ({ bootMode }) => bootMode },
  ImageVersion: { check: text(imageVersionRule), sent: 'imageVersion', shown: ({ imageVersion }) => imageVersion },
  ...madeRows(PUBLIC_REGIONS),
  ...FORMER_NAME,
  ...RESOURCE_GROUP,
  Tags: tagsRow(TagsDefinition),
};
