import { imageIdRule, regionRule } from '../alibaba/properties/rules';
import type { IdentifierForm } from '../resource/identifier';

export const IDENTIFIER: IdentifierForm = {
  property: 'tfcfnid',
  region: 'DestinationRegionId',
  form: '<DestinationRegionId>/<ImageId>',
  example: 'cn-shanghai/m-uf66871ape',
  regionRule,
  idRule: imageIdRule,
};
