import path from 'node:path';
import schema from '../../../types/alicloud-image/schema.json';
import { ALICLOUD_IMAGE_COPY } from './alicloud-image-copy';
import type { StagedType } from './staged-type';

const FOLDER = path.resolve(__dirname, '..', '..', '..', 'types', 'alicloud-image');

export const ALICLOUD_IMAGE: StagedType = {
  name: schema.typeName,
  schema,
  folder: FOLDER,
  handlers: {
    sources: path.join(FOLDER, 'src', 'handlers'),
    built: path.join(FOLDER, 'build', 'TypeFunction', 'dist', 'handlers.js'),
    maker: 'imageEntrypoints',
  },
  // The same way to the same account.
  typeConfiguration: ALICLOUD_IMAGE_COPY.typeConfiguration,
};
