import { createOnlyProperties, readOnlyProperties, required } from '../schema.json';
import { COPYING, copying, isCopy } from './alibaba/copying';
import { alibabaImages } from './alibaba/images';
import { TAGS } from './alibaba/properties/tags';
import { readTypeConfiguration } from './alibaba/properties/type-configuration';
import { systemRuntime } from './failure/clock';
import * as models from './models';
import { fromFormerContext } from './properties/former-context';
import { IDENTIFIER } from './properties/identifier';
import { checkTogether, orderOf, removalOf } from './properties/order';
import { PROPERTIES } from './properties/properties';
import { resourceType } from './resource/type-entrypoints';

/** TF::Alicloud::ImageCopy on a given clock, chance, log and AWS; Lambda's are below. */
export const imageCopyEntrypoints = resourceType({
  name: models.ResourceModel.TYPE_NAME,
  noun: COPYING.noun,
  schema: { createOnlyProperties, readOnlyProperties, required },
  models,
  model: models.ResourceModel,
  configuration: models.TypeConfigurationModel,
  identifier: IDENTIFIER,
  properties: PROPERTIES,
  tags: TAGS,
  naming: { property: 'ImageName', plain: /^(?!aliyun)[a-z]/i, prefix: 'copy-' },
  access: readTypeConfiguration,
  cloud: alibabaImages(PROPERTIES, copying(PROPERTIES)),
  check: checkTogether,
  order: orderOf,
  removal: removalOf,
  // Until a copy belongs to a stack it is nobody's: its snapshots go with it.
  begun: { Status: 'Creating', DeleteAutoSnapshot: true },
  sources: ['SourceImageId', 'SourceRegionId'],
  isListed: isCopy,
  formerContext: fromFormerContext,
});

export const { entrypoint, testEntrypoint } = imageCopyEntrypoints(systemRuntime, (line) => console.log(line));
