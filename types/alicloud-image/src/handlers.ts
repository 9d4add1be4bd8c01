import { alibabaImages } from '../../../src/alibaba/images';
import { IMAGING, imaging } from '../../../src/alibaba/imaging';
import { TAGS } from '../../../src/alibaba/properties/tags';
import { readTypeConfiguration } from '../../../src/alibaba/properties/type-configuration';
import { systemRuntime } from '../../../src/failure/clock';
import { resourceType } from '../../../src/resource/type-entrypoints';
import schema from '../schema.json';
import * as models from './models';
import { IDENTIFIER } from './properties/identifier';
import { checkNew, checkTogether, orderOf, removalOf, SOURCE_PROPERTIES } from './properties/order';
import { PROPERTIES } from './properties/properties';

/** TF::Alicloud::Image on a given clock, chance, log and AWS; Lambda's are below. */
export const imageEntrypoints = resourceType({
  name: models.ResourceModel.TYPE_NAME,
  noun: IMAGING.noun,
  schema,
  models,
  model: models.ResourceModel,
  configuration: models.TypeConfigurationModel,
  identifier: IDENTIFIER,
  properties: PROPERTIES,
  tags: TAGS,
  keepsMark: true,
  naming: { property: 'ImageName', plain: /^(?!aliyun)[a-z]/i, prefix: 'image-' },
  access: readTypeConfiguration,
  cloud: alibabaImages(PROPERTIES, imaging(PROPERTIES)),
  check: checkTogether,
  checkNew,
  order: orderOf,
  removal: removalOf,
  // Until an image belongs to a stack it is nobody's: its snapshots go with it.
  begun: { Status: 'Creating', DeleteAutoSnapshot: true },
  sources: SOURCE_PROPERTIES,
  isListed: ({ copied }) => !copied,
});

export const { entrypoint, testEntrypoint } = imageEntrypoints(systemRuntime, (line) => console.log(line));
