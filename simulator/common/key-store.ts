/** A key that a service issues for a session. */
export interface IssuedKey {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** The secret and the owner of a key. */
export interface KeyHolder<Principal> {
  readonly secret: string;
  readonly principal: Principal;
}

/** Whether the security token of a request fits its key. */
export type TokenState = 'fits' | 'missing' | 'foreign' | 'expired';

/** The keys that a cloud accepts: one long-lived key, and any number of temporary ones. */
export class KeyStore<Principal> {
  private readonly temporary = new Map<
    string,
    { readonly key: IssuedKey; readonly principal: Principal; expiresAt: number }
  >();

  /**
   * @param longLived the key without a token, and its owner
   * @param write creates the texts of the temporary key with a number, counted from 1
   */
  constructor(
    private readonly longLived: KeyHolder<Principal> & { readonly id: string },
    private readonly write: (number: number) => IssuedKey,
  ) {}

  /** Issues a key that is valid until `expiresAt` (simulated milliseconds). By default, it belongs to the owner of the long-lived key. */
  issue(expiresAt: number, principal: Principal = this.longLived.principal): IssuedKey {
    const key = this.write(this.temporary.size + 1);
    this.temporary.set(key.id, { key, principal, expiresAt });
    return key;
  }

  /** The secret and the owner of a key; `undefined` if there is no such key. */
  holderOf(id: string): KeyHolder<Principal> | undefined {
    if (id === this.longLived.id) return this.longLived;
    const entry = this.temporary.get(id);
    return entry && { secret: entry.key.secret, principal: entry.principal };
  }

  /** Whether a token fits a key at a time (simulated milliseconds). */
  tokenState(id: string, token: string | undefined, now: number): TokenState {
    const owner = this.temporary.get(id);
    if (token === undefined) return owner ? 'missing' : 'fits';
    if (owner?.key.token !== token) return 'foreign';
    return now < owner.expiresAt ? 'fits' : 'expired';
  }

  /** Makes every temporary key expire now. */
  expireAll(): void {
    for (const entry of this.temporary.values()) entry.expiresAt = Number.NEGATIVE_INFINITY;
  }
}
