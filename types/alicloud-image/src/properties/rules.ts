import { characters, matches, type Rule } from '../../../../src/resource/rules';

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export const instanceIdRule: Rule = matches(ID, 'must be an instance ID such as i-bp1example');
export const snapshotIdRule: Rule = matches(ID, 'must be a snapshot ID such as s-bp1example');

/**
 * Which names there are is left to ECS. The page of CreateImage names /dev/xvda to /dev/xvdz; a page of the same API on a private cloud of
 * the vendor names /dev/vda to /dev/vdz for all disks but basic ones.
 */
export const deviceRule: Rule = matches(/^\/dev\/[A-Za-z0-9]{1,32}$/, 'must be a device name such as /dev/xvdb');

/** ECS adds platforms, so it is left to ECS which there are. */
export const platformRule: Rule = characters(1, 64);
/** Source: CreateImage, parameter Architecture. */
export const architectureRule: Rule = matches(/^(i386|x86_64|arm64)$/, 'must be i386, x86_64 or arm64');
/** Source: CreateImage, parameter BootMode. */
export const bootModeRule: Rule = matches(/^(BIOS|UEFI|UEFI-Preferred)$/, 'must be BIOS, UEFI or UEFI-Preferred');
/** Source: CreateImage, parameter ImageVersion. */
export const imageVersionRule: Rule = matches(
  /^[A-Za-z0-9_.:-]{1,128}$/,
  'must be 1 to 128 letters, digits, periods, colons, underscores and hyphens',
);
