import { CANARIES } from '../../../common/canaries';
import { type IssuedKey, KeyStore } from '../../../common/key-store';
import type { Principal } from './principal';

/** The ID of the account's long-lived access key. It is fake and works only in the simulator. */
export const ACCESS_KEY = 'SIMULATORACCESSKEYID';
/** The secret of that key. It is fake and works only in the simulator. */
export const SECRET_KEY = `simulator-secret-key-${CANARIES['AccessKey secret']}`;

/** The keys of the account: the user's long-lived key, and those of sessions. */
export class KeyRing extends KeyStore<Principal> {
  constructor() {
    super({ id: ACCESS_KEY, secret: SECRET_KEY, principal: { kind: 'user' } }, temporaryKey);
  }
}

function temporaryKey(number: number): IssuedKey {
  return {
    id: `HSTASIMULATOR${String(number).padStart(7, '0')}`,
    secret: `simulator-temporary-secret-${number}-${CANARIES['AccessKey secret']}`,
    token: `simulator-security-token-${number}-${CANARIES['security token']}`,
  };
}
