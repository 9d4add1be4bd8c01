import { copying } from '../../../src/alibaba/copying';
import { apsaraImages } from '../../../src/apsarastack/images';
import { readApsaraConfiguration } from '../../../src/apsarastack/properties/type-configuration';
import { systemRuntime } from '../../../src/failure/clock';
import { resourceType } from '../../../src/resource/type-entrypoints';
import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import * as models from './models';
import { COPY_TYPE } from './properties/encryption';
import { PROPERTIES } from './properties/properties';

/** TF::ApsaraStack::ImageCopy on a given runtime, log and AWS endpoint. The entrypoints for Lambda are below. */
export const imageCopyEntrypoints = resourceType({
  ...COPY_TYPE,
  // A private cloud may not say which images are copies. The mark says it.
  keepsMark: true,
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  properties: PROPERTIES,
  access: readApsaraConfiguration,
  cloud: apsaraImages(PROPERTIES, copying(PROPERTIES)),
});

export const { entrypoint, testEntrypoint } = imageCopyEntrypoints(systemRuntime, (line) => console.log(line));
