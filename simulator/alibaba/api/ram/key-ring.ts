import { CANARIES } from '../../../common/canaries';
import { type KeyHolder, KeyStore } from '../../../common/key-store';
import type { Principal } from './principal';

/** The ID of the account's long-lived access key. It is fake and works only in the simulator. */
export const ACCESS_KEY_ID = 'simulator-access-key-id';
/** The secret of the account's long-lived access key. It is fake and works only in the simulator. */
export const ACCESS_KEY_SECRET = `simulator-access-key-secret-${CANARIES['AccessKey secret']}`;

/** A key of the account. */
export interface AccessKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

/** A key that STS issues. */
export interface TemporaryKey extends AccessKey {
  readonly SecurityToken: string;
}

const TOKEN_PREFIX = 'simulator-security-token-';
const USER: Principal = { kind: 'user' };

/** The error codes for a token, by whether it fits its key. */
const PROBLEMS = {
  fits: undefined,
  missing: 'MissingSecurityToken',
  foreign: 'InvalidSecurityToken.MismatchWithAccessKey',
  expired: 'InvalidSecurityToken.Expired',
} as const;

/** The access keys that the simulator accepts: one long-lived key, and any number of temporary ones. */
export class KeyRing {
  readonly longLived: AccessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  private readonly store = new KeyStore<Principal>(
    { id: ACCESS_KEY_ID, secret: ACCESS_KEY_SECRET, principal: USER },
    (number) => ({
      id: `STS.simulator-temporary-key-${number}`,
      secret: `simulator-temporary-secret-${number}-${CANARIES['AccessKey secret']}`,
      token: `${TOKEN_PREFIX}${number}-${CANARIES['security token']}`,
    }),
  );

  /** Issues a key that is valid until `expiresAt` (simulated milliseconds). By default, it belongs to the RAM user. */
  issue(expiresAt: number, principal?: Principal): TemporaryKey {
    const { id, secret, token } = this.store.issue(expiresAt, principal);
    return { AccessKeyId: id, AccessKeySecret: secret, SecurityToken: token };
  }

  /** The secret and the owner of a key; `undefined` if there is no such key. */
  holderOf(accessKeyId: string): KeyHolder<Principal> | undefined {
    return this.store.holderOf(accessKeyId);
  }

  /** The error code for the security token that was sent with a key; `undefined` if it is correct. */
  tokenProblem(accessKeyId: string, token: string | undefined, now: number): string | undefined {
    if (token !== undefined && !token.startsWith(TOKEN_PREFIX)) return 'InvalidSecurityToken.Malformed';
    return PROBLEMS[this.store.tokenState(accessKeyId, token, now)];
  }

  /** Makes every temporary key expire now. */
  expireAll(): void {
    this.store.expireAll();
  }
}
