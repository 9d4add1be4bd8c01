import { imageIdRule, regionRule } from '../../../../src/alibaba/properties/rules';
import type { IdentifierForm } from '../../../../src/resource/identifier';

export const IDENTIFIER: IdentifierForm = {
  property: 'tfcfnid',
  region: 'RegionId',
  form: '<RegionId>/<ImageId>',
  example: 'cn-shanghai/m-uf66871ape',
  regionRule,
  idRule: imageIdRule,
};
