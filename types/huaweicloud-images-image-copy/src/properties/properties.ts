import { COPY_ROWS, type Rows, tagsRow } from '../../../../src/huaweicloud/properties/rows';
import { TagsDefinition } from '../models';

/** The properties of TF::HuaweiCloud::ImagesImageCopy: the properties of every copy. */
export const PROPERTIES: Rows = { ...COPY_ROWS, Tags: tagsRow(TagsDefinition) };
