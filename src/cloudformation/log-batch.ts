/** An entry of PutLogEvents. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** The most that PutLogEvents accepts in one call: events, and bytes of UTF-8 with an overhead for each event. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const OVERHEAD = 26;
/** The longest event that CloudWatch Logs accepts in every region, with its overhead, in bytes. Newer regions accept longer ones. */
const LONGEST_EVENT = 262_144;
/** Room for the line that says what was left out, in bytes. */
const NOTICE_BYTES = 512;

interface Entry extends LogEvent {
  readonly bytes: number;
}

/**
 * The part of an invocation's log that one PutLogEvents accepts. If there is more, the newest lines stay, because the last one says how the
 * operation ended. It never uses more memory than that, however much is logged.
 */
export class LogBatch {
  readonly #entries: Entry[] = [];
  #bytes = 0;
  #dropped = 0;
  #latest = 0;

  /** Adds a line. CloudWatch Logs accepts no empty lines. `time`: in milliseconds since 1970. */
  add(line: string, time: number): void {
    if (line === '') return;
    const message = shortened(line);
    const bytes = Buffer.byteLength(message) + OVERHEAD;
    // PutLogEvents refuses events that are not in the order of their times, and a clock may be set back.
    this.#latest = Math.max(this.#latest, time);
    this.#entries.push({ message, timestamp: this.#latest, bytes });
    this.#bytes += bytes;
    while (this.#entries.length >= MOST_EVENTS || this.#bytes > MOST_BYTES - NOTICE_BYTES) this.#dropOldest();
  }

  /** The lines in the order of their times. If lines are missing, the first line says how many. */
  events(): LogEvent[] {
    const events = this.#entries.map(({ timestamp, message }) => ({ timestamp, message }));
    const [first] = events;
    if (this.#dropped === 0 || !first) return events;
    const message = JSON.stringify({
      droppedLines: this.#dropped,
      message: 'The log was longer than CloudWatch Logs accepts in one call; its oldest lines were dropped.',
    });
    return [{ timestamp: first.timestamp, message }, ...events];
  }

  #dropOldest(): void {
    this.#bytes -= this.#entries.shift()?.bytes ?? 0;
    this.#dropped += 1;
  }
}

/** A line that is too long is cut between two characters, and its length is added at the end. */
function shortened(line: string): string {
  const most = LONGEST_EVENT - OVERHEAD;
  const bytes = Buffer.byteLength(line);
  if (bytes <= most) return line;
  const notice = ` … [cut, ${bytes} bytes]`;
  const { read } = new TextEncoder().encodeInto(line, new Uint8Array(most - Buffer.byteLength(notice)));
  return line.slice(0, read) + notice;
}
