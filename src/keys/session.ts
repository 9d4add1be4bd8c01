import type { AccessKey } from './access-key';

/** The key of a session that STS opened. */
export interface Session {
  readonly key: AccessKey;
  /** In milliseconds since 1970, by this machine's clock. */
  readonly expiresAt: number;
}

/** How long before its end a session is replaced, in milliseconds: an invocation takes less, and clocks differ. */
const RENEWED_BEFORE_END = 5 * 60_000;
/** The most sessions to keep. A process serves one AWS account and region, and one type configuration or a few at a time. */
const MOST_SESSIONS = 8;

interface Entry {
  readonly opening: Promise<Session>;
  /** Present once the session is open. */
  session?: Session;
}

/**
 * The sessions of a warm process, by an identity that contains everything a session depends on. Requests for the same session wait for the
 * same opening. If the opening fails, it is forgotten. The least recently used sessions are removed first.
 */
export class Sessions {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly now: () => number) {}

  /**
   * The session of an identity, which stays open for at least some minutes.
   *
   * @throws the error of `open`.
   */
  async get(identity: string, open: () => Promise<Session>): Promise<Session> {
    this.#dropExpired();
    const entry = this.#entries.get(identity) ?? this.#open(open);
    this.#entries.delete(identity);
    this.#entries.set(identity, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST_SESSIONS) break;
      this.#entries.delete(oldest);
    }
    try {
      return await entry.opening;
    } catch (error) {
      if (this.#entries.get(identity) === entry) this.#entries.delete(identity);
      throw error;
    }
  }

  /** Forgets the session of an identity if `key` is still its key. */
  forget(identity: string, key: AccessKey): void {
    if (this.#entries.get(identity)?.session?.key === key) this.#entries.delete(identity);
  }

  #open(open: () => Promise<Session>): Entry {
    const entry: Entry = {
      opening: open().then((session) => {
        entry.session = session;
        return session;
      }),
    };
    return entry;
  }

  #dropExpired(): void {
    for (const [identity, { session }] of this.#entries) {
      if (session && session.expiresAt - RENEWED_BEFORE_END <= this.now()) this.#entries.delete(identity);
    }
  }
}
