import { stagedType } from './staged';

export const ALICLOUD_IMAGE_COPY = stagedType('TF::Alicloud::ImageCopy');
