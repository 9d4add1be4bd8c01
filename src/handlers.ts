import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import { copying } from './alibaba/copying';
import { alibabaImages } from './alibaba/images';
import { copyType } from './alibaba/properties/copying';
import { PUBLIC_REGIONS } from './alibaba/properties/rules';
import { readTypeConfiguration } from './alibaba/properties/type-configuration';
import { systemRuntime } from './failure/clock';
import * as models from './models';
import { fromFormerContext } from './properties/former-context';
import { PROPERTIES } from './properties/properties';
import { resourceType } from './resource/type-entrypoints';

/** TF::Alicloud::ImageCopy on a given runtime, log and AWS endpoint. The entrypoints for Lambda are below. */
export const imageCopyEntrypoints = resourceType({
  ...copyType(PUBLIC_REGIONS),
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  properties: PROPERTIES,
  access: readTypeConfiguration,
  cloud: alibabaImages(PROPERTIES, copying(PROPERTIES)),
  formerContext: fromFormerContext,
});

export const { entrypoint, testEntrypoint } = imageCopyEntrypoints(systemRuntime, (line) => console.log(line));
