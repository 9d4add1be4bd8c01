import { alibabaImages } from '../../../src/alibaba/images';
import { imaging } from '../../../src/alibaba/imaging';
import { imageType } from '../../../src/alibaba/properties/imaging';
import { PUBLIC_REGIONS } from '../../../src/alibaba/properties/rules';
import { readTypeConfiguration } from '../../../src/alibaba/properties/type-configuration';
import { systemRuntime } from '../../../src/failure/clock';
import { resourceType } from '../../../src/resource/type-entrypoints';
import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import * as models from './models';
import { PROPERTIES } from './properties/properties';

/** TF::Alicloud::Image on a given runtime, log and AWS endpoint. The entrypoints for Lambda are below. */
export const imageEntrypoints = resourceType({
  ...imageType(PUBLIC_REGIONS),
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  properties: PROPERTIES,
  access: readTypeConfiguration,
  cloud: alibabaImages(PROPERTIES, imaging(PROPERTIES)),
});

export const { entrypoint, testEntrypoint } = imageEntrypoints(systemRuntime, (line) => console.log(line));
