import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import type { HuaweiAccess } from './access';
import { HuaweiClient } from './client';
import { ImsImages } from './ims-images';
import { keySourceOf } from './key-source';
import type { ImsProperties } from './property';

/** The images of IMS. The keys come from the authentication method of the type configuration. */
export function huaweiImages(properties: ImsProperties) {
  return (access: HuaweiAccess, caller: Caller): ImageCloud => {
    const { surroundings } = caller;
    const client = new HuaweiClient(access, keySourceOf(access, caller), surroundings);
    return new ImsImages(client, surroundings.runtime, properties, access);
  };
}
