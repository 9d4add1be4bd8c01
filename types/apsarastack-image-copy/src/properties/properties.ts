import type { CopyImageRequest } from '@alicloud/ecs20140526/dist/models/CopyImageRequest';
import { copyRows } from '../../../../src/alibaba/properties/copying';
import { type Rows, tagsRow } from '../../../../src/alibaba/properties/rows';
import { REGIONS } from '../../../../src/apsarastack/properties/rules';
import { TagsDefinition } from '../models';
import { readEncryption } from './encryption';

const ROWS = copyRows(REGIONS);

/** The properties of TF::ApsaraStack::ImageCopy: the properties of every copy. */
export const PROPERTIES: Rows<CopyImageRequest> = {
  ...ROWS,
  Encrypted: { ...ROWS.Encrypted, read: readEncryption },
  Tags: tagsRow(TagsDefinition),
};
