import type { CreateImageRequest } from '@alicloud/ecs20140526/dist/models/CreateImageRequest';
import { madeRows } from '../../../../src/alibaba/properties/imaging';
import { FORMER_NAME, type Rows, tagsRow } from '../../../../src/alibaba/properties/rows';
import { REGIONS } from '../../../../src/apsarastack/properties/rules';
import { TagsDefinition } from '../models';

/** The properties of TF::ApsaraStack::Image: the properties of every image from CreateImage. */
export const PROPERTIES: Rows<CreateImageRequest> = {
  ...madeRows(REGIONS),
  ...FORMER_NAME,
  Tags: tagsRow(TagsDefinition),
};
