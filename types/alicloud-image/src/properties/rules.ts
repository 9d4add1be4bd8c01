import { matches, type Rule } from '../../../../src/resource/rules';

/** Source: CreateImage, parameter BootMode. */
export const bootModeRule: Rule = matches(/^(BIOS|UEFI|UEFI-Preferred)$/, 'must be BIOS, UEFI or UEFI-Preferred');
/** Source: CreateImage, parameter ImageVersion. */
export const imageVersionRule: Rule = matches(
  /^[A-Za-z0-9_.:-]{1,128}$/,
  'must be 1 to 128 letters, digits, periods, colons, underscores and hyphens',
);
