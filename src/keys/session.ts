import type { AccessKey } from './access-key';

/** The key of a session that STS opened. */
export interface Session {
  readonly key: AccessKey;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAt: number;
}

/** What is left of a session when it is given up for a new one, in milliseconds: more than an invocation takes, and clocks differ. */
const RENEWED_BEFORE_END = 5 * 60_000;
/** Sessions that are kept. A process serves one AWS account and region, and one type configuration at a time, or a few. */
const MOST_SESSIONS = 8;

interface Entry {
  readonly opening: Promise<Session>;
  /** Once it is open. */
  session?: Session;
}

/**
 * The sessions of a warm process, each by the identity of everything that it follows from. Requests for the same one wait for the
 * same opening; one that fails is forgotten. Those used longest ago go first.
 */
export class Sessions {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly now: () => number) {}

  /**
   * The session of an identity, open for some minutes still.
   *
   * @throws what `open` throws.
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
