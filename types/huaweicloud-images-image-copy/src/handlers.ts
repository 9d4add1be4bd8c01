import { systemRuntime } from '../../../src/failure/clock';
import { huaweiImages } from '../../../src/huaweicloud/images';
import { COPY_TYPE } from '../../../src/huaweicloud/properties/copying';
import { readHuaweiConfiguration } from '../../../src/huaweicloud/properties/type-configuration';
import { resourceType } from '../../../src/resource/type-entrypoints';
import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import * as models from './models';
import { PROPERTIES } from './properties/properties';

/** TF::HuaweiCloud::ImagesImageCopy on a given runtime, log and AWS endpoint. The entrypoints for Lambda are below. */
export const imagesImageCopyEntrypoints = resourceType({
  ...COPY_TYPE,
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  properties: PROPERTIES,
  access: readHuaweiConfiguration,
  cloud: huaweiImages(PROPERTIES),
});

export const { entrypoint, testEntrypoint } = imagesImageCopyEntrypoints(systemRuntime, (line) => console.log(line));
