import { LoggerProxy, LogPublisher } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { oneLine, visible } from '../../untrusted/visible';
import type { Redact } from './redaction';

/** Writes a log line; `console.log` in Lambda. */
export type WriteLine = (line: string) => void;

/** An entry of the log as a line of JSON. Its texts are safe to show, even if a viewer decodes the JSON. */
export function logLine(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? visible(value) : value));
}

/** Writes each entry as one line, without secrets and without characters that a terminal would interpret. */
class Lines extends LogPublisher {
  constructor(
    private readonly write: WriteLine,
    private readonly redact: Redact,
  ) {
    super();
  }

  protected override async publishMessage(message: string): Promise<void> {
    this.write(oneLine(this.redact(message)));
  }
}

/** The logger of one invocation. Its class is the one that handlers of the CloudFormation library expect. */
export class InvocationLog extends LoggerProxy {
  readonly #redact: Redact;

  constructor(write: WriteLine, redact: Redact) {
    super();
    this.#redact = redact;
    this.addLogPublisher(new Lines(write, redact));
  }

  /** Writes an entry. */
  entry(entry: object): void {
    this.log(logLine(entry));
  }

  /** Keeps a secret that is not in the event, such as a temporary key, out of the log and the answer of this invocation. */
  hide(secret: string): void {
    this.#redact.hide(secret);
  }
}
