import { isImageId } from '../../life/ids';
import { characters, first, matches, notBeginning, type Rule } from '../../resource/rules';

/** The region IDs of a cloud. */
export interface RegionNames {
  /** The form of a region ID. */
  readonly rule: Rule;
  /** An example of a region ID, for messages. */
  readonly example: string;
}

/** A region ID. The list of regions grows, so only the form is checked. */
export const regionRule = matches(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/, 'must be a region ID such as cn-hangzhou');

/** The regions of the public cloud. */
export const PUBLIC_REGIONS: RegionNames = { rule: regionRule, example: 'cn-shanghai' };

/** An image ID. */
export const imageIdRule: Rule = (value) => (isImageId(value) ? undefined : 'must be an image ID such as m-bp1example');

/**
 * Source: CreateImage, parameter DestinationImageName; ImageFamily has the same text. It names `aliyun` and `acs:` in lower case. It does
 * not mention `Aliyun`, so ECS decides on that, here and in the schema.
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

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export const instanceIdRule: Rule = matches(ID, 'must be an instance ID such as i-bp1example');
export const snapshotIdRule: Rule = matches(ID, 'must be a snapshot ID such as s-bp1example');

/** ECS decides which platforms exist, because it adds new ones. */
export const platformRule: Rule = characters(1, 64);
/** Source: CreateImage, parameter Architecture. */
export const architectureRule: Rule = matches(/^(i386|x86_64|arm64)$/, 'must be i386, x86_64 or arm64');

/**
 * ECS decides which device names exist. The page of CreateImage names /dev/xvda to /dev/xvdz. A page of the same API on a private cloud of
 * the vendor names /dev/vda to /dev/vdz for all disks except basic ones.
 */
export const deviceRule: Rule = matches(/^\/dev\/[A-Za-z0-9]{1,32}$/, 'must be a device name such as /dev/xvdb');
