import type { IdentifierForm } from '../resource/identifier';
import { imageIdRule, regionRule } from './rules';

export const IDENTIFIER: IdentifierForm = {
  property: 'tfcfnid',
  region: 'DestinationRegionId',
  form: '<DestinationRegionId>/<ImageId>',
  example: 'cn-shanghai/m-uf66871ape',
  regionRule,
  idRule: imageIdRule,
};
