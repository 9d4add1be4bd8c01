import { CANARIES } from '../../../common/canaries';
import type { Principal } from './principal';

/** The id of the account's long-lived access key. A made-up value: it opens nothing but the simulator. */
export const ACCESS_KEY_ID = 'simulator-access-key-id';
/** The secret of the account's long-lived access key. A made-up value: it opens nothing but the simulator. */
export const ACCESS_KEY_SECRET = `simulator-access-key-secret-${CANARIES['AccessKey secret']}`;

/** A key of the account. */
export interface AccessKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

/** A key as STS hands it out. */
export interface TemporaryKey extends AccessKey {
  readonly SecurityToken: string;
}

const TOKEN_PREFIX = 'simulator-security-token-';
const USER: Principal = { kind: 'user' };

/** The access keys that the simulator accepts: one long-lived, and any number of temporary ones. */
export class KeyRing {
  readonly longLived: AccessKey = { AccessKeyId: ACCESS_KEY_ID, AccessKeySecret: ACCESS_KEY_SECRET };
  private readonly temporary = new Map<string, { key: TemporaryKey; principal: Principal; expiresAt: number }>();

  /** Hands out a key that a principal can use until `expiresAt` (simulated milliseconds); by default it is the RAM user. */
  issue(expiresAt: number, principal: Principal = USER): TemporaryKey {
    const number = this.temporary.size + 1;
    const key: TemporaryKey = {
      AccessKeyId: `STS.simulator-temporary-key-${number}`,
      AccessKeySecret: `simulator-temporary-secret-${number}-${CANARIES['AccessKey secret']}`,
      SecurityToken: `${TOKEN_PREFIX}${number}-${CANARIES['security token']}`,
    };
    this.temporary.set(key.AccessKeyId, { key, principal, expiresAt });
    return key;
  }

  /** The secret of a key and who uses it, or undefined if there is no such key. */
  holderOf(accessKeyId: string): { readonly secret: string; readonly principal: Principal } | undefined {
    if (accessKeyId === this.longLived.AccessKeyId) return { secret: this.longLived.AccessKeySecret, principal: USER };
    const entry = this.temporary.get(accessKeyId);
    return entry && { secret: entry.key.AccessKeySecret, principal: entry.principal };
  }

  /** The code of what is wrong with the security token that came with a key, if anything is. */
  tokenProblem(accessKeyId: string, token: string | undefined, now: number): string | undefined {
    const owner = this.temporary.get(accessKeyId);
    if (token === undefined) return owner ? 'MissingSecurityToken' : undefined;
    if (!token.startsWith(TOKEN_PREFIX)) return 'InvalidSecurityToken.Malformed';
    if (owner?.key.SecurityToken !== token) return 'InvalidSecurityToken.MismatchWithAccessKey';
    return now < owner.expiresAt ? undefined : 'InvalidSecurityToken.Expired';
  }

  /** Lets every temporary key expire now. */
  expireAll(): void {
    for (const entry of this.temporary.values()) entry.expiresAt = Number.NEGATIVE_INFINITY;
  }
}
