/** An error for an answer. Status and message are looked up by the code if they are not set. */
export interface FaultError {
  readonly code: string;
  readonly status?: number;
  readonly message?: string;
  /** Sent in the service's header for the delay before the next attempt, if the service has one. */
  readonly retryAfterMs?: number;
  /** Fields that are added to the usual body of an error, for example an AccessDeniedDetail. */
  readonly body?: object;
}

/** An answer of any kind, such as one from a proxy in front of the service. */
export interface FaultResponse {
  readonly status: number;
  readonly body: string;
  /** By default, the content type of the service. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong. Without `acts`, the server does not do what the request asks for. */
export type FaultEffect =
  | { readonly error: FaultError; readonly acts?: boolean }
  /** The connection is reset before or after the server acts. */
  | { readonly reset: 'before' | 'after' }
  /** The server acts and sends half of its answer. */
  | { readonly truncate: true }
  | { readonly respond: FaultResponse; readonly acts?: boolean }
  /** The answer is late, by a delay in real milliseconds before (default) or after acting. */
  | { readonly delayMs: number; readonly when?: 'before' | 'after' }
  /** No answer is sent. */
  | { readonly silent: true; readonly acts?: boolean };

/** Which requests a fault applies to. */
export interface FaultScope {
  /** By default, any action. */
  readonly action?: string;
  /** The region in the request; by default, any region. */
  readonly regionId?: string;
  /** How many matching requests pass first; by default 0. Requests with an earlier fault do not count. */
  readonly skip?: number;
  /** How many requests it applies to; by default 1. */
  readonly times?: number;
}

export type Fault = FaultScope & FaultEffect;

/** The faults that are waiting. Each request gets at most one fault, the first that matches. */
export class FaultQueue {
  private waiting: { readonly fault: Fault; skip: number; times: number }[] = [];

  inject(fault: Fault): void {
    this.waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault for a request. One use of it is then spent. */
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
