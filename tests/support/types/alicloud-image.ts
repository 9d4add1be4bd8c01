import { stagedType } from './staged';

export const ALICLOUD_IMAGE = stagedType('TF::Alicloud::Image');
