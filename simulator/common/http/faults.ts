/** An error to answer with. Status and message are looked up by the code if they are not given. */
export interface FaultError {
  readonly code: string;
  readonly status?: number;
  readonly message?: string;
  /** Sent in the header by which the service says when to come again, if it has one. */
  readonly retryAfterMs?: number;
  /** Put over the usual error body, for example an AccessDeniedDetail. */
  readonly body?: object;
}

/** An answer of any kind, for what comes from proxies rather than from the service. */
export interface FaultResponse {
  readonly status: number;
  readonly body: string;
  /** Default: that of the service. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong. Where `acts` is not said, the server does not do what it was asked for. */
export type FaultEffect =
  | { readonly error: FaultError; readonly acts?: boolean }
  /** The connection is reset before or after the server acted. */
  | { readonly reset: 'before' | 'after' }
  /** The server acts and sends half of its answer. */
  | { readonly truncate: true }
  | { readonly respond: FaultResponse; readonly acts?: boolean }
  /** The answer comes late, by real milliseconds spent before (default) or after acting. */
  | { readonly delayMs: number; readonly when?: 'before' | 'after' }
  /** No answer ever comes. */
  | { readonly silent: true; readonly acts?: boolean };

/** Which requests a fault meets. */
export interface FaultScope {
  /** Default: any action. */
  readonly action?: string;
  /** The region that the request names; default: any region. */
  readonly regionId?: string;
  /** Requests that it lets pass first, default 0. Those that an earlier fault has met do not count. */
  readonly skip?: number;
  /** Requests that it meets, default 1. */
  readonly times?: number;
}

export type Fault = FaultScope & FaultEffect;

/** The faults that are still to come. Each request meets at most one: the first that fits it. */
export class FaultQueue {
  private waiting: { readonly fault: Fault; skip: number; times: number }[] = [];

  inject(fault: Fault): void {
    this.waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault that a request meets, used up by one. */
  take(action: string, regionId: string): FaultEffect | undefined {
    for (const entry of this.waiting) {
      const { fault } = entry;
      if (fault.action !== undefined && fault.action !== action) continue;
      if (fault.regionId !== undefined && fault.regionId !== regionId) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.times -= 1;
      if (entry.times <= 0) this.waiting = this.waiting.filter((other) => other !== entry);
      return fault;
    }
    return undefined;
  }
}
