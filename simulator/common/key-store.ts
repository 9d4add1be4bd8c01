/** A key as a service hands it out for a session. */
export interface IssuedKey {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** Who holds a key. */
export interface KeyHolder<Principal> {
  readonly secret: string;
  readonly principal: Principal;
}

/** How the security token that came with a key, or did not, goes with it. */
export type TokenState = 'fits' | 'missing' | 'foreign' | 'expired';

/** The keys that a cloud accepts: one long-lived, and any number of temporary ones. */
export class KeyStore<Principal> {
  private readonly temporary = new Map<
    string,
    { readonly key: IssuedKey; readonly principal: Principal; expiresAt: number }
  >();

  /**
   * @param longLived the key without a token, and who holds it
   * @param write makes the texts of the temporary key of a number, from 1
   */
  constructor(
    private readonly longLived: KeyHolder<Principal> & { readonly id: string },
    private readonly write: (number: number) => IssuedKey,
  ) {}

  /**
   * Hands out a key that a principal can use until `expiresAt` (simulated milliseconds); by default it is the holder of the long-lived one.
   */
  issue(expiresAt: number, principal: Principal = this.longLived.principal): IssuedKey {
    const key = this.write(this.temporary.size + 1);
    this.temporary.set(key.id, { key, principal, expiresAt });
    return key;
  }

  /** The secret of a key and who uses it, or undefined if there is no such key. */
  holderOf(id: string): KeyHolder<Principal> | undefined {
    if (id === this.longLived.id) return this.longLived;
    const entry = this.temporary.get(id);
    return entry && { secret: entry.key.secret, principal: entry.principal };
  }

  /** How a token goes with a key at a moment (simulated milliseconds). */
  tokenState(id: string, token: string | undefined, now: number): TokenState {
    const owner = this.temporary.get(id);
    if (token === undefined) return owner ? 'missing' : 'fits';
    if (owner?.key.token !== token) return 'foreign';
    return now < owner.expiresAt ? 'fits' : 'expired';
  }

  /** Lets every temporary key expire now. */
  expireAll(): void {
    for (const entry of this.temporary.values()) entry.expiresAt = Number.NEGATIVE_INFINITY;
  }
}
