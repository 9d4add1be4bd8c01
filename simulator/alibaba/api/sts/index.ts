import type { Behaviour } from '../../account/behaviour';
import type { Api } from '../api';
import type { RamDirectory } from '../ram/directory';
import type { KeyRing } from '../ram/key-ring';
import { assumeRole } from './assume-role';
import { assumeRoleWithOidc } from './assume-role-with-oidc';
import { getCallerIdentity } from './get-caller-identity';
import { StsRequest } from './session';

/** The version of the STS API. */
export const STS_VERSION = '2015-04-01';

/** STS of an account. It issues keys of the key ring. */
export function createSts(ram: RamDirectory, keys: KeyRing, behaviour: Readonly<Behaviour>): Api {
  return ({ action, parameters, now, sender }) => {
    const request = new StsRequest(action, parameters, ram, behaviour, keys, now);
    if (action === 'AssumeRole') return assumeRole(request, sender());
    if (action === 'GetCallerIdentity') return getCallerIdentity(request, sender());
    return action === 'AssumeRoleWithOIDC' ? assumeRoleWithOidc(request) : undefined;
  };
}
