import path from 'node:path';
import schema from '../../../schema.json';
import type { StagedType } from './staged-type';

const ROOT = path.resolve(__dirname, '..', '..', '..');

export const ALICLOUD_IMAGE_COPY: StagedType = {
  name: schema.typeName,
  schema,
  folder: ROOT,
  handlers: {
    sources: path.join(ROOT, 'src', 'handlers'),
    built: path.join(ROOT, 'build', 'TypeFunction', 'dist', 'handlers.js'),
    maker: 'imageCopyEntrypoints',
  },
  typeConfiguration: ({ accessKey, url }, through = url) => ({
    RegionId: 'cn-shanghai',
    Credentials: accessKey,
    Endpoints: { Ecs: through },
  }),
};
