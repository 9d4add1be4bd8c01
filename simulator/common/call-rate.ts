const MINUTE_MS = 60_000;

/** Counts requests by action, region and minute. A throttled request can be repeated in the next minute. */
export class CallRate {
  private minute = 0;
  private readonly counts = new Map<string, number>();

  /** Counts a request of an action in a region at a time (simulated milliseconds). Returns the number of requests in that minute. */
  count(action: string, regionId: string, now: number): number {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.minute) this.counts.clear();
    this.minute = minute;
    const key = `${action}/${regionId}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }
}
