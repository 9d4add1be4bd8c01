import { keySourceOf } from '../keys/authenticating';
import type { Caller } from '../keys/caller';
import type { ImageCloud } from '../life/port';
import type { HuaweiAccess } from './access';
import { HuaweiClient } from './client';
import { ImsImages } from './ims-images';
import type { ImsProperties } from './property';
import { huaweiSts } from './sts';

/** The images of IMS. The keys come from the authentication method of the type configuration. */
export function huaweiImages(properties: ImsProperties) {
  return (access: HuaweiAccess, caller: Caller): ImageCloud => {
    const { surroundings } = caller;
    const keys = keySourceOf(access.authentication, caller, huaweiSts(access));
    const client = new HuaweiClient(access, keys, surroundings);
    return new ImsImages(client, surroundings.runtime, properties, access);
  };
}
