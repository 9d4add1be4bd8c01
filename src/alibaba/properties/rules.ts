import { isImageId } from '../../life/port';
import { characters, first, matches, notBeginning, type Rule } from '../../resource/rules';

/** A region ID. The list of regions grows, so the form is checked and not the name. */
export const regionRule = matches(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/, 'must be a region ID such as cn-hangzhou');

/** An image ID. */
export const imageIdRule: Rule = (value) => (isImageId(value) ? undefined : 'must be an image ID such as m-bp1example');

/**
 * Source: CopyImage, parameter DestinationImageName; the same words stand at ImageFamily. It says `aliyun` and `acs:` as they
 * are; of `Aliyun` it says nothing, so that is left to ECS, here as in the schema.
 */
export const nameRule = first(
  characters(2, 128),
  notBeginning('aliyun', 'acs:'),
  matches(/^[A-Za-z\u4e00-\u9fff]/, 'must begin with a letter'),
  matches(
    /^[A-Za-z0-9\u4e00-\u9fff.:_-]+$/,
    'must consist of letters, digits, periods, colons, underscores and hyphens',
  ),
);

export const descriptionRule = first(characters(2, 256), notBeginning('http://', 'https://'));

/** Source: ModifyImageAttribute, parameter Features.NvmeSupport. */
export const nvmeRule = matches(/^(supported|unsupported)$/, 'must be supported or unsupported');

export const kmsKeyRule = matches(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/,
  'must be a key ID (letters, digits, hyphens and underscores), not an ARN and not an alias',
);

export const resourceGroupRule = matches(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
  'must be a resource group ID such as rg-example',
);
