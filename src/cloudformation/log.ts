import { oneLine, visible } from '../../untrusted/visible';
import type { Redact } from './redaction';

/** Writes a log line; `console.log` in Lambda. */
export type WriteLine = (line: string) => void;

/** An entry of the log as a line of JSON. Its texts are safe to show, even if a viewer decodes the JSON. */
export function logLine(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? visible(value) : value));
}

/** The log of one invocation. */
export class InvocationLog {
  constructor(
    private readonly write: WriteLine,
    private readonly redact: Redact,
  ) {}

  /** Writes a text as one line, without secrets and without characters that a terminal would interpret. */
  log(text: string): void {
    this.write(oneLine(this.redact(text)));
  }

  /** Writes an entry. */
  entry(entry: object): void {
    this.log(logLine(entry));
  }

  /** Keeps a secret that is not in the event, such as a temporary key, out of the log and the answer of this invocation. */
  hide(secret: string): void {
    this.redact.hide(secret);
  }
}
