import { imaging } from '../../../src/alibaba/imaging';
import { imageType } from '../../../src/alibaba/properties/imaging';
import { apsaraImages } from '../../../src/apsarastack/images';
import { REGIONS } from '../../../src/apsarastack/properties/rules';
import { readApsaraConfiguration } from '../../../src/apsarastack/properties/type-configuration';
import { systemRuntime } from '../../../src/failure/clock';
import { resourceType } from '../../../src/resource/type-entrypoints';
import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import * as models from './models';
import { PROPERTIES } from './properties/properties';

/** TF::ApsaraStack::Image on a given runtime, log and AWS endpoint. The entrypoints for Lambda are below. */
export const imageEntrypoints = resourceType({
  ...imageType(REGIONS),
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  properties: PROPERTIES,
  access: readApsaraConfiguration,
  cloud: apsaraImages(PROPERTIES, imaging(PROPERTIES)),
});

export const { entrypoint, testEntrypoint } = imageEntrypoints(systemRuntime, (line) => console.log(line));
